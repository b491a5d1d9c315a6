from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, anchors, links, pages


def test_there_are_pages_to_look_at() -> None:
    assert len(pages()) > 5


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = [target for target in links(page) if is_relative(target) and not leads_somewhere(page, target)]
    assert broken == []


def is_relative(target: str) -> bool:
    return "://" not in target and not target.startswith("mailto:")


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists() or not file.is_relative_to(ROOT):
        return False
    return not anchor or file.suffix != ".md" or anchor in anchors(file)
