"""Exactly once for commands that leave no message: the answer is kept for seven days under the client's own id."""

from typing import Any

import msgspec

from besedka.kernel import tables
from besedka.kernel.db import Bulk
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.records import Lookup, Records, Tx

KEPT_MS = 7 * 24 * 3600 * 1000


class Action(msgspec.Struct):
    """What was answered to whom; `hash` tells the original request from another one under the same id."""

    client_id: str
    sender: str
    hash: str
    result: str
    at: int


ACTIONS = Records(Action, tables.actions, rank=70, changing=(), locked=False)
done_by = Lookup(ACTIONS, "client_id", key=lambda a: (a.client_id, a.sender), asks=lambda key: (key[0],))


def earlier(tx: Tx, sender: str, client_id: str, request: str) -> dict[str, Any] | None:
    """The first answer to the same command, or None; raises ClientIdConflict for another command under that id."""
    known = tx.find(done_by, (client_id, sender))
    if known is None:
        return None
    if known.hash != request:
        raise ClientIdConflict("Expected the command that this client_id was first used for. Make a new client_id.")
    answer: dict[str, Any] = msgspec.json.decode(known.result)
    return answer


def remember(tx: Tx, sender: str, client_id: str, request: str, result: dict[str, Any]) -> dict[str, Any]:
    """Keep the answer beside the change it describes."""
    tx.add(ACTIONS, Action(client_id, sender, request, msgspec.json.encode(result).decode(), tx.now))
    return result


def forget_old(bulk: Bulk, now: int) -> int:
    """Drop answers older than seven days; returns how many."""
    t = tables.actions
    return bulk.execute(t.delete().where(t.c.at < now - KEPT_MS)).rowcount
