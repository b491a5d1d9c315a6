"""`apply(events, snapshot) == fresh snapshot` after whatever anybody may do, for everybody who watches."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from besedka.api.stream.audience import Person
from besedka.conversations import look_at_silence
from besedka.kernel import schema
from besedka.kernel.db import Bulk, open_database
from besedka.kernel.errors import Refusal
from besedka.staff import ChangeDepartment, ChangeOperator, DepartmentSettings, Role
from besedka.staff.settings import Lane
from tests.rooms.streams.cast import STAFF, STAFF_WISHES, VISITORS, VISITORS_WISHES, Act, Cast, House, is_kept
from tests.rooms.streams.reducer import Reducer, built
from tests.rooms.streams.stage import playing
from tests.rooms.streams.truth import Row, Sight, Truth
from tests.rooms.streams.watcher import Watcher, require_agreement

EXAMPLES = int(os.environ.get("BESEDKA_STREAM_EXAMPLES", "25"))
STEPS = int(os.environ.get("BESEDKA_STREAM_STEPS", "30"))
MINUTE = 60_000
EVERYBODY = (*VISITORS, *STAFF)

texts = st.sampled_from(("Hello", "Как дела?", "x" * 200, 'a "quote"', "👩‍👩‍👧", "</script>"))
picks = st.integers(0, 7)
acts_of_visitors = st.builds(Act, st.sampled_from([*VISITORS]), st.sampled_from(VISITORS_WISHES), picks, texts)
acts_of_staff = st.builds(Act, st.sampled_from([*STAFF]), st.sampled_from(STAFF_WISHES), picks, texts)
talks = st.lists(st.tuples(st.sampled_from([*VISITORS]), st.integers(0, 14)), min_size=3, max_size=8)
changes = st.one_of(
    st.fixed_dictionaries({"chat_limit": st.integers(0, 3)}),
    st.fixed_dictionaries({"name": st.sampled_from(("Olga", "Pavel"))}),
    st.fixed_dictionaries({"public_names": st.sampled_from(({}, {"ru": "Ольга"}, {"en": "Olya", "ru": "Оля"}))}),
    st.fixed_dictionaries(
        {"role": st.sampled_from((Role.OPERATOR, Role.SUPERVISOR)), "departments": st.integers(0, 3)}
    ),
)


class Play(RuleBasedStateMachine):
    """One cast. After each rule everybody's model is held against a fresh snapshot and the rows of the database."""

    loop: asyncio.Runner
    house: House
    reducers: dict[str, Reducer]

    def __init__(self) -> None:
        super().__init__()
        self.cast, self.stage = Cast(self.house), self.house.stage
        self.watchers: dict[str, Watcher] = {}
        self.persons: dict[str, Person] = {}
        self.answered: list[tuple[str, Row, Any]] = []

    @initialize(talk=talks)
    def everybody_comes(self, talk: list[tuple[str, int]]) -> None:
        self.loop.run(self._begin())
        self.talk_goes_on(talk)

    @rule(talk=talks)
    def talk_goes_on(self, talk: list[tuple[str, int]]) -> None:
        for visitor, pick in talk:
            self.loop.run(self._goes_on(visitor, pick))

    @rule(act=acts_of_visitors)
    def visitor_wishes(self, act: Act) -> None:
        self.loop.run(self._wish([act]))

    @rule(act=acts_of_staff)
    def staff_wishes(self, act: Act) -> None:
        self.loop.run(self._wish([act]))

    @rule(together=st.lists(acts_of_visitors | acts_of_staff, min_size=2, max_size=5))
    def all_wish_at_once(self, together: list[Act]) -> None:
        """One batch of the writer, one commit, one publication."""
        self.loop.run(self._wish(together))

    @rule(pick=st.integers(0, 30))
    @precondition(lambda self: self.answered)
    def repeat(self, pick: int) -> None:
        self.loop.run(self._repeat(*self.answered[-1 - pick % len(self.answered)]))

    @rule(who=st.sampled_from(EVERYBODY), what=st.sampled_from(("go", "reload", "scroll", "fall behind")), pick=picks)
    def watch(self, who: str, what: str, pick: int) -> None:
        self.loop.run(self._watch(self.watchers[who], what, pick))

    @rule(minutes=st.sampled_from((0, 0, 1, 16, 24 * 60 + 1, 4 * 24 * 60)))
    def wait(self, minutes: int) -> None:
        """Time passes, timers look, routing looks, and everybody gets the server's ping."""
        self.stage.heart.clock.ahead += minutes * MINUTE
        self.loop.run(self._wait())

    @rule(who=st.sampled_from([*STAFF]), fields=changes)
    def admin_changes(self, who: str, fields: dict[str, Any]) -> None:
        self.loop.run(self._change(who, fields))

    @rule(pick=picks)
    def a_department_changes(self, pick: int) -> None:
        self.loop.run(self._rename(self.house.departments[pick % 2], pick))

    def teardown(self) -> None:
        if self.watchers:
            self.loop.run(self._end())

    # What the rules do, on the loop

    async def _begin(self) -> None:
        await self.cast.enter()
        for name in EVERYBODY:
            door = self.stage.visitor_door if name in VISITORS else self.stage.operator_door
            self.watchers[name] = Watcher(name, self.stage, door, self.cast.hello(name), self.reducers[name])
            self.watchers[name].come()
        await self._settle()

    async def _end(self) -> None:
        for watcher in self.watchers.values():
            if watcher.is_here:
                watcher.go()
        await self.cast.leave(await self._truth())
        await self.stage.settled()
        await self.stage.route()  # what follows from the closing belongs to this example
        await self.stage.settled()

    async def _wish(self, wishes: list[Act]) -> None:
        truth = await self._truth()
        commands = [(act.who, self.cast.command(act, self.persons[act.who], truth)) for act in wishes]
        await self._give([(who, command) for who, command in commands if command is not None])

    async def _goes_on(self, visitor: str, pick: int) -> None:
        await self._give([self.cast.next_step(visitor, pick, await self._truth())])

    async def _give(self, given: list[tuple[str, Row]]) -> None:
        outcomes = await asyncio.gather(*(self.stage.give(self.persons[who], command) for who, command in given))
        for (who, command), outcome in zip(given, outcomes, strict=True):
            _require_answer(command, outcome.result)
            if is_kept(command["type"]) and not isinstance(outcome.result, Refusal):
                self.answered.append((who, command, outcome.result))
        await self._settle()

    async def _repeat(self, who: str, command: Row, answer: Any) -> None:
        """The first answer again, unless it is about what this person may not see any more."""
        outcome = await self.stage.give(self.persons[who], command)
        _require_answer(command, outcome.result)
        seen = (await self._truth()).seen_by(self.persons[who])
        conversation_id = answer.get("conversation_id") if isinstance(answer, dict) else answer.conversation_id
        if conversation_id is None or conversation_id in seen:
            assert outcome.result == answer or command["type"] == "edit_contact"
        await self._settle()

    async def _watch(self, watcher: Watcher, what: str, pick: int) -> None:
        if not watcher.is_here:
            watcher.come()
        elif what == "scroll":
            await self._scroll(watcher, pick)
        elif what == "fall behind":
            watcher.fall_behind()
        else:
            watcher.go()
            if what == "reload":
                watcher.forget()
        await self._settle()

    async def _scroll(self, watcher: Watcher, pick: int) -> None:
        person, truth = self.persons[watcher.name], await self._truth()
        if seen := sorted(truth.seen_by(person)):
            await watcher.scroll(person, seen[pick % len(seen)], limit=1 + pick)

    async def _wait(self) -> None:
        heart = self.stage.heart
        await look_at_silence(heart.database, heart.writer, heart.directory, heart.clock)
        await self.stage.route()
        await self.stage.settled()
        for watcher in self.watchers.values():
            if watcher.is_here:
                watcher.beat()
        await self._settle()

    async def _change(self, who: str, fields: dict[str, Any]) -> None:
        if "departments" in fields:
            where = fields["departments"]
            fields = {**fields, "departments": tuple(d for n, d in enumerate(self.house.departments) if where >> n & 1)}
        await self.stage.heart.writer.do(ChangeOperator(actor="t:", operator_id=self.cast.operators[who], **fields))
        await self._settle()

    async def _rename(self, department_id: str, pick: int) -> None:
        lanes = tuple(Lane(id=f"lane-{n}") for n in range(pick))
        change = ChangeDepartment(
            actor="t:", department_id=department_id, names={"en": f"N{pick}"}, settings=DepartmentSettings(lanes=lanes)
        )
        await self.stage.heart.writer.do(change)
        await self._settle()

    async def _truth(self) -> Truth:
        return await self.stage.database.read(Truth, self.cast.identities, [*self.cast.operators.values()])

    async def _settle(self) -> None:
        await self.stage.settled()
        truth = await self._truth()
        self.persons = {name: self.cast.person(name, truth) for name in EVERYBODY}
        here = {name: watcher for name, watcher in self.watchers.items() if watcher.is_here}
        for name, watcher in here.items():
            watcher.take_in(self.persons[name], truth)
        models = {name: watcher.reducer.dump() for name, watcher in here.items()}
        sights = await self.stage.database.read(self._sights, models)
        for name, watcher in here.items():
            require_agreement(watcher, models[name], self.persons[name], truth, sights[name])

    def _sights(self, bulk: Bulk, models: dict[str, Row]) -> dict[str, Sight]:
        now = self.stage.heart.clock.now()
        return {n: Sight(bulk, self.persons[n], [*model["conversations"]], now) for n, model in models.items()}


def _require_answer(command: Row, answer: Any) -> None:
    assert isinstance(answer, Refusal) or not isinstance(answer, BaseException), f"{command}: {answer!r}"


@contextmanager
def theatre(database_url: str) -> Iterator[type[Play]]:
    """A machine bound to a house on this database, with a reducer for everybody, on a loop of its own."""
    script = built()
    with asyncio.Runner() as loop:
        stack = AsyncExitStack()
        house = loop.run(_house(stack, database_url))
        reducers = {name: Reducer(script) for name in EVERYBODY}
        try:
            yield type("BoundPlay", (Play,), {"loop": loop, "house": house, "reducers": reducers})
        finally:
            for reducer in reducers.values():
                reducer.close()
            loop.run(stack.aclose())


async def _house(stack: AsyncExitStack, database_url: str) -> House:
    database = open_database(database_url)
    stack.push_async_callback(database.close)
    await schema.open_store(database)
    house = House(await stack.enter_async_context(playing(database)))
    await house.furnish()
    return house


@pytest.mark.timeout(900)
def test_every_model_equals_a_fresh_snapshot_after_whatever_happens(database_url: str) -> None:
    with theatre(database_url) as machine:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                print_blob=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
