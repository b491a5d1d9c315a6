"""A card under a message with a link, on both databases."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from besedka.contacts import Visitor
from besedka.conversations import Edit, message
from besedka.events.conversations import LinkPosted
from besedka.kernel import eventlog
from besedka.kernel.db import Database
from besedka.kernel.http import Untrusted
from besedka.kernel.ids import new_id
from besedka.previews import Previews, picture
from tests.pages import Site, site
from tests.rooms.heart import Heart, beating


@pytest.fixture
async def here() -> AsyncIterator[Site]:
    async with site() as running:
        out = io.BytesIO()
        Image.new("RGB", (640, 320), "#2F6B4F").save(out, "PNG")
        running.page("/ax3.png", out.getvalue(), "image/png")
        running.page("/ax3", '<title>Router AX3</title><meta property="og:image" content="/ax3.png">')
        yield running


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as running:
        yield running


async def followed(heart: Heart, client: Untrusted) -> None:
    """Everything said so far has been looked at."""
    previews = Previews(heart.database, heart.writer, heart.clock, heart.directory, client)
    for stored in await heart.database.read(eventlog.after, 0):
        if isinstance(stored[1], LinkPosted):
            await previews.link_posted(stored)
    await asyncio.gather(*previews.work)


async def card(heart: Heart, sent: Any) -> dict[str, Any] | None:
    found = await heart.database.read(message, sent.conversation_id, sent.seq)
    assert found is not None
    shown: dict[str, Any] | None = json.loads(found.params).get("card")
    return shown


async def edited(heart: Heart, who: Visitor, sent: Any, text: str | None) -> None:
    await heart.writer.do(Edit("visitor", who.id, sent.message_id, new_id(), text, heart.directory.rules))


async def test_a_link_gets_the_card_of_its_page_with_a_small_picture(heart: Heart, here: Site) -> None:
    sent = await heart.receive(heart.visitor(), f"What about {here.url('/ax3')}?")
    await followed(heart, Untrusted("127.0.0.1"))
    shown = await card(heart, sent)
    assert shown is not None
    assert (shown["title"], shown["site"], shown["url"]) == ("Router AX3", "127.0.0.1", here.url("/ax3"))
    assert (shown["width"], shown["height"]) == (320, 160)
    drawn = Image.open(io.BytesIO(await heart.database.read(picture, shown["picture"])))
    assert (drawn.format, drawn.size) == ("WEBP", (320, 160))


async def test_without_a_link_nothing_is_asked_and_inner_addresses_have_no_card(heart: Heart, here: Site) -> None:
    await heart.receive(heart.visitor(), "No link here")
    sent = await heart.receive(heart.visitor(), here.url("/ax3"))
    await followed(heart, Untrusted())
    assert await card(heart, sent) is None
    assert here.asked == []


async def test_the_inbox_may_want_no_cards(heart: Heart, here: Site) -> None:
    await heart.rules(previews=False)
    sent = await heart.receive(heart.visitor(), here.url("/ax3"))
    await followed(heart, Untrusted("127.0.0.1"))
    assert await card(heart, sent) is None
    assert here.asked == []


async def test_other_words_lose_the_card_and_get_that_of_their_own_link(heart: Heart, here: Site) -> None:
    here.page("/other", "<title>Another</title>")
    who = heart.visitor()
    sent = await heart.receive(who, here.url("/ax3"))
    await followed(heart, Untrusted("127.0.0.1"))
    await edited(heart, who, sent, "never mind")
    assert await card(heart, sent) is None
    await edited(heart, who, sent, here.url("/other"))
    await followed(heart, Untrusted("127.0.0.1"))
    shown = await card(heart, sent)
    assert shown is not None
    assert shown["title"] == "Another"


async def test_a_deleted_message_gets_no_card(heart: Heart, here: Site) -> None:
    who = heart.visitor()
    sent = await heart.receive(who, here.url("/ax3"))
    await edited(heart, who, sent, None)
    await followed(heart, Untrusted("127.0.0.1"))
    assert await card(heart, sent) is None


async def test_the_same_page_is_asked_once(heart: Heart, here: Site) -> None:
    for _ in range(3):
        await heart.receive(heart.visitor(), here.url("/ax3"))
    await followed(heart, Untrusted("127.0.0.1"))
    assert sorted(here.asked) == ["/ax3", "/ax3.png"]
