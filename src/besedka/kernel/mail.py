"""Sending mail: one letter to one person over SMTP, in a thread, with an honest answer to what became of it."""

import asyncio
import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from enum import StrEnum

import msgspec

from besedka.kernel.settings import Settings

_TIMEOUT_S = 20.0
_ADDRESS = re.compile(r"[!#-'*+\-/-9=?A-Z^-~.]+@[^\s@<>(),;:\\\"\[\]]+")


class Fate(StrEnum):
    """What became of a letter that did not go: later perhaps, never, or nobody knows."""

    LATER = "later"
    NEVER = "never"
    UNCERTAIN = "uncertain"


class MailFailed(Exception):
    """A letter was not accepted, or it is not known whether it was."""

    def __init__(self, fate: Fate, reason: str) -> None:
        super().__init__(reason)
        self.fate = fate


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What one person shall read. `id` and `thread` name it and the talk that it belongs to.

    `stop_url`: where a POST ends such letters (RFC 8058).
    """

    id: str
    thread: str
    to: str
    to_name: str = ""
    from_name: str = ""
    subject: str
    text: str
    html: str
    stop_url: str = ""


class _Whole(UnstructuredHeader, BaseHeader):
    """A header that is never folded: the library would write a long address as encoded words, which nobody follows."""

    def fold(self, *, policy: Policy) -> str:
        """In one line."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("List-Unsubscribe", _Whole)
_POLICY = SMTP.clone(header_factory=_HEADERS)


class Mail:
    """The way out, if there is one."""

    def __init__(self, settings: Settings, context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._context = context

    @property
    def is_configured(self) -> bool:
        """Whether this installation sends mail."""
        return bool(self._settings.smtp_host)

    async def send(self, letter: Letter) -> None:
        """Hand it to the server; raises MailFailed."""
        if not self.is_configured:
            raise MailFailed(Fate.LATER, "BESEDKA_SMTP_HOST is not set.")
        await asyncio.to_thread(self._hand_over, self.message(letter).as_bytes(), _deliverable(letter.to))

    def message(self, letter: Letter) -> EmailMessage:
        """The letter as it goes over the wire; raises MailFailed for an address that cannot be one."""
        sender = self._settings.smtp_from
        domain = sender.rpartition("@")[2]
        message = EmailMessage(policy=_POLICY)
        try:
            message["From"] = Address(_line(letter.from_name), addr_spec=sender)
            message["To"] = Address(_line(letter.to_name), addr_spec=_deliverable(letter.to))
        except (ValueError, IndexError) as problem:
            raise MailFailed(Fate.NEVER, f"Not an address: {problem}") from None
        for name, value in self._headers(letter, domain).items():
            message[name] = value
        message.set_content(letter.text, cte="base64")
        message.add_alternative(letter.html, subtype="html", cte="base64")
        return message

    def _headers(self, letter: Letter, domain: str) -> Mapping[str, str]:
        headers = {
            "Subject": _line(letter.subject),
            "Date": format_datetime(datetime.now(UTC)),
            "Message-ID": f"<{letter.id}@{domain}>",
            "References": f"<{letter.thread}@{domain}>",
            "Auto-Submitted": "auto-generated",
        }
        if letter.stop_url:
            headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers

    def _hand_over(self, message: bytes, to: str) -> None:
        """Every step by itself: once the text is under way, an error says nothing about whether it arrived."""
        is_under_way = False
        try:
            with self._connected() as smtp:
                _require(smtp.mail(self._settings.smtp_from))
                _require(smtp.rcpt(to))
                is_under_way = True
                _require(smtp.data(message))
        except smtplib.SMTPResponseException as problem:
            fate = Fate.NEVER if problem.smtp_code >= 500 else Fate.LATER
            raise MailFailed(fate, f"{problem.smtp_code} {_said(problem.smtp_error)}") from None
        except (OSError, smtplib.SMTPException, UnicodeError) as problem:
            fate = Fate.UNCERTAIN if is_under_way else Fate.LATER
            raise MailFailed(fate, f"{type(problem).__name__}: {problem}"[:300]) from None

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        s = self._settings
        context = self._context or ssl.create_default_context()
        if s.smtp_tls == "implicit":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(s.smtp_host, s.smtp_port, timeout=_TIMEOUT_S, context=context)
        else:
            smtp = smtplib.SMTP(s.smtp_host, s.smtp_port, timeout=_TIMEOUT_S)
        try:
            smtp.ehlo_or_helo_if_needed()
            if s.smtp_tls == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo()
            if s.smtp_user:
                smtp.login(s.smtp_user, s.smtp_password)
            yield smtp
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            smtp.close()


def _deliverable(address: str) -> str:
    """The address in ASCII, as every server takes it; raises ValueError."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"expected name@domain, got {address[:60]!r}")
    local, _, domain = address.rpartition("@")
    return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"


def _require(reply: tuple[int, bytes]) -> None:
    code, said = reply
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, said)


def _said(error: bytes | str) -> str:
    return (error.decode(errors="replace") if isinstance(error, bytes) else error)[:300]


def _line(text: str) -> str:
    """One line without control characters: nothing that came from somebody begins another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
