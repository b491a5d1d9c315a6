"""Statuses and what they follow: set by whom, finishing, reach, the presence log, photos."""

import io
from typing import Any

import msgspec
import pytest
from PIL import Image

from besedka.kernel.db import Bulk
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.ids import new_id
from besedka.staff import (
    Alarm,
    AlarmBell,
    ChangeOperator,
    DisableOperator,
    Finish,
    NeedsRole,
    NoSuchOperator,
    Reach,
    Role,
    SetPhoto,
    SetStatus,
    SignedOut,
    Status,
    photo,
    portrait,
    presence_log,
)
from besedka.staff.model import BadPhoto, BadProblem, NoSuchPhoto
from besedka.staff.store import OPERATORS, forget_old, operator_by_id
from tests.rooms.heart import beating, eventually
from tests.rooms.staff.rooms import HOME, PASSWORD, Office


async def set_to(office: Office, who: str, status: Status, *, of: str | None = None, reason: str | None = None) -> Any:
    command = SetStatus(operator_id=who, client_id=new_id(), status=status, reason=reason, of=of)
    return await office.writer.do(command)


async def test_a_supervisor_sets_somebody_elses_status_and_it_is_seen_who_did(office: Office) -> None:
    anna, max_ = await office.hire("anna"), await office.hire("max", Role.SUPERVISOR)
    await set_to(office, anna, Status.ONLINE)
    assert (await office.operator(anna)).status_by is None
    answer = await set_to(office, max_, Status.OFFLINE, of=anna, reason="went home")
    assert answer == {"operator_id": anna, "status": "offline"}
    found = await office.operator(anna)
    assert (found.status, found.status_reason, found.status_by) == ("offline", "went home", max_)
    assert [e.actor for _, e in await office.events("OperatorStatusChanged")] == [
        f"operator:{anna}",
        f"operator:{max_}",
    ]
    assert await office.audit("operator.status_set") == [(f"operator:{max_}", anna, "online -> offline")]
    await set_to(office, anna, Status.ONLINE)
    assert (await office.operator(anna)).status_by is None


async def test_operators_set_nobody_elses_status(office: Office) -> None:
    anna, ben = await office.hire("anna"), await office.hire("ben")
    with pytest.raises(NeedsRole):
        await set_to(office, ben, Status.AWAY, of=anna)
    await set_to(office, ben, Status.AWAY, of=ben)
    assert (await office.operator(ben)).status == Status.AWAY
    max_ = await office.hire("max", Role.SUPERVISOR)
    with pytest.raises(NoSuchOperator):
        await set_to(office, max_, Status.AWAY, of="nobody")
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    with pytest.raises(NoSuchOperator):
        await set_to(office, max_, Status.AWAY, of=anna)


async def test_since_when_a_status_holds_is_kept_when_only_its_reason_changes(office: Office) -> None:
    anna = await office.hire("anna")
    await set_to(office, anna, Status.AWAY, reason="lunch")
    since = (await office.operator(anna)).status_since
    office.clock.ahead += 60_000
    await set_to(office, anna, Status.AWAY, reason="dentist")
    assert (await office.operator(anna)).status_since == since
    await set_to(office, anna, Status.ONLINE)
    assert (await office.operator(anna)).status_since >= since + 60_000


async def test_signing_in_goes_online_only_if_it_is_asked_to(office: Office) -> None:
    anna = await office.hire("anna")
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME, goes_online=False)
    assert (await office.operator(anna)).status == Status.OFFLINE
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    assert (await office.operator(anna)).status == Status.ONLINE


async def test_another_limit_is_an_event_of_its_own(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, chat_limit=2))
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, name="Anna P."))
    assert [(e.limit, e.was) for _, e in await office.events("ChatLimitChanged")] == [(2, 4)]


async def test_what_a_console_found_out_keeps_new_conversations_away(office: Office) -> None:
    anna = await office.hire("anna")
    await set_to(office, anna, Status.ONLINE)
    deaf = Reach(operator_id=anna, client_id="c1", problems=("sound", "clock", "sound"))
    assert await office.writer.do(deaf) == {"operator_id": anna, "problems": ["clock", "sound"]}
    assert not (await office.operator(anna)).is_available
    await office.writer.do(Reach(operator_id=anna, client_id="c2", problems=()))
    assert (await office.operator(anna)).is_available
    assert await office.writer.do(deaf) == {"operator_id": anna, "problems": ["clock", "sound"]}
    assert (await office.operator(anna)).is_available
    found = [(e.is_reachable, e.problems) for _, e in await office.events("ReachChanged")]
    assert found == [(False, ["clock", "sound"]), (True, [])]
    with pytest.raises(ClientIdConflict):
        await office.writer.do(msgspec.structs.replace(deaf, problems=()))
    with pytest.raises(BadProblem):
        await office.writer.do(Reach(operator_id=anna, client_id="c3", problems=("hunger",)))
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    with pytest.raises(SignedOut):
        await office.writer.do(Reach(operator_id=anna, client_id="c4", problems=()))


class Load(msgspec.Struct, frozen=True):
    """Gives an operator so many active conversations."""

    operator_id: str
    load: int

    def needs(self) -> Any:
        yield operator_by_id, self.operator_id

    def run(self, tx: Any) -> None:
        tx.edit(OPERATORS, tx.get(operator_by_id, self.operator_id)).load = self.load


