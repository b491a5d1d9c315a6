"""Reads the project's Markdown: pages, headings, links, rows of tables, commands."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


@cache
def repository_files() -> list[Path]:
    """Files of the repository, new ones too, ignored ones not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / line for line in listed if (ROOT / line).is_file()]


def pages() -> list[Path]:
    return [file for file in repository_files() if file.suffix == ".md"]


def links(page: Path) -> list[str]:
    """Targets of links and pictures, examples in code left out."""
    return LINK.findall(CODE.sub("", FENCE.sub("", page.read_text())))


def anchors(page: Path) -> set[str]:
    """Names that GitHub gives to headings."""
    titles = HEADING.findall(FENCE.sub("", page.read_text()))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def rows(page: Path) -> dict[str, list[str]]:
    """Rows of all tables by the code in their first cell; the other cells as they are. Several names share a row."""
    found: dict[str, list[str]] = {}
    for line in page.read_text().splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            found.update({name: cells[1:] for name in CODE.findall(cells[0])})
    return found


def commands(page: Path) -> list[str]:
    """Lines of code blocks and code in the text."""
    text = page.read_text()
    blocks = "\n".join(match[0] for match in FENCE.finditer(text))
    return [*blocks.splitlines(), *CODE.findall(FENCE.sub("", text))]
