"""Closing what nobody has written in for as long as the inbox waits. Guarded in the verb, so any process may try."""

from besedka.conversations.service.close import CloseBySilence
from besedka.conversations.store import silent_since
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.writer import Writer

_AT_ONCE = 200


async def close_silent(database: Database, writer: Writer, directory: Directory, clock: Clock) -> int:
    """One round over all inboxes; answers how many were looked at."""
    looked_at = 0
    for inbox in directory.all():
        if not inbox.rules.close_after_silence_ms:
            continue
        before = clock.now() - inbox.rules.close_after_silence_ms
        for conversation_id in await database.read(silent_since, inbox.id, before, _AT_ONCE):
            await writer.do(CloseBySilence(conversation_id, before, directory.rules))
            looked_at += 1
    return looked_at
