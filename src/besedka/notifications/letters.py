"""What mails say, in the customer's language. Pure: texts in, a letter out."""

from collections.abc import Sequence
from html import escape

import msgspec

from besedka.kernel.mail import Letter

_WORDS = {
    "en": {
        "reply": "{brand}: an answer to your message",
        "rating": "{brand}: how did we do?",
        "survey": "{brand}: would you recommend us?",
        "invitation": "You are invited to {brand}",
        "hello": "Hello, {name}!",
        "nobody": "Hello!",
        "answered": "You have an answer:",
        "asked": "Your conversation has ended. Please rate it: it takes a moment.",
        "wondered": "Would you recommend us to others? It is one question, from 0 to 10.",
        "invited": "A colleague has made an account for you. Choose a password by this link; it works once.",
        "open": "Open the conversation",
        "rate": "Rate it",
        "tell": "Answer",
        "stop": "Send me no more mails about this conversation",
        "accept": "Choose a password",
        "private": "This link opens your conversation for 30 days. Do not pass it on.",
        "automatic": "This mail was sent automatically; answers to it are not read.",
    },
    "ru": {
        "reply": "{brand}: ответ на ваше сообщение",
        "rating": "{brand}: оцените, пожалуйста, нашу работу",
        "survey": "{brand}: порекомендуете ли вы нас?",
        "invitation": "Вас приглашают: {brand}",
        "hello": "Здравствуйте, {name}!",
        "nobody": "Здравствуйте!",
        "answered": "Вам ответили:",
        "asked": "Беседа завершена. Оцените её, пожалуйста: это займёт минуту.",
        "wondered": "Порекомендуете ли вы нас другим? Это один вопрос, от 0 до 10.",
        "invited": "Для вас создали учётную запись. Придумайте пароль по этой ссылке, она действует один раз.",
        "open": "Открыть беседу",
        "rate": "Оценить",
        "tell": "Ответить",
        "stop": "Больше не присылать писем об этой беседе",
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
    """Who reads it, whose face it shows, and where such mails are stopped, if they can be."""

    email: str
    name: str
    language: str
    brand: str
    stop_url: str = ""


def reply_letter(id: str, thread: str, to: Addressee, said: Sequence[Said], link: str) -> Letter:
    """The answer, with the link that leads back to the conversation."""
    lines = [f"{one.name}: {one.text}" if one.name else one.text for one in said]
    return _letter(id, thread, to, "reply", "answered", lines, "open", link, "private")


def question_letter(id: str, thread: str, to: Addressee, kind: str, link: str) -> Letter:
    """The question how it was (`rating`), or whether one would recommend us (`survey`)."""
    first, button = ("asked", "rate") if kind == "rating" else ("wondered", "tell")
    return _letter(id, thread, to, kind, first, [], button, link, "private")


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
    stop = [(words["stop"], to.stop_url)] if to.stop_url else []
    links = [f"{name}:\n{url}" for name, url in ((words[button], link), *stop)]
    text = "\n\n".join([hello, words[first], *lines, links[0], *foot, *links[1:]])
    return Letter(
        id=id, thread=thread, to=to.email, to_name=to.name, from_name=to.brand, stop_url=to.stop_url,
        subject=words[subject].format(brand=to.brand), text=text + "\n",
        html=_html(to.language, [hello, words[first]], lines, _anchor(words[button], link), foot, stop),
    )  # fmt: skip


def _html(
    language: str, head: Sequence[str], lines: Sequence[str], button: str, foot: Sequence[str],
    stop: Sequence[tuple[str, str]],
) -> str:  # fmt: skip
    shown = "".join(f"<p>{escape(text)}</p>" for text in head)
    quoted = "".join(
        '<blockquote style="margin:0 0 12px;padding:8px 16px;border-left:3px solid #8aa">'
        f"{escape(text).replace(chr(10), '<br>')}</blockquote>"
        for text in lines
    )
    small = [*map(escape, foot), *(_anchor(name, url) for name, url in stop)]
    last = "".join(f"<p><small>{text}</small></p>" for text in small)
    return f'<!doctype html><html lang="{escape(language)}"><body>{shown}{quoted}<p>{button}</p>{last}</body></html>'


def _anchor(name: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(name)}</a>'
