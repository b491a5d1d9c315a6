"""What mails say, in the customer's language. Pure: texts in, a letter out."""

from collections.abc import Sequence
from html import escape

import msgspec

from besedka.kernel.mail import Letter

_WORDS = {
    "en": {
        "reply": "{brand}: an answer to your message",
        "rating": "{brand}: how did we do?",
        "invitation": "You are invited to {brand}",
        "hello": "Hello, {name}!",
        "nobody": "Hello!",
        "answered": "You have an answer:",
        "asked": "Your conversation has ended. Please rate it: it takes a moment.",
        "invited": "A colleague has made an account for you. Choose a password by this link; it works once.",
        "open": "Open the conversation",
        "rate": "Rate it",
        "accept": "Choose a password",
        "private": "This link opens your conversation for 30 days. Do not pass it on.",
        "automatic": "This mail was sent automatically; answers to it are not read.",
    },
    "ru": {
        "reply": "{brand}: ответ на ваше сообщение",
        "rating": "{brand}: оцените, пожалуйста, нашу работу",
        "invitation": "Вас приглашают: {brand}",
        "hello": "Здравствуйте, {name}!",
        "nobody": "Здравствуйте!",
        "answered": "Вам ответили:",
        "asked": "Беседа завершена. Оцените её, пожалуйста: это займёт минуту.",
        "invited": "Для вас создали учётную запись. Придумайте пароль по этой ссылке, она действует один раз.",
        "open": "Открыть беседу",
        "rate": "Оценить",
        "accept": "Придумать пароль",
        "private": "По этой ссылке ваша беседа открывается 30 дней. Не пересылайте её.",
        "automatic": "Письмо отправлено автоматически, ответы на него никто не читает.",
    },
}


class Said(msgspec.Struct, frozen=True):
    """What an operator wrote."""

    name: str
    text: str


class Addressee(msgspec.Struct, frozen=True):
    """Who reads it, and whose face it shows."""

    email: str
    name: str
    language: str
    brand: str


def reply_letter(id: str, thread: str, to: Addressee, said: Sequence[Said], link: str) -> Letter:
    """The answer, with the link that leads back to the conversation."""
    lines = [f"{one.name}: {one.text}" if one.name else one.text for one in said]
    return _letter(id, thread, to, "reply", "answered", lines, "open", link, "private")


def rating_letter(id: str, thread: str, to: Addressee, link: str) -> Letter:
    """The question how it was."""
    letter = _letter(id, thread, to, "rating", "asked", [], "rate", link, "private")
    return msgspec.structs.replace(letter, can_unsubscribe=True)


def invitation_letter(id: str, to: Addressee, link: str) -> Letter:
    """To a new member of staff."""
    return _letter(id, id, to, "invitation", "invited", [], "accept", link, None)


def _letter(
    id: str, thread: str, to: Addressee, subject: str, first: str, lines: Sequence[str], button: str, link: str,
    last: str | None,
) -> Letter:  # fmt: skip
    words = _WORDS.get(to.language, _WORDS["en"])
    hello = words["hello"].format(name=to.name) if to.name else words["nobody"]
    foot = [*([words[last]] if last else []), words["automatic"]]
    text = "\n\n".join([hello, words[first], *lines, f"{words[button]}:\n{link}", *foot])
    return Letter(
        id=id, thread=thread, to=to.email, to_name=to.name, from_name=to.brand,
        subject=words[subject].format(brand=to.brand), text=text + "\n",
        html=_html(to.language, [hello, words[first]], lines, words[button], link, foot),
    )  # fmt: skip


def _html(language: str, head: Sequence[str], lines: Sequence[str], button: str, link: str, foot: Sequence[str]) -> str:
    shown = "".join(f"<p>{escape(text)}</p>" for text in head)
    quoted = "".join(
        '<blockquote style="margin:0 0 12px;padding:8px 16px;border-left:3px solid #8aa">'
        f"{escape(text).replace(chr(10), '<br>')}</blockquote>"
        for text in lines
    )
    small = "".join(f"<p><small>{escape(text)}</small></p>" for text in foot)
    anchor = f'<p><a href="{escape(link)}">{escape(button)}</a></p>'
    return f'<!doctype html><html lang="{escape(language)}"><body>{shown}{quoted}{anchor}{small}</body></html>'
