"""A strict small clamd: INSTREAM as clamd(8) describes it. It finds EICAR's test string and nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
        found = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
        writer.write(found + b"\0")
        await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def clamd() -> AsyncIterator[str]:
    """Its address, until the end of the block."""
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
