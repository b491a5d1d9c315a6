import sys
from pathlib import Path

import pytest

import suites
from suites import Count, Suite


def suite(script: str, judge: suites.Judge = suites.by_exit_code, minutes: float = 1) -> Suite:
    return Suite("pretended", [sys.executable, "-c", script], Path.cwd(), judge, minutes=minutes)


def counted(script: str, judge: suites.Judge = suites.by_exit_code, **options: float) -> Count:
    return suites.run(suite(script, judge, **options), set())


def report(folder: Path, cases: str) -> suites.Judge:
    file = folder / "report.xml"
    file.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    return suites.by_junit(file)


PASS, FAIL = '<testcase name="a"/>', '<testcase name="b"><failure/></testcase>'
ERROR, SKIP = '<testcase name="c"><error/></testcase>', '<testcase name="d"><skipped/></testcase>'


def test_a_check_is_one_test_that_passes_with_exit_code_zero() -> None:
    assert counted("pass") == Count(1, 0)
    assert counted("raise SystemExit(3)").failed == 1


def test_failures_errors_and_skips_are_all_failures(tmp_path: Path) -> None:
    count = report(tmp_path, PASS + PASS + FAIL + ERROR + SKIP)(1, "")
    assert (count.passed, count.failed) == (2, 3)


def test_a_skip_is_a_failure_though_the_suite_is_content(tmp_path: Path) -> None:
    assert report(tmp_path, PASS + SKIP)(0, "").failed == 1


def test_a_suite_that_collects_nothing_has_failed(tmp_path: Path) -> None:
    assert report(tmp_path, "")(5, "").failed == 1


def test_a_suite_that_dies_after_its_report_has_failed(tmp_path: Path) -> None:
    count = report(tmp_path, PASS)(-11, "")
    assert (count.passed, count.failed) == (1, 1)


def test_a_suite_without_a_report_has_failed(tmp_path: Path) -> None:
    assert suites.by_junit(tmp_path / "none.xml")(0, "").failed == 1


def test_a_summary_is_the_last_line_that_looks_like_one() -> None:
    assert suites.by_summary(1, "1 passed, 0 failed\nmore\n5 passed, 2 failed\n") == Count(5, 2)


def test_no_summary_is_a_failure() -> None:
    assert suites.by_summary(0, "all is well\n").failed == 1


def test_a_suite_that_hangs_is_ended_and_has_failed() -> None:
    count = counted("import time; time.sleep(60)", minutes=0.01)
    assert count.failed == 1
    assert "ended after" in count.remark


def test_what_a_suite_leaves_running_is_ended_with_it(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    left = "import subprocess, sys; p = subprocess.Popen(['sleep', '60'], stdout=subprocess.DEVNULL);"
    counted(f"{left} open({str(pid)!r}, 'w').write(str(p.pid))")
    assert not is_running(int(pid.read_text()))


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_suite_whose_needs_are_missing_is_not_run_and_has_failed(capfd: pytest.CaptureFixture[str]) -> None:
    needy = Suite(
        "needy", [sys.executable, "-c", "print('ran')"], Path.cwd(), suites.by_exit_code, needs=frozenset({"x"})
    )
    assert suites.run(needy, {"x"}).failed == 1
    assert "ran" not in capfd.readouterr().out.split("---")[2]


def test_the_output_is_seen_as_it_comes(capfd: pytest.CaptureFixture[str]) -> None:
    counted("print('one'); print('two')")
    assert "one\ntwo\n" in capfd.readouterr().out
