"""Letters over SMTP: as they arrive, what nobody can smuggle into them, and what became of those that did not go."""

import ssl
from pathlib import Path

import msgspec
import pytest

from besedka.kernel.mail import Fate, Letter, Mail, MailFailed
from besedka.kernel.settings import BadSetting, Settings
from tests.smtp import mail_server
from tests.tls import server_context

LETTER = Letter(
    id="mail-1", thread="talk-1", to="lena@x.example", to_name="Лена", from_name="Sunny", subject="Sunny: ответ",
    text="Здравствуйте!\n.\nТочка\n", html="<p>Здравствуйте!</p>",
)  # fmt: skip


def changed(**fields: object) -> Letter:
    return msgspec.structs.replace(LETTER, **fields)


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def test_a_letter_arrives_as_it_was_written() -> None:
    async with mail_server() as sink:
        await Mail(sink.settings()).send(LETTER)
    (kept,) = sink.kept
    assert (kept.sender, kept.to) == ("us@chat.example", "lena@x.example")
    assert kept.text.replace("\r\n", "\n") == LETTER.text
    assert kept.html.strip() == LETTER.html
    found = kept.message
    assert (found["From"], found["To"]) == ("Sunny <us@chat.example>", "Лена <lena@x.example>")
    assert found["Subject"] == "Sunny: ответ"
    assert (found["Message-ID"], found["References"]) == ("<mail-1@chat.example>", "<talk-1@chat.example>")
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Date"]
    assert "List-Unsubscribe" not in found


async def test_a_letter_says_where_such_letters_are_stopped_in_one_line_that_programs_follow() -> None:
    url = f"https://chat.example/mail/stop/{'x' * 100}"
    message = Mail(Settings(smtp_host="x", smtp_from="us@chat.example")).message(changed(stop_url=url))
    lines = message.as_bytes().decode().split("\r\n")
    assert f"List-Unsubscribe: <{url}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


async def test_names_and_subjects_begin_no_other_header() -> None:
    evil = "Lena\r\nBcc: all@x.example\r\n\r\nBuy"
    async with mail_server() as sink:
        await Mail(sink.settings()).send(changed(to_name=evil, from_name=evil, subject=evil))
    message = sink.kept[0].message
    assert "Bcc" not in message
    assert message["Subject"] == "Lena Bcc: all@x.example Buy"


@pytest.mark.parametrize(
    "to", ["a@x.example>\r\nRCPT TO:<b@y.example", "a,b@x.example", "no address", "лена@x.example", ""]
)
async def test_what_is_no_address_never_reaches_the_server(to: str) -> None:
    async with mail_server() as sink:
        with pytest.raises(MailFailed) as failed:
            await Mail(sink.settings()).send(changed(to=to))
    assert failed.value.fate == Fate.NEVER
    assert not sink.kept


async def test_a_domain_in_any_script_is_written_as_servers_read_it() -> None:
    async with mail_server() as sink:
        await Mail(sink.settings()).send(changed(to="lena@почта.example"))
    assert sink.kept[0].to == "lena@xn--80a1acny.example"


@pytest.mark.parametrize(
    ("replies", "fate"),
    [
        ({"RCPT": "550 no such user"}, Fate.NEVER),
        ({"RCPT": "451 come back later"}, Fate.LATER),
        ({"MAIL": ""}, Fate.LATER),
        ({"DATA": "452 full"}, Fate.LATER),
        ({".": "554 spam"}, Fate.NEVER),
        ({".": "451 try again"}, Fate.LATER),
        ({".": ""}, Fate.UNCERTAIN),
    ],
)
async def test_it_is_known_what_became_of_a_letter(replies: dict[str, str], fate: Fate) -> None:
    async with mail_server() as sink:
        sink.replies = replies
        with pytest.raises(MailFailed) as failed:
            await Mail(sink.settings()).send(LETTER)
    assert failed.value.fate == fate
    assert str(failed.value)


async def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    async with mail_server() as sink:
        settings = sink.settings()
    with pytest.raises(MailFailed) as failed:
        await Mail(settings).send(LETTER)
    assert failed.value.fate == Fate.LATER


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
async def test_letters_and_passwords_go_encrypted(tmp_path: Path, tls: str) -> None:
    async with mail_server(server_context(tmp_path), is_implicit=tls == "implicit") as sink:
        user = {} if tls == "implicit" else {"smtp_user": "us", "smtp_password": "secret"}
        await Mail(sink.settings(smtp_tls=tls, **user), trusting()).send(LETTER)
    assert sink.were_secure == [True]
    assert len(sink.signed_in) == len(user) // 2


async def test_a_server_without_tls_or_with_a_strange_certificate_gets_nothing(tmp_path: Path) -> None:
    async with mail_server() as sink:
        with pytest.raises(MailFailed):
            await Mail(sink.settings(smtp_tls="starttls")).send(LETTER)
    async with mail_server(server_context(tmp_path)) as strange:
        with pytest.raises(MailFailed):
            await Mail(strange.settings(smtp_tls="starttls")).send(LETTER)
    assert not sink.kept
    assert not strange.kept


async def test_without_a_server_there_is_no_mail() -> None:
    mail = Mail(Settings())
    assert not mail.is_configured
    with pytest.raises(MailFailed):
        await mail.send(LETTER)


@pytest.mark.parametrize("wrong", [{"smtp_tls": "maybe"}, {"smtp_host": "mail.example"}])
def test_settings_that_cannot_work_stop_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        Settings(secret="s" * 40, **wrong).check()  # type: ignore[arg-type]
