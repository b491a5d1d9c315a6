"""The virus scanner: ClamAV's daemon, asked with INSTREAM (clamd(8))."""

import asyncio
import contextlib
from pathlib import Path

from besedka.attachments.model import ScannerUnavailable, VirusFound

_PIECE = 128 * 1024
_TIMEOUT_S = 60.0


class Scanner:
    """`address` is `host:port`, or `unix:/path`; without one nothing is asked."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def require_clean(self, path: Path) -> None:
        """Raises VirusFound, and ScannerUnavailable when it does not say that the file is clean."""
        if not self._address:
            return
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                answer = await self._ask(path)
        except (OSError, TimeoutError, ValueError) as problem:
            raise ScannerUnavailable(
                f"Expected an answer of the virus scanner, got {type(problem).__name__}."
            ) from None
        if answer.endswith("FOUND"):
            raise VirusFound("Expected a clean file. Nothing of it was kept.")
        if not answer.endswith("OK"):
            raise ScannerUnavailable("Expected OK or FOUND of the virus scanner, got something else.")

    async def _ask(self, path: Path) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            with path.open("rb") as file:
                while piece := await asyncio.to_thread(file.read, _PIECE):
                    writer.write(len(piece).to_bytes(4, "big") + piece)
                    await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return (await reader.read(4096)).decode(errors="replace").strip("\0\n ")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("unix:"):
            return await asyncio.open_unix_connection(self._address.removeprefix("unix:"))
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))
