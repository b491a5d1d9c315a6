"""What a walk looks at: what stands on somebody's screen, and what the log says afterwards."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.clients import Client
from tests.faults.server import Server
from tests.rooms.heart import eventually


async def seen(check: Callable[[], object]) -> None:
    """Wait until somebody sees it."""

    async def holds() -> bool:
        return bool(check())

    await eventually(holds)


def words(client: Client) -> list[str]:
    """What stands in somebody's log, notices as [code] and questions as [kind], in order."""
    rows = sorted(client.entries.values(), key=lambda row: int(row["seq"]))
    return [
        str(row["text"]) if row["kind"] in ("message", "note") else f"[{row['code'] or row['kind']}]" for row in rows
    ]


def column(client: Client, name: str) -> list[object]:
    """A field of every conversation that somebody sees."""
    return [row[name] for row in client.conversations.values()]


async def facts(server: Server) -> list[Any]:
    """The episodes of today as `besedka facts --rows --json` prints them."""
    today = datetime.now(UTC).date()
    days = (f"--from={today - timedelta(1)}", f"--to={today + timedelta(2)}")
    return [json.loads(line) for line in (await server.printed_by("facts", *days, "--rows", "--json")).splitlines()]
