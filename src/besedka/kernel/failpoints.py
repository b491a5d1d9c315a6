"""Named places where a test may kill the process: `BESEDKA_FAILPOINT=before_commit:3` dies at the third visit.

Names in use: `before_insert`, `before_commit`, `after_commit` (before the acknowledgement), `after_ack` (before the
fan-out). Costs one comparison when unset. A real installation refuses to start with it.
"""

import asyncio
import os
import signal

_name, _, _visits = os.environ.get("BESEDKA_FAILPOINT", "").partition(":")
_left = int(_visits or 1)


def here(name: str) -> None:
    """Die by SIGKILL if this is the place and the count is up."""
    global _left
    if name != _name:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)


is_armed = bool(_name)


async def after_ack() -> None:
    """Let the acknowledgements leave, then visit `after_ack`."""
    if _name == "after_ack":
        await asyncio.sleep(0.02)
        here("after_ack")
