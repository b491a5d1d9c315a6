"""A night shift: four operators, twelve visitors, and everything that happens to a line of people.

Anna and Lena are seen on their screens; the others speak the protocol (`crowd.py`). The server's clock is driven.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.crowd import Colleague, Crowd, Guest
from tests.browser.operator import Operator
from tests.browser.patience import until
from tests.browser.settings import Admin
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows, photograph
from tests.browser.words import EN

MINUTE_MS = 60_000
OVERFLOW_MS = 10 * MINUTE_MS
VANISHED_MS = 61_000
TOPICS = [
    {"id": "net", "names": {"en": "Internet"}, "topics": [{"id": "slow", "names": {"en": "Slow"}}]},
    {"id": "buy", "names": {"en": "Buying"}, "offered": True},
]


class Night:
    """Who is there, and what happens. Limits: Anna 4, the others 2, of which Timur keeps one for sales."""

    lena: Visitor
    anna: Operator
    igor: Colleague
    olga: Colleague
    timur: Colleague

    def __init__(self, windows: Windows, crowd: Crowd) -> None:
        self.windows, self.crowd = windows, crowd
        self.guests: dict[str, Guest] = {}

    def pass_by(self) -> None:
        """From the first question to the morning."""
        self.the_rules_of_the_night_are_set()
        self.anna_checks_that_she_would_hear_a_conversation()
        self.the_first_comes_at_once_and_the_second_waits_for_free_hands()
        self.whoever_finishes_a_reply_gets_the_next_one()
        self.nobody_gets_one_above_the_limit()
        self.one_seat_is_kept_for_sales()
        self.what_is_parked_frees_a_slot_and_comes_back_to_its_operator()
        self.after_its_time_another_queue_helps_sales()
        self.what_is_passed_on_with_a_note_comes_back_with_a_reason()
        self.who_wrote_to_an_operator_who_vanished_goes_to_the_head_of_the_line()
        self.anna_closes_by_keyboard_and_says_what_it_was_about()
        self.lena_gives_five_points_and_ten()
        self.what_was_put_off_comes_back_at_its_time()
        self.the_next_shift_finds_a_note()

    def the_rules_of_the_night_are_set(self) -> None:
        admin = Admin(self.windows)
        timur, support, sales = admin.person_id("operator4"), *map(admin.department_id, ("support", "sales"))
        for account in ("operator2", "operator3", "operator4"):
            admin.person(account, chat_limit=2)
        admin.person("operator4", departments=[support, sales])
        lane = {
            "id": "sales", "names": {"en": "Sales"}, "match": {"topics": ["buy"]}, "operators": [timur], "at_least": 1,
            "overflow": {"after_ms": OVERFLOW_MS, "department_id": support},
        }  # fmt: skip
        admin.department(topics=TOPICS, needs_topic=True, lanes=[lane])
        admin.rules(rating={"scale": "both", "comment": True})
        admin.leave()

    def anna_checks_that_she_would_hear_a_conversation(self) -> None:
        self.anna = self.windows.console().sign_in(hears=False)
        sound = self.anna.shift_check.get_by_role("listitem").filter(has_text="Sound")
        expect(sound).to_contain_text("all right")
        self.anna.button(EN.console.heard).click()
        expect(self.anna.shift_check).to_have_count(0)
        expect(self.anna.button("Status: Online")).to_be_visible()

    def the_first_comes_at_once_and_the_second_waits_for_free_hands(self) -> None:
        self.lena = self.windows.visitor().open_chat()
        self.lena.write("Lena asks")
        self.anna.open_by("Lena asks")
        self.anna.rename("Lena")
        boris = self.arrives("Boris")
        self.waits(boris)
        self.igor = self.crowd.colleague("operator2")
        self.gets(self.igor, boris)

    def whoever_finishes_a_reply_gets_the_next_one(self) -> None:
        self.olga = self.crowd.colleague("operator3")
        self.gets(self.olga, clara := self.arrives("Clara"))
        self.timur = self.crowd.colleague("operator4")
        self.gets(self.timur, dan := self.arrives("Dan"))
        emil = self.arrives("Emil")
        self.waits(emil)
        self.anna.write("Lena is answered")
        self.anna_gets_and_answers("Emil")
        for colleague, guest in ((self.igor, self.guests["Boris"]), (self.olga, clara), (self.timur, dan)):
            self.answers(colleague, guest)

    def nobody_gets_one_above_the_limit(self) -> None:
        for colleague, name in ((self.igor, "Fay"), (self.olga, "Gleb")):
            self.gets(colleague, guest := self.arrives(name))
            self.answers(colleague, guest)
        for name in ("Hanna", "Ivan"):
            self.arrives(name)
            self.anna_gets_and_answers(name)
        kira = self.arrives("Kira")
        self.waits(kira)
        assert self.igor.refused("take", conversation_id=kira.chat["id"]) == "limit_reached"
        self.anna.show("Queue")
        self.anna.button("Take Kira").click()
        expect(self.anna.page.get_by_text("The limit is reached").first).to_be_visible()
        photograph(self.anna.page, "night-limit")
        self.anna.show("Mine")
        expect(self.anna.conversations.get_by_role("listitem")).to_have_count(4)

    def one_seat_is_kept_for_sales(self) -> None:
        self.gets(self.timur, lev := self.arrives("Lev", topic="buy"))
        assert self.guests["Kira"].owner is None, "the seat is kept, though somebody waited before"
        self.answers(self.timur, lev)
        self.waits(self.arrives("Mila", topic="buy"))

    def what_is_parked_frees_a_slot_and_comes_back_to_its_operator(self) -> None:
        anna = self.anna
        anna.open("Lena").log.focus()
        anna.page.keyboard.press("p")
        self.anna_gets_and_answers("Kira")
        self.lena.write("Lena asks again")
        anna.show("Queue")
        expect(anna.item("Lena")).to_contain_text("for you")
        anna.show("Mine")
        anna.open("Emil").button(anna.words.snooze).click()
        dialog = anna.page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Reason").fill("the engineer calls")
        dialog.get_by_role("button", name=anna.words.put_off).click()
        anna.open("Lena").write("Lena is answered again")

    def after_its_time_another_queue_helps_sales(self) -> None:
        boris, mila = self.guests["Boris"], self.guests["Mila"]
        boris.do("close", conversation_id=boris.chat["id"])
        self.windows.demo.pass_time(OVERFLOW_MS)
        self.gets(self.igor, mila)
        self.answers(self.igor, mila)
        [why] = self.igor.look_up(f"conversations/{mila.chat['id']}/decisions")["decisions"]
        reasons = {reason["code"]: reason.get("values") for reason in why["reasons"]}
        assert "overflow" in reasons
        assert reasons["waited"]["ms"] >= OVERFLOW_MS

    def what_is_passed_on_with_a_note_comes_back_with_a_reason(self) -> None:
        anna, kira, clara = self.anna, self.guests["Kira"], self.guests["Clara"]
        self.olga.closes(clara, "slow")
        anna.open("Kira").button(anna.words.transfer).click()
        dialog = anna.page.get_by_role("dialog")
        expect(dialog.get_by_role("option", name=re.compile("^Olga"))).to_be_enabled()
        dialog.get_by_role("combobox").fill("Olga")
        dialog.get_by_role("textbox", name="Note for them").fill("Kira asks about her bill")
        dialog.get_by_role("button", name="Transfer to Olga").click()
        self.gets(self.olga, kira)
        expect(anna.item("Kira")).to_have_count(0)
        self.until(lambda: "Kira asks about her bill" in self.olga.words)
        self.olga.do("decline", conversation_id=kira.chat["id"], reason="Bills are yours tonight")
        anna.open("Kira").sees("Bills are yours tonight")
        clara.says("Clara asks again")
        self.gets(self.olga, clara)
        self.answers(self.olga, clara)

    def who_wrote_to_an_operator_who_vanished_goes_to_the_head_of_the_line(self) -> None:
        boris, fay = self.guests["Boris"], self.guests["Fay"]
        boris.says("Boris asks again")
        self.waits(boris)
        fay.says("Fay asks again")
        self.igor.go()
        self.windows.demo.pass_time(VANISHED_MS)
        self.waits(fay)
        self.olga.closes(self.guests["Gleb"], "slow")
        self.gets(self.olga, fay)
        assert boris.owner is None, "Fay had waited longer, counted from her first question"
        self.answers(self.olga, fay)
        self.olga.closes(self.guests["Clara"], "slow")
        self.gets(self.olga, boris)
        self.answers(self.olga, boris)
        self.igor.come()
        assert self.guests["Mila"].owner == self.igor.id, "who was answered stays with the operator who comes back"

    def anna_closes_by_keyboard_and_says_what_it_was_about(self) -> None:
        self.anna.open("Lena").log.focus()
        keys = self.anna.page.keyboard
        keys.press("e")
        expect(self.anna.page.get_by_role("dialog").get_by_role("combobox", name="Topic")).to_be_focused()
        keys.type("slow")
        photograph(self.anna.page, "night-topic")
        keys.press("Enter")
        expect(self.anna.item("Lena")).to_have_count(0)

    def lena_gives_five_points_and_ten(self) -> None:
        lena, words = self.lena, EN.widget
        expect(lena.sheet).to_be_visible()
        lena.scale(words.rate).get_by_role("radio").nth(4).check()
        lena.scale(words.recommend).get_by_role("radio").nth(10).check()
        lena.sheet.get_by_role("textbox", name=words.comment, exact=True).fill("All night long")
        photograph(lena.page, "night-rating")
        lena.button(words.send_rating).click()
        lena.button(words.close).click()
        lena.sees(words.rated_five.format(5))
        lena.sees(words.rated_ten.format(10))

    def what_was_put_off_comes_back_at_its_time(self) -> None:
        expect(self.anna.item("Emil")).to_have_count(0)
        self.windows.demo.pass_time(15 * MINUTE_MS)
        expect(self.anna.open("Emil").pane("Emil")).to_contain_text("Was put off: the engineer calls")

    def the_next_shift_finds_a_note(self) -> None:
        anna, note = self.anna, "Emil waits for the engineer, Kira for her bill"
        anna.status_menu.click()
        anna.page.get_by_role("menuitem", name="Hand over the shift…").click()
        dialog = anna.page.get_by_role("dialog", name="Hand over the shift")
        expect(dialog).to_contain_text("4 open")
        dialog.get_by_role("textbox", name="Note for the next shift").fill(note)
        photograph(anna.page, "night-handover")
        dialog.get_by_role("button", name="Leave the note").click()
        expect(dialog).to_have_count(0)
        morning = self.windows.operator(account="supervisor")
        expect(morning.page.get_by_role("region", name="Note of the shift before")).to_contain_text(note)
        photograph(morning.page, "night-morning")

    # What people do, in one word

    def arrives(self, name: str, **fields: str) -> Guest:
        """Somebody new asks."""
        guest = self.guests[name] = self.crowd.guest(name)
        guest.do("introduce", name=name)
        guest.says(f"{name} asks", **fields)
        return guest

    def waits(self, guest: Guest) -> None:
        """In the line, and told so."""
        self.until(lambda: guest.is_there and guest.chat["status"] == "queued")

    def gets(self, colleague: Colleague, guest: Guest) -> None:
        """It is this operator's now."""
        self.until(lambda: guest.is_there and guest.owner == colleague.id)

    def answers(self, colleague: Colleague, guest: Guest) -> None:
        """To the visitor's latest question, who reads it."""
        text = f"{colleague.client.name} answers {len(guest.client.entries)} to {guest.client.name}"
        colleague.answers(guest, text)
        self.until(lambda: text in guest.words)

    def anna_gets_and_answers(self, name: str) -> None:
        """It comes to her by itself."""
        self.anna.open(name).write(f"{name} is answered")
        self.until(lambda: f"{name} is answered" in self.guests[name].words)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait, while the screens go on."""
        until(self.anna.page, is_so)
