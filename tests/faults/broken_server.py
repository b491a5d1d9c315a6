"""The real server, whose writer breaks after a while: `SECONDS serve --demo`. It must then end by itself."""

import asyncio
import sys

from besedka import cli
from besedka.kernel.writer import Writer

own_run = Writer.run
seconds = float(sys.argv.pop(1))


async def run(self: Writer) -> None:
    task = asyncio.create_task(own_run(self))
    await asyncio.sleep(seconds)
    task.cancel()
    raise RuntimeError("the writer broke")


Writer.run = run  # type: ignore[method-assign]
cli.main()
