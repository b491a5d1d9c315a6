import tarfile
from pathlib import Path

import pytest

from tests.packaging.project import WITHOUT_NODE, build, copy, names_in, pretend_front_end


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose front end is (said to be) built."""
    folder = copy(tmp_path_factory.mktemp("project"))
    pretend_front_end(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(root: Path) -> set[str]:
    return names_in(build(root, "wheel"))


@pytest.fixture(scope="module")
def sdist(root: Path) -> Path:
    return build(root, "sdist")


def test_a_wheel_is_built_without_node_where_the_front_end_is_fresh(wheel: set[str]) -> None:
    assert "besedka/web/static/widget.js" in wheel
    assert "besedka/web/static/.stamp" not in wheel


def test_a_wheel_holds_what_runs(wheel: set[str]) -> None:
    for name in ("cli.py", "migrations/env.py", "demo/pages/site.html", "demo/pages/both.js", "py.typed"):
        assert f"besedka/{name}" in wheel


def test_a_wheel_holds_nothing_else(wheel: set[str]) -> None:
    others = {name for name in wheel if not name.startswith("besedka/") and ".dist-info/" not in name}
    assert others == set()


def test_a_source_archive_holds_the_sources_and_the_built_files(sdist: Path) -> None:
    names = names_in(sdist)
    for name in ("clients/package-lock.json", "tools/front.py", "hatch_build.py", "src/besedka/web/static/widget.js"):
        assert name in names
    assert not any("node_modules" in name for name in names)


def test_a_wheel_can_be_built_from_the_source_archive_without_node(sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    root = next(tmp_path.iterdir())
    assert "besedka/web/static/widget.js" in names_in(build(root, "wheel"))


def test_a_stale_front_end_is_not_shipped_silently(root: Path, tmp_path: Path) -> None:
    stale = copy(tmp_path)
    with pytest.raises(AssertionError, match=r"Node\.js is missing"):
        build(stale, "wheel")


def test_the_front_end_can_be_left_out_on_purpose(tmp_path: Path) -> None:
    bare = copy(tmp_path)
    names = names_in(build(bare, "wheel", {**WITHOUT_NODE, "BESEDKA_SKIP_FRONTEND": "1"}))
    assert "besedka/cli.py" in names
    assert not any(name.startswith("besedka/web/static/") for name in names)
