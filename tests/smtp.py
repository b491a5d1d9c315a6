"""A mail server that keeps what it is given, or answers as a test wants it to."""

import asyncio
import contextlib
import email
import email.policy
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from besedka.kernel.settings import Settings

GREETING = "220 sink"


@dataclass
class Kept:
    """One mail as it came: the envelope and the letter."""

    sender: str
    to: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain part."""
        part = self.message.get_body(("plain",))
        assert isinstance(part, EmailMessage)
        return str(part.get_content())

    @property
    def html(self) -> str:
        """The other part."""
        part = self.message.get_body(("html",))
        assert isinstance(part, EmailMessage)
        return str(part.get_content())


@dataclass
class Sink:
    """`replies` by verb (`RCPT`, `DATA`, `.` for the end of a letter) instead of the usual ones; "" hangs up."""

    port: int = 0
    kept: list[Kept] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    signed_in: list[str] = field(default_factory=list)
    context: ssl.SSLContext | None = None
    were_secure: list[bool] = field(default_factory=list)

    def settings(self, **over: object) -> Settings:
        """Settings of an installation that sends through it."""
        given = {"smtp_host": "127.0.0.1", "smtp_port": self.port, "smtp_tls": "none", "smtp_from": "us@chat.example"}
        return Settings(**{**given, **over})  # type: ignore[arg-type]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender = to = ""
        await _say(writer, GREETING)
        while line := (await reader.readline()).decode().strip():
            verb, _, rest = line.partition(" ")
            verb = verb.upper()
            if (reply := self.replies.get(verb)) is not None:
                if not reply:
                    return
                await _say(writer, reply)
            elif verb == "EHLO":
                await _say(writer, "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN" if self.context else "250 sink")
            elif verb == "STARTTLS":
                await _say(writer, "220 go on")
                assert self.context is not None
                await writer.start_tls(self.context)
            elif verb == "AUTH":
                self.signed_in.append(rest)
                await _say(writer, "235 welcome")
            elif verb == "DATA":
                await _say(writer, "354 go on")
                text = await reader.readuntil(b"\r\n.\r\n")
                if (reply := self.replies.get(".")) is not None:
                    if not reply:
                        return
                    await _say(writer, reply)
                    continue
                message = email.message_from_bytes(text[:-3], policy=email.policy.default)
                assert isinstance(message, EmailMessage)
                self.kept.append(Kept(sender, to, message))
                self.were_secure.append(writer.get_extra_info("ssl_object") is not None)
                await _say(writer, "250 kept")
            elif verb == "QUIT":
                await _say(writer, "221 bye")
                return
            else:
                address = rest.partition("<")[2].partition(">")[0]
                sender, to = (address, to) if verb == "MAIL" else (sender, address)
                await _say(writer, "250 ok")


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()


@contextlib.asynccontextmanager
async def mail_server(context: ssl.SSLContext | None = None, *, is_implicit: bool = False) -> AsyncIterator[Sink]:
    """On a free port of this machine, until the end of the block. With a context it offers (or begins with) TLS."""
    sink = Sink(context=None if is_implicit else context)
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0, ssl=context if is_implicit else None)
    sink.port = server.sockets[0].getsockname()[1]
    async with server:
        yield sink
