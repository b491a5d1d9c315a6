import re
import string
from pathlib import Path

import pytest

from besedka.demo import csp, locale_for, page, pages

SERVER, SITE = "http://127.0.0.1:8300", "http://127.0.0.1:8301"


def text_of(name: str, locale: str = "en", **options: bool) -> str:
    found = page(name, locale, SERVER, SITE, **options)
    assert found is not None
    return found[1].decode()


@pytest.mark.parametrize("name", ["demo", "both"])
def test_both_languages_say_the_same_things(name: str) -> None:
    _, texts = pages.PAGES[name]
    assert set(texts["en"]) == set(texts["ru"])


@pytest.mark.parametrize(("locale", "words"), [("en", "Sunny Net"), ("ru", "Солнечный")])
def test_the_site_speaks_the_language_it_is_asked_for(locale: str, words: str) -> None:
    text = text_of("demo", locale)
    assert f'<html lang="{locale}">' in text
    assert words in text


def test_an_unknown_language_is_english() -> None:
    assert '<html lang="en">' in text_of("demo", "xx")


def test_the_site_loads_the_widget_from_the_server_in_its_own_language() -> None:
    snippet = re.search(r"<script [^>]*widget\.js[^>]*>", text_of("demo", "ru"))
    assert snippet is not None
    for part in ('src="http://127.0.0.1:8300/widget.js"', 'data-inbox="demo"', 'data-locale="ru"', "async"):
        assert part in snippet[0]


@pytest.mark.parametrize("name", ["demo", "both"])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_pages_hold_nothing_that_a_strict_policy_refuses(name: str, locale: str) -> None:
    text = text_of(name, locale)
    assert re.search(r"<script(?![^>]*\bsrc=)", text) is None, "an inline script"
    assert re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) is None, "an inline style or handler"


@pytest.mark.parametrize("name", ["demo", "both"])
def test_every_file_that_a_page_names_is_there(name: str) -> None:
    files = set(re.findall(r'(?:href|src)="/demo/([a-z]+\.[a-z]+)"', text_of(name)))
    assert files
    for file in files:
        found = page(file, "en", SERVER)
        assert found is not None
        assert found[1], f"{file} is empty"


def test_no_file_lies_in_the_folder_that_no_page_can_get() -> None:
    folder = Path(pages.__file__).parent
    lying = {file.name for file in folder.iterdir() if file.suffix in {".css", ".js", ".svg"}}
    assert lying == set(pages.ASSETS)


def test_addresses_cannot_break_out_of_their_attribute() -> None:
    found = page("demo", "en", 'http://x"><script>alert(1)</script>', SITE)
    assert found is not None
    assert b"<script>alert" not in found[1]


def test_both_sides_come_from_two_origins() -> None:
    text = text_of("both")
    assert f'data-src="{SITE}/demo?locale=en"' in text
    assert f'data-src="{SERVER}/console?locale=en"' in text


def test_the_known_password_is_shown_only_where_it_is_in_force() -> None:
    assert "demo-demo-demo" in text_of("both")
    assert "demo-demo-demo" not in text_of("both", known_passwords=False)


def test_every_text_is_used() -> None:
    for file, texts in pages.PAGES.values():
        template = string.Template((Path(pages.__file__).parent / file).read_text())
        assert set(texts["en"]) - set(template.get_identifiers()) <= {"hint"}


def test_a_name_that_is_no_page_gives_nothing() -> None:
    for name in ("", "nothing", "../pages/site.html", "site.html", "__init__.py"):
        assert page(name, "en", SERVER) is None


def rules(policy: str) -> dict[str, list[str]]:
    return {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}


def test_the_policy_of_the_site_lets_in_its_own_files_and_the_server_alone() -> None:
    allowed = rules(csp("demo", SERVER))
    assert allowed["default-src"] == ["'none'"]
    assert allowed["script-src"] == ["'self'", SERVER]
    assert allowed["img-src"] == ["'self'", SERVER]
    assert allowed["connect-src"] == ["'self'", SERVER, "ws://127.0.0.1:8300"]
    assert allowed["style-src"] == ["'self'"]
    assert allowed["frame-src"] == ["'none'"]


def test_the_page_with_both_sides_may_frame_them_and_talk_with_the_supervisor() -> None:
    allowed = rules(csp("both", SERVER, SITE))
    assert {SERVER, SITE} <= set(allowed["frame-src"])
    assert SITE in allowed["connect-src"]


def test_over_https_the_socket_is_secure_too() -> None:
    assert "wss://chat.example" in rules(csp("demo", "https://chat.example"))["connect-src"]


@pytest.mark.parametrize(
    ("asked", "header", "locale"),
    [
        ("ru", "en", "ru"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        (None, "de,ru;q=0.5", "ru"),
        ("de", "en-GB", "en"),
        (None, None, "en"),
    ],
)
def test_the_language_is_asked_for_else_the_browsers_else_english(
    asked: str | None, header: str | None, locale: str
) -> None:
    assert locale_for(asked, header) == locale
