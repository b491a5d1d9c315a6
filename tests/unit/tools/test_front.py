from pathlib import Path

import pytest

import front


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A pretended project whose front end is built."""
    sources = tmp_path / "clients" / "widget"
    sources.mkdir(parents=True)
    (sources / "main.ts").write_text("export {}")
    (tmp_path / "clients" / "package-lock.json").write_text("{}")
    front.stamp(tmp_path).parent.mkdir(parents=True)
    front.stamp(tmp_path).write_text(front.fingerprint(tmp_path))
    return tmp_path


def test_what_was_built_from_these_sources_is_fresh(root: Path) -> None:
    assert front.is_fresh(root)
    assert front.build(root) is False


@pytest.mark.parametrize("name", ["widget/main.ts", "widget/new.ts", "package-lock.json"])
def test_a_changed_or_new_source_or_lock_makes_it_stale(root: Path, name: str) -> None:
    (root / "clients" / name).write_text("changed")
    assert not front.is_fresh(root)


def test_a_source_that_is_gone_makes_it_stale(root: Path) -> None:
    (root / "clients" / "widget" / "main.ts").unlink()
    assert not front.is_fresh(root)


@pytest.mark.parametrize("name", ["node_modules/x/index.js", "widget/dist/main.js", "widget/x.tsbuildinfo"])
def test_what_is_installed_or_built_does_not_count(root: Path, name: str) -> None:
    file = root / "clients" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("made")
    assert front.is_fresh(root)


def test_without_the_built_files_it_is_stale(root: Path) -> None:
    front.stamp(root).unlink()
    assert not front.is_fresh(root)


def test_without_node_the_error_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(front.FrontEndError, match=r"install version 20\.19"):
        front.npm(root)


def programs(folder: Path, monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """Pretended programs, alone on the path, that say these versions."""
    for name, version in versions.items():
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_an_old_node_is_refused_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path, monkeypatch, node="v18.20.4", npm="10.0.0")
    with pytest.raises(front.FrontEndError, match=r"18\.20\.4"):
        front.npm(tmp_path)


def test_a_new_npm_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path, monkeypatch, node="v20.19.0", npm="11.2.0")
    assert front.npm(tmp_path) == str(tmp_path / "npm")


def test_an_old_npm_is_replaced_by_one_in_the_build_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path, monkeypatch, node="v20.19.0", npm="10.8.2")
    fetched: list[Path] = []
    monkeypatch.setattr(front, "fetch_npm", lambda _at_hand, folder: fetched.append(folder))
    assert front.npm(tmp_path) == str(tmp_path / "build" / "npm" / "node_modules" / ".bin" / "npm")
    assert fetched == [tmp_path / "build" / "npm"]