async def test_finishing_ends_offline_with_the_last_active_conversation_and_not_before(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(Load(anna, 1))
    await set_to(office, anna, Status.FINISHING)
    await office.writer.do(Finish(anna))
    assert (await office.operator(anna)).status == Status.FINISHING
    await office.writer.do(Load(anna, 0))
    await office.writer.do(Finish(anna))
    await office.writer.do(Finish(anna))
    assert (await office.operator(anna)).status == Status.OFFLINE
    assert [e.actor for _, e in await office.events("OperatorStatusChanged")][1:] == ["system:finishing"]


async def test_who_is_finishing_goes_offline_by_closing_the_last_conversation(database: Any) -> None:
    async with beating(database) as heart:
        anna = await heart.operator("anna")
        sent = await heart.receive(heart.visitor())
        await heart.take(anna, sent.conversation_id)
        await heart.writer.do(SetStatus(operator_id=anna, client_id="c", status=Status.FINISHING))
        await heart.close(anna, sent.conversation_id)

        async def is_offline() -> bool:
            office = Office(heart)
            return (await office.operator(anna)).status == Status.OFFLINE

        await eventually(is_offline)


async def test_an_alarm_is_an_event_and_names_no_text(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(Alarm(anna, "conversation-1"))
    await office.writer.do(Alarm("nobody", "conversation-1"))
    (event,) = [event for _, event in await office.events("OperatorAlarmed")]
    assert (event.subject, event.conversation_id, event.way) == (anna, "conversation-1", "push")


async def test_an_alarm_rings_once_however_often_it_is_asked_for(office: Office) -> None:
    anna = await office.hire("anna")
    bell = AlarmBell(office.writer, office.clock)
    for conversation in ("c1", "c1", "c2", "c1"):
        bell.ring(anna, conversation)
    await office.writer.drain()
    office.clock.ahead += 11 * 60_000
    bell.ring(anna, "c1")
    await office.writer.drain()
    assert [e.conversation_id for _, e in await office.events("OperatorAlarmed")] == ["c1", "c2", "c1"]


async def test_the_presence_log_tells_intervals_from_events_alone_page_by_page(office: Office) -> None:
    anna, max_ = await office.hire("anna"), await office.hire("max", Role.SUPERVISOR)
    begin = office.clock.now()
    for minutes, status, of in ((1, Status.ONLINE, None), (2, Status.AWAY, anna), (3, Status.ONLINE, None)):
        office.clock.ahead += minutes * 60_000
        await set_to(office, max_ if of else anna, status, of=of)
    office.clock.ahead += 60_000

    async def pages(since: int, until: int, limit: int) -> list[tuple[str, int, int | None, str]]:
        found, after = [], 0
        while True:
            intervals, following = await office.heart.database.read(presence_log, anna, since, until, after, limit)
            found += [
                (i.status, (i.since - begin) // 60_000, i.until and (i.until - begin) // 60_000, i.by)
                for i in intervals
            ]
            if following is None:
                return found
            after = following

    now = office.clock.now()
    mine, his = f"operator:{anna}", f"operator:{max_}"
    whole = [("online", 1, 3, mine), ("away", 3, 6, his), ("online", 6, None, mine)]
    for limit in (1, 2, 100):
        assert await pages(begin, now, limit) == whole
    assert await pages(begin + 4 * 60_000, now, 100) == whole[1:]
    assert await pages(begin + 4 * 60_000, begin + 5 * 60_000, 100) == [whole[1]]
    assert await pages(begin - 60_000, begin, 100) == []


async def test_the_presence_log_is_read_through_its_index(office: Office) -> None:
    if office.heart.database.name != "sqlite":
        return

    def plan(bulk: Bulk) -> str:
        said: list[str] = []
        execute = bulk.execute

        def explained(statement: Any, parameters: Any = None) -> Any:
            text = str(statement.compile(compile_kwargs={"literal_binds": True}))
            said.extend(str(row) for row in bulk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))
            return execute(statement, parameters)

        class Explaining(Bulk):
            execute = staticmethod(explained)  # type: ignore[assignment]

        presence_log(Explaining(bulk.connection), "x", 1, 2, 0, 10)
        return " ".join(said)

    assert (await office.heart.database.read(plan)).count("ix_events_presence") == 2


def picture(size: tuple[int, int] = (600, 400), kind: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#2F6B4F").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_portrait_is_a_small_square_of_our_own_making(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera with a name"
    small = portrait(picture(kind=kind, exif=exif))
    shown = Image.open(io.BytesIO(small))
    assert (shown.format, shown.size, len(shown.getexif())) == ("WEBP", (256, 256), 0)
    assert b"A camera" not in small


def bomb() -> bytes:
    """A PNG of 20,000 x 20,000 black pixels in 50 KB."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:300], picture(kind="GIF"),
     b"x" * (2 * 1024 * 1024 + 1), bomb()],
    ids=["nothing", "text", "svg", "cut", "gif", "big", "bomb"],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(BadPhoto):
        portrait(content)


async def test_a_photo_is_named_by_its_content_and_old_ones_go(office: Office) -> None:
    anna, ben = await office.hire("anna"), await office.hire("ben")
    content = portrait(picture())
    for who in (anna, ben, anna):
        await office.writer.do(SetPhoto(actor="operator:x", operator_id=who, content=content))
    name = (await office.operator(anna)).photo or ""
    assert (await office.operator(ben)).photo == name
    assert await office.heart.database.read(photo, name) == content
    assert [e.fields for _, e in await office.events("OperatorChanged")] == [["photo"], ["photo"]]
    await office.writer.do(SetPhoto(actor="operator:x", operator_id=anna, content=None))
    tomorrow = office.clock.now() + 25 * 3600 * 1000
    await office.writer.transaction(lambda bulk: forget_old(bulk, tomorrow))
    assert await office.heart.database.read(photo, name) == content
    await office.writer.do(SetPhoto(actor="operator:x", operator_id=ben, content=None))
    await office.writer.transaction(lambda bulk: forget_old(bulk, tomorrow))
    with pytest.raises(NoSuchPhoto):
        await office.heart.database.read(photo, name)
