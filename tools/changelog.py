"""Moves the fragments of docs/changes/ into CHANGELOG.md under a new version: `changelog.py 0.2.0`."""

import datetime
import re
import sys
from pathlib import Path

import front

KINDS = ("added", "changed", "deprecated", "removed", "fixed", "security")
MARK = "<!-- releases: newest below this line -->\n"
NAME = re.compile(rf"(?P<what>[a-z0-9-]+)\.(?P<kind>{'|'.join(KINDS)})\.md")


def fragments(folder: Path) -> list[Path]:
    """The fragments; README.md is none. Raises ValueError for a name that says no kind."""
    files = sorted(file for file in folder.glob("*.md") if file.name != "README.md")
    for file in files:
        if not NAME.fullmatch(file.name):
            raise ValueError(f"{file.name}: expected <what>.<kind>.md with a kind of {', '.join(KINDS)}")
    return files


def section(version: str, day: datetime.date, files: list[Path]) -> str:
    parts = [f"\n## {version}, {day.isoformat()}\n"]
    for kind in KINDS:
        texts = [file.read_text().strip() for file in files if file.name.endswith(f".{kind}.md")]
        if texts:
            parts.append(f"\n### {kind.capitalize()}\n\n" + "".join(f"- {indented(text)}\n" for text in texts))
    return "".join(parts)


def indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def main(version: str) -> None:
    files = fragments(front.ROOT / "docs" / "changes")
    changelog = front.ROOT / "CHANGELOG.md"
    new = section(version, datetime.datetime.now(datetime.UTC).date(), files)
    changelog.write_text(changelog.read_text().replace(MARK, MARK + new, 1))
    for file in files:
        file.unlink()
    print(f"CHANGELOG.md: {len(files)} changes under {version}. Review, then commit.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Which version? make changelog VERSION=0.2.0")
    main(sys.argv[1])
