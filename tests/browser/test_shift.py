"""The start of a shift: would a new conversation be noticed here? And who would not notice one gets none."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.operator import Operator
from tests.browser.windows import Windows, photograph
from tests.browser.words import EN, RU, Words

NO_SOUND = "delete window.AudioContext; delete window.webkitAudioContext;"
NO_NOTICES = "Object.defineProperty(Notification, 'permission', {get: () => 'denied'});"
GRACE_MS = 20_000
"""A page that was just loaded is silent until it is touched: for so long that is no problem."""
NAMES = {
    "en": ("Shift check", "I heard it", "I heard nothing", "Go online", "Status: Online"),
    "ru": ("Проверка перед сменой", "Слышно", "Не слышно", "Выйти в сеть", "Статус: В сети"),
}


def check(page: Page, words: Words = EN) -> Locator:
    return page.get_by_role("dialog", name=NAMES[words.locale][0])


def deaf_console(windows: Windows, words: Words = EN) -> Operator:
    """A browser without sound, which forbids notifications."""
    profile = windows.profile(words)
    profile.add_init_script(NO_SOUND + NO_NOTICES)
    profile.clock.install()
    return windows.console_in(profile, words)


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_who_can_be_heard_goes_online_and_says_so(windows: Windows, words: Words) -> None:
    operator = windows.console(words).sign_in(hears=False)
    _, heard, _, go_online, online = NAMES[words.locale]
    dialog = check(operator.page, words)
    expect(operator.page.get_by_role("button", name=online)).to_be_visible()
    expect(dialog.get_by_role("button", name=go_online)).to_have_count(0)
    photograph(operator.page, f"shift-check-{words.locale}")
    dialog.get_by_role("button", name=heard, exact=True).click()
    expect(dialog).to_have_count(0)


def test_with_sound_and_notifications_denied_nothing_comes_until_somebody_can_hear(windows: Windows) -> None:
    operator = deaf_console(windows).sign_in(hears=False)
    dialog = check(operator.page)
    expect(dialog).to_contain_text("You would not notice a new conversation")
    expect(operator.page.get_by_role("button", name="Status: Offline")).to_be_visible()
    photograph(operator.page, "shift-check-denied")
    dialog.get_by_role("button", name="Go online").click()
    expect(operator.page.get_by_role("button", name="Status: Online")).to_be_visible()
    operator.page.clock.fast_forward(GRACE_MS)
    silence = operator.page.get_by_role("img", name=re.compile("Nothing new comes to you: .*no sound"))
    expect(silence).to_be_visible()
    supervisor = windows.operator(account="supervisor")
    supervisor.page.get_by_role("button", name=re.compile("Team")).click()
    expect(supervisor.page.get_by_role("row", name=re.compile("no sound"))).to_be_visible()
    supervisor.page.get_by_role("button", name="Status: Online").click()
    supervisor.page.get_by_role("menuitemradio", name=re.compile("^Away")).click()
    visitor = windows.visitor()
    visitor.open_chat().write("Is anybody there?")
    expect(visitor.page.get_by_role("log")).to_contain_text("Please wait")
    supervisor.page.get_by_role("button", name="Status: Away").click()
    supervisor.page.get_by_role("menuitemradio", name="Online").click()
    expect(visitor.page.get_by_role("log")).to_contain_text("You are talking with Mikhail")
    supervisor.page.get_by_role("button", name=re.compile("^Inbox")).click()
    supervisor.open_by("Is anybody there?")
    expect(operator.conversations.get_by_role("listitem")).to_have_count(0)


def test_i_heard_nothing_keeps_new_conversations_away_and_i_heard_it_lets_them_come(windows: Windows) -> None:
    operator = windows.console().sign_in(hears=False)
    dialog = check(operator.page)
    expect(operator.page.get_by_role("button", name="Status: Online")).to_be_visible()
    dialog.get_by_role("button", name="I heard nothing").click()
    silence = operator.page.get_by_role("img", name=re.compile("Nothing new comes to you"))
    expect(silence).to_be_visible()
    dialog.get_by_role("button", name="I heard it").click()
    expect(silence).to_have_count(0)
    expect(dialog).to_have_count(0)
    operator.page.get_by_role("button", name="Status: Online").click()
    operator.page.get_by_role("menuitem", name="Shift check…").click()
    expect(dialog).to_be_visible()


FAKE_PUSH = """
const own = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/test',
  toJSON: () => ({endpoint: own.endpoint, keys: {p256dh: POINT, auth: 'AAAAAAAAAAAAAAAAAAAAAA'}}),
  unsubscribe: async () => { window.held = null; },
};
const registration = {pushManager: {
  getSubscription: async () => window.held ?? null,
  subscribe: async () => { if (window.isBroken) throw new Error('no push service'); return window.held = own; },
}};
Object.defineProperty(navigator, 'serviceWorker', {value: {
  getRegistration: async () => registration, register: async () => registration,
}});
Object.defineProperty(Notification, 'permission', {get: () => window.permission ?? 'granted'});
"""
POINT = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
"""The base point of P-256."""


def test_the_second_alarm_says_what_hinders_it_and_is_turned_on_and_off(windows: Windows) -> None:
    profile = windows.profile()
    bring_axe(profile)
    profile.add_init_script(FAKE_PUSH.replace("POINT", f"'{POINT}'"))
    operator = windows.console_in(profile).sign_in()
    page, examiner = operator.page, Examiner(operator.page, "second-alarm")
    dialog = page.get_by_role("dialog", name=operator.words.alerts)
    part = dialog.get_by_role("region", name="Second alarm on this device")
    turn_on, turn_off = (part.get_by_role("button", name=f"Turn {way}") for way in ("on", "off"))

    def look(state: str, words: str) -> None:
        operator.account_menu.click()
        page.get_by_role("menuitem", name=operator.words.alerts).click()
        expect(part).to_contain_text(words)
        examiner.look_at(dialog, state)

    page.evaluate("window.isBroken = true")
    look("off", "Second alarm on this device")
    turn_on.click()
    expect(dialog).to_contain_text("It did not work")
    examiner.look_at(dialog, "failed")
    page.evaluate("window.isBroken = false")
    turn_on.click()
    expect(turn_off).to_be_visible()
    examiner.look_at(dialog, "on")
    turn_off.click()
    expect(turn_on).to_be_enabled()
    page.keyboard.press("Escape")
    page.evaluate("window.permission = 'denied'")
    look("denied", "The browser forbids it")
    expect(turn_on).to_be_disabled()
    page.keyboard.press("Escape")
    page.evaluate("delete window.PushManager")
    look("none", "This browser cannot do that")
    expect(turn_on).to_be_disabled()
    assert examiner.findings == []
