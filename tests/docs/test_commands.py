import re
import subprocess
from pathlib import Path

import click
import pytest

from besedka import cli
from tests.docs.markdown import ROOT, commands, pages, rows

TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"(?:^|&& )make ([a-z][a-z-]*)")
BESEDKA = re.compile(r"(?:^|&& |/)besedka ([a-z][a-z -]*)")


def targets() -> set[str]:
    return set(TARGET.findall((ROOT / "Makefile").read_text()))


def besedka_commands(group: click.Command, prefix: str = "") -> set[str]:
    """Full names of commands without children: `demo`, `admin create`."""
    if not isinstance(group, click.Group):
        return {prefix.strip()}
    return {name for word, child in group.commands.items() for name in besedka_commands(child, f"{prefix} {word}")}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_command_in_the_docs_exists(page: Path) -> None:
    named = {target for line in commands(page) for target in MAKE.findall(line)}
    assert named - targets() == set()


def test_the_readme_names_the_two_commands_that_matter() -> None:
    named = {target for line in commands(ROOT / "README.md") for target in MAKE.findall(line)}
    assert {"run", "test"} <= named


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert re.search(r"^exec make test\b", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


def test_make_help_names_every_target() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"^  make ([a-z-]+)", shown, re.MULTILINE))
    assert named == targets()


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_besedka_command_in_the_docs_exists(page: Path) -> None:
    known = {word for name in besedka_commands(cli.main) for word in (name, name.split()[0])}
    named = {" ".join(words.split()[:2]) for line in commands(page) for words in BESEDKA.findall(line)}
    assert {name for name in named if name not in known and name.split()[0] not in known} == set()


@pytest.mark.parametrize("name", sorted(besedka_commands(cli.main)))
def test_every_besedka_command_has_its_row(name: str) -> None:
    assert f"besedka {name}" in rows(ROOT / "docs" / "commands.md")
