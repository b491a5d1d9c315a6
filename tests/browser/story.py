"""The whole job of two people, by what is on their screens."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows, photograph
from tests.browser.words import Words

TEXTS = {
    "en": ["Elena", "The lamp on the router is red", "We are mending the cable", "The outage is on the Lakeside line"],
    "ru": ["Елена", "Лампочка на роутере красная", "Чиним кабель", "Авария на Приозёрной линии"],
}


class Story:
    """What both sides do, step by step; each step can leave a picture of both windows."""

    visitor: Visitor
    operator: Operator
    name: str

    def __init__(self, windows: Windows, words: Words, *, with_pictures: bool = False) -> None:
        self.windows = windows
        self.words = words
        self._with_pictures = with_pictures
        self.new_name, self.question, self.answer, self.note = TEXTS[words.locale]
        self._step = 0
        self.frames: list[str] = []
        """What came to the visitor's browser by WebSocket, shown or not."""

    def play(self) -> None:
        """From the first word to signing out."""
        self.the_visitor_writes_and_is_asked_to_wait()
        self.the_operator_signs_in_and_finds_the_conversation()
        self.the_operator_gives_the_visitor_a_name()
        self.both_talk_and_see_each_other_typing_and_reading()
        self.a_note_stays_among_colleagues()
        self.both_mend_and_delete_what_they_wrote()
        self.the_visitor_ends_the_chat_and_comes_back_by_writing()
        self.the_operator_closes_takes_it_back_and_closes()
        self.operator.sign_out()

    def photograph(self, title: str) -> None:
        self._step += 1
        if not self._with_pictures:
            return
        name = f"job-{self.words.locale}-{self._step}-{title}"
        photograph(self.visitor.page, f"{name}-visitor")
        if self._step > 2:
            photograph(self.operator.page, f"{name}-operator")

    def the_visitor_writes_and_is_asked_to_wait(self) -> None:
        self.visitor = self.windows.visitor(self.words)
        self.visitor.page.on("websocket", lambda line: line.on("framereceived", self._keep))
        self.visitor.open_chat()
        self.photograph("opened")
        self.visitor.write(self.question)
        self.visitor.sees(self.words.widget.waiting)
        self.photograph("waiting")

    def _keep(self, frame: str | bytes) -> None:
        self.frames.append(str(frame))

    def the_operator_signs_in_and_finds_the_conversation(self) -> None:
        self.operator = self.windows.operator(self.words)
        self.name = self.operator.open_by(self.question)
        assert self.name.startswith(self.words.console.visitor.format(""))
        self.operator.sees(self.question)
        self.visitor.sees(self.words.widget.assigned.format(self.words.operator))
        self.photograph("assigned")

    def the_operator_gives_the_visitor_a_name(self) -> None:
        self.operator.rename(self.new_name)
        expect(self.operator.item(self.new_name)).to_be_visible()
        expect(self.operator.item(self.name)).to_be_hidden()
        self.name = self.new_name

    def both_talk_and_see_each_other_typing_and_reading(self) -> None:
        expect(self.visitor.last_tick).to_have_accessible_name(self.words.widget.read)
        self.operator.field.press_sequentially(self.answer)
        expect(self.visitor.page.get_by_text(self.words.widget.typing.format(self.words.operator))).to_be_visible()
        self.photograph("operator-types")
        self.operator.send_button.click()
        self.visitor.sees(self.answer)
        expect(self.operator.log.get_by_text(self.words.console.read, exact=True).last).to_be_attached()
        self.visitor.field.press_sequentially("...")
        self.operator.sees(self.words.console.typing.format(self.name))
        self.visitor.field.fill("")
        self.photograph("answered")

    def a_note_stays_among_colleagues(self) -> None:
        self.operator.write_note(self.note)
        self.photograph("note")
        self.operator.write("A1")
        self.visitor.sees("A1")
        assert not any(self.note in frame for frame in self.frames)
        assert self.note not in self.visitor.page.content()

    def both_mend_and_delete_what_they_wrote(self) -> None:
        words = self.words
        self.operator.mend("A1", "A2")
        self.visitor.sees("A2")
        self.visitor.sees(words.widget.edited)
        self.visitor.write("V1")
        self.visitor.choose("V1", words.widget.edit)
        self.visitor.field.fill("V2")
        self.visitor.page.get_by_role("button", name=words.widget.save).click()
        self.operator.sees("V2")
        self.visitor.choose("V2", words.widget.delete)
        self.operator.choose("A2", words.console.delete)
        expect(self.visitor.log.get_by_text(words.widget.deleted)).to_have_count(2)
        expect(self.operator.log.get_by_text(words.console.deleted)).to_have_count(2)
        assert self.visitor.said() == self.operator.said() == []
        self.photograph("deleted")

    def the_visitor_ends_the_chat_and_comes_back_by_writing(self) -> None:
        self.visitor.end_chat()
        self.operator.sees(self.words.console.closed_by_customer)
        self.photograph("ended")
        self.visitor.write("V3")
        self.visitor.sees(self.words.widget.goes_on)
        self.operator.sees(self.words.console.opened_again)
        self.operator.sees("V3")
        self.operator.write("A3")
        self.visitor.sees("A3")
        self.photograph("reopened")

    def the_operator_closes_takes_it_back_and_closes(self) -> None:
        self.operator.close()
        self.visitor.sees(self.words.widget.closed_by_operator)
        self.photograph("closed")
        self.operator.page.get_by_role("button", name=self.words.console.undo).click()
        expect(self.visitor.end_button).to_be_visible()
        self.operator.write("A4")
        self.visitor.sees("A4")
        assert self.visitor.said() == self.operator.said() == ["V3", "A3", "A4"]
        self.operator.close()
        expect(self.operator.close_button).to_be_hidden()
        self.photograph("closed-again")
