"""An admin invites somebody and sets an inbox; the newcomer answers, and the customer sees what was set."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.operator import Operator
from tests.browser.settings import Admin
from tests.browser.visitor import Visitor
from tests.browser.windows import PHONE, Windows
from tests.browser.words import EN, RU

NEW_PASSWORD = "four words are quite enough"


def test_somebody_invited_answers_with_a_photo_and_is_rated_as_the_inbox_was_set(windows: Windows) -> None:
    profile = windows.profile()
    bring_axe(profile)
    admin = windows.console_in(profile).sign_in("admin")
    examiner = Examiner(admin.page, "settings-people")
    link = invited(admin.page, examiner)
    set_inbox(admin.page, examiner)
    admin.sign_out()

    nina = windows.console()
    accept(nina, link)
    visitor = windows.visitor().open_chat()
    visitor.write("V1")
    nina.open_by("V1")
    nina.write("A1")
    visitor.sees("A1")
    sees_photo(visitor)
    nina.close()
    points = visitor.scale(EN.widget.recommend).get_by_role("radio")
    expect(points).to_have_count(11)
    expect(visitor.scale(EN.widget.rate)).to_have_count(0)

    arranger = Admin(windows)
    arranger.hours({"always": False})
    late = windows.visitor()
    late.launcher.click()
    expect(late.form).to_contain_text("I agree to be answered by mail")
    arranger.hours({"always": True})
    arranger.leave()
    assert examiner.findings == []


def test_an_inbox_is_added_on_a_phone_and_gives_the_line_to_paste(windows: Windows) -> None:
    profile = windows.profile(RU, **PHONE)
    bring_axe(profile)
    page = windows.console_in(profile, RU).sign_in("admin").page
    examiner = Examiner(page, "settings-inbox-phone")
    page.get_by_role("button", name="Настройки").tap()
    page.get_by_role("link", name="Каналы").tap()
    page.get_by_role("link", name="Добавить канал").tap()
    page.get_by_role("textbox", name="Название для коллег").fill("Солнечный дом")
    page.get_by_role("textbox", name="Название для клиентов").fill("Солнечный дом")
    page.get_by_role("textbox", name="Сайты, на которых работает виджет").fill("дом.example")
    expect(page.get_by_text("Не похоже на адрес сайта: дом.example")).to_be_visible()
    examiner.look("a wrong origin")
    page.get_by_role("textbox", name="Сайты, на которых работает виджет").fill("https://Dom.example/help")
    page.get_by_role("button", name="Добавить канал").tap()
    expect(page.get_by_role("group", name="Вставьте эту строку")).to_contain_text(
        f'<script async src="{windows.demo.server}/widget.js" data-inbox="solnechnyi-dom"></script>'
    )
    expect(page.get_by_role("textbox", name="Сайты, на которых работает виджет")).to_have_value("https://dom.example")
    examiner.look("added")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert examiner.findings == []


def invited(page: Page, examiner: Examiner) -> str:
    """Add Nina, whose address was mistaken at first, and give her a photo; returns the link."""
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_role("textbox", name="E-mail").fill("operator1@demo.example")
    page.get_by_role("textbox", name="Name among colleagues").fill("Nina")
    page.get_by_role("checkbox", name="Support").check()
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_text("Somebody here has this e-mail already")).to_be_visible()
    examiner.look("taken")
    page.get_by_role("textbox", name="E-mail").fill("nina@demo.example")
    page.get_by_role("button", name="Add and invite").click()
    link = page.get_by_role("group", name="Link of the invitation").get_by_role("code")
    expect(link).to_contain_text("#invitation=")
    expect(page.get_by_role("region", name="Nina")).to_be_focused()
    photo = page.get_by_label("File of the photo")
    photo.set_input_files(FilePayload(name="nina.png", mimeType="image/png", buffer=b"not a picture"))
    expect(page.get_by_role("alert")).to_contain_text("not a picture that can be used")
    photo.set_input_files(FilePayload(name="nina.png", mimeType="image/png", buffer=picture()))
    expect(page.get_by_role("button", name="Another photo")).to_be_visible()
    examiner.look("invited")
    return link.inner_text()


def set_inbox(page: Page, examiner: Examiner) -> None:
    """Rating from 0 to 10, and a consent."""
    page.get_by_role("link", name="Inboxes").click()
    page.get_by_role("link", name="Sunny Net").click()
    page.get_by_role("radio", name="From 0 to 10").check()
    page.get_by_role("textbox", name="Text of the consent, English").fill("I agree to be answered by mail")
    examiner.look("inbox")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def accept(console: Operator, link: str) -> None:
    """Open the link in this window, set the password and be there."""
    page = console.page
    page.goto(link)
    page.reload()  # the same page with another hash is not loaded again by itself
    page.get_by_role("textbox", name="Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("textbox", name="The same password again").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()
    console.shift_check.get_by_role("button", name=console.words.heard, exact=True).click()
    expect(console.shift_check).to_have_count(0)


def sees_photo(visitor: Visitor) -> None:
    photo = visitor.page.locator("img[src*='/photos/']").first
    expect(photo).to_be_visible()
    expect(photo).to_have_js_property("naturalWidth", 256)


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (320, 400), "#7a4b2a").save(content, "PNG")
    return content.getvalue()
