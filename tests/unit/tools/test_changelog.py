import datetime
from pathlib import Path

import pytest

import changelog


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_a_release_groups_the_fragments_by_kind(tmp_path: Path) -> None:
    write(tmp_path, "b.fixed.md", "No longer loses\nits cursor.\n")
    write(tmp_path, "a.added.md", "Notes.\n")
    write(tmp_path, "README.md", "how to")
    text = changelog.section("0.2.0", datetime.date(2027, 1, 2), changelog.fragments(tmp_path))
    assert text == "\n## 0.2.0, 2027-01-02\n\n### Added\n\n- Notes.\n\n### Fixed\n\n- No longer loses\n  its cursor.\n"


def test_a_fragment_without_a_kind_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "something.md", "x")
    with pytest.raises(ValueError, match=r"something\.md"):
        changelog.fragments(tmp_path)
