"""Changing an inbox: what is not set stays, what changed is written down, and it can be taken back."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from besedka.inboxes import ChangeInbox, NoSuchInbox, RatingRules, Rules
from besedka.kernel import audit
from besedka.kernel.audit import AuditRow, ChangedSince, OldVersion, Undo
from besedka.kernel.db import Database
from tests.rooms.heart import Heart, beating


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as it:
        yield it


async def change(heart: Heart, **fields: Any) -> None:
    await heart.writer.do(ChangeInbox(actor="operator:vera", inbox_id=heart.inbox.id, **fields))
    await heart.directory.load()


async def lines(heart: Heart) -> list[AuditRow]:
    return [row for row in await heart.database.read(audit.page, None, 50) if row.action == "inbox.changed"]


async def test_what_is_not_set_stays_as_it_is(heart: Heart) -> None:
    before = heart.inbox
    await change(heart, accent="#000000", rules=Rules(rating=RatingRules(scale="both")))
    assert (heart.inbox.brand.accent, heart.inbox.brand.name) == ("#000000", "Sunny")
    assert heart.inbox.rules.rating == RatingRules(scale="both")
    assert (heart.inbox.name, heart.inbox.origins) == (before.name, before.origins)
    (line,) = await lines(heart)
    assert (line.actor, line.detail) == ("operator:vera", "brand.accent,rules.rating")
    assert msgspec.json.decode(str(line.before))["brand"] == {"name": "Sunny", "accent": "#2F6B4F"}


async def test_a_change_that_changes_nothing_leaves_no_trace(heart: Heart) -> None:
    await change(heart, name=heart.inbox.name, origins=tuple(heart.inbox.origins), rules=heart.inbox.rules)
    assert await lines(heart) == []
    with pytest.raises(NoSuchInbox):
        await heart.writer.do(ChangeInbox(actor="t:", inbox_id="nowhere", name="x"))


async def test_a_change_is_taken_back_unless_the_same_was_changed_again(heart: Heart) -> None:
    await change(heart, name="First")
    (first,) = await lines(heart)
    await change(heart, accent="#111111")
    await change(heart, name="Site", undo=Undo(first.id, str(first.after)))
    assert (heart.inbox.name, heart.inbox.brand.accent) == ("Site", "#111111")
    with pytest.raises(ChangedSince):
        await change(heart, name="Site", undo=Undo(first.id, str(first.after)))


async def test_whoever_looked_at_an_older_version_of_an_inbox_overwrites_nothing(heart: Heart) -> None:
    await change(heart, name="First", version=heart.inbox.version)
    with pytest.raises(OldVersion) as refused:
        await change(heart, name="Second", accent="#111111", version=heart.inbox.version - 1)
    assert "brand.accent, name" in refused.value.detail
    assert (heart.inbox.name, heart.inbox.version) == ("First", 2)
