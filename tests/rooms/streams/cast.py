"""Who is on the stage, and what they may wish for: three visitors, two departments, three members of staff."""

from dataclasses import dataclass

from besedka.api.stream.audience import Person
from besedka.conversations import Conversation, State
from besedka.inboxes import AddInbox, Inbox, Rules
from besedka.kernel.ids import new_id, new_secret
from besedka.staff import AddDepartment, AddOperator, ChangeDepartment, ChangeOperator, DisableOperator, Role
from besedka.staff.settings import DepartmentSettings, Giving, Lane, Topic
from tests.rooms.streams.stage import Stage
from tests.rooms.streams.truth import Row, Truth
from tests.rooms.streams.watcher import NOTE, SECRET_MAIL, SECRET_PHONE

HOUR = 3600 * 1000
VISITORS = {"ann": "en", "ben": "ru", "cid": "en"}
"""With their languages. The first two write to the first department's inbox, the third one to the second's."""
STAFF = {"olga": Role.OPERATOR, "pavel": Role.OPERATOR, "vera": Role.SUPERVISOR}
"""Of the first department, of the second one, and of both."""
VISITORS_WISHES = (
    "send", "send", "edit", "delete", "close", "introduce", "leave_message", "want_mail", "still_here", "rate",
    "skip_rating", "read", "delivered", "typing",
)  # fmt: skip
STAFF_WISHES = (
    "reply", "reply", "note", "edit", "delete", "take", "take", "close", "reopen", "set_status", "edit_contact",
    "reach", "read", "delivered", "typing", "attention", "park", "park", "resume", "snooze", "transfer", "transfer",
    "decline", "take_over", "set_topic", "set_tags", "set_priority", "promise", "end_promise",
)  # fmt: skip
RULES = Rules(silence_warning_ms=24 * HOUR, idle_release_ms=HOUR // 4)
SETTINGS = DepartmentSettings(
    topics=(Topic(id="router"), Topic(id="money")),
    lanes=(Lane(id="lane", priority=2),),
    giving=Giving(take_anyway=True),
)
_UNTRACKED = ("read", "delivered", "typing", "attention")


@dataclass(frozen=True)
class Act:
    """Somebody's wish. `pick` chooses its conversation, message or value among those there are."""

    who: str
    wish: str
    pick: int
    text: str


class House:
    """What stands while casts come and go: two departments, an inbox each."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.departments: list[str] = []
        self.inboxes: list[Inbox] = []

    async def furnish(self) -> None:
        do, directory = self.stage.heart.writer.do, self.stage.heart.directory
        for key in ("first", "second"):
            department = await do(AddDepartment(actor="t:", key=key, names={"en": key}))
            added = AddInbox(
                actor="t:", key=key, name=key, brand_name=key, accent="#000000", department_id=department, origins=(),
                rules=RULES,
            )  # fmt: skip
            await do(added)
            await do(ChangeDepartment(actor="t:", department_id=department, settings=SETTINGS))
            self.departments.append(department)
        await self.stage.heart.recall()
        self.inboxes = [directory.by_key("first"), directory.by_key("second")]


class Cast:
    """New people for each example, in the same house."""

    def __init__(self, house: House) -> None:
        self.house, self.stage = house, house.stage
        self.tokens = {name: new_secret() for name in VISITORS}
        self.operators: dict[str, str] = {}

    async def enter(self) -> None:
        """Members of staff need to be known; visitors need not."""
        first, second = self.house.departments
        where = {"olga": (first,), "pavel": (second,), "vera": (first, second)}
        for name, role in STAFF.items():
            self.operators[name] = await self.stage.heart.writer.do(
                AddOperator(
                    actor="t:", email=f"{new_id()}@x.example", name=name, password_hash="-", role=role,
                    departments=where[name], chat_limit=2,
                )
            )  # fmt: skip

    async def leave(self, truth: Truth) -> None:
        """So that the next cast's supervisor finds an empty house, whatever became of this one's."""
        do = self.stage.heart.writer.do
        changed = await do(ChangeOperator(actor="t:", operator_id=self.operators["vera"], role=Role.SUPERVISOR))
        vera = self.stage.operator(changed)
        for conversation in truth.conversations.values():
            if conversation.is_open:
                await self.stage.give(vera, self.by_id("close", conversation.id))
            while promise := (await self.stage.heart.conversation(conversation.id)).arranged.promise:
                ended = self.written("end_promise", promise_id=promise.id, outcome="withdrawn")
                await self.stage.give(vera, ended)
        for operator_id in self.operators.values():
            await do(DisableOperator(actor="t:", operator_id=operator_id))

    def hello(self, name: str) -> Row:
        """The credentials of a stream."""
        if name in VISITORS:
            return {"inbox": self._inbox(name).key, "token": self.tokens[name], "locale": VISITORS[name]}
        return {"ticket": self.operators[name]}

    def person(self, name: str, truth: Truth) -> Person:
        """Who that is, under present rights."""
        if name in VISITORS:
            key, language = self._inbox(name).key, VISITORS[name]
            return self.stage.visitors.person(key, self.tokens[name], None, "127.0.0.1", language)
        return self.stage.operator(truth.operators[self.operators[name]])

    def _inbox(self, name: str) -> Inbox:
        return self.house.inboxes[1 if name == "cid" else 0]

    @property
    def identities(self) -> list[str]:
        """The ids of the visitors."""
        return [
            self.stage.visitors.person(self._inbox(name).key, token, None, "").me.id
            for name, token in self.tokens.items()
        ]

    def command(self, act: Act, who: Person, truth: Truth) -> Row | None:
        """The wish as a client says it, or None when there is nothing yet that it could be about."""
        match act.wish:
            case "send":
                return self.written("send", text=act.text)
            case "leave_message":
                return self.written("leave_message", text=act.text, name="Ann", email=SECRET_MAIL, topic="none")
            case "want_mail":
                return self.written("want_mail", email=SECRET_MAIL)
            case "still_here":
                return self.written("still_here")
            case "introduce":
                return self.written("introduce", name=act.text)
            case "set_status":
                status = ("online", "away", "online", "finishing")[act.pick % 4]
                whose = {"operator_id": self.operators[[*STAFF][act.pick % 3]]} if act.pick > 4 else {}
                return self.written("set_status", status=status, reason=None, **whose)
            case "reach":
                return self.written("reach", problems=(["sound"], [], [], ["clock", "sound"])[act.pick % 4])
            case "edit" | "delete":
                return self._about_message(act, who, truth)
        return self._about_conversation(act, who, truth)

    def next_step(self, visitor: str, pick: int, truth: Truth) -> tuple[str, Row]:
        """(who, command) by which a visitor's conversation goes on in one of the ways that its state allows."""
        own = truth.of(self.person(visitor, truth).me.id)
        conversation = own[-1] if own else None
        if conversation is None or (not conversation.is_open and pick % 2):
            return visitor, self.written("send", text="Hello again")
        able = [n for n, o in self.operators.items() if truth.operators[o].may_see(conversation.department_id)]
        who = able[pick % len(able)] if able else visitor
        if conversation.status == State.QUEUED and able:
            return who, self.by_id("take", conversation.id)
        if not conversation.is_open and able:
            return who, self.by_id("reopen", conversation.id)
        owner = next((n for n, o in self.operators.items() if o == conversation.operator_id), visitor)
        return self._word(visitor, owner, pick, conversation)

    def _word(self, visitor: str, owner: str, pick: int, conversation: Conversation) -> tuple[str, Row]:
        mark = {"conversation_id": conversation.id, "seq": conversation.seq}
        message = {"message_id": f"{conversation.id}.{conversation.last_seq}"}
        return (
            (owner, self.by_id("reply", conversation.id, text="Good day")),
            (visitor, {"type": "read", **mark}),
            (owner, {"type": "read", **mark}),
            (visitor, {"type": "delivered", **mark}),
            (visitor, self.written("send", text="One more word")),
            (owner, {"type": "delivered", **mark}),
            (owner, self.by_id("note", conversation.id, text=NOTE)),
            (owner, self.written("edit", text="Better said", **message)),
            (visitor, self.written("edit", text="Better written", **message)),
            (owner, self.written("delete", **message)),
            (owner, self.by_id("close", conversation.id)),
            (visitor, self.by_id("close", conversation.id)),
            (owner, self.by_id("park", conversation.id)),
            (owner, self.by_id("transfer", conversation.id, **self._destination(3 + conversation.seq % 4))),
            (owner, self.by_id("promise", conversation.id, due_at=self.stage.heart.clock.now() + HOUR)),
        )[pick]

    def _about_message(self, act: Act, who: Person, truth: Truth) -> Row | None:
        """Mostly an own one."""
        every = [m for log in truth.messages.values() for m in log if m.kind != "system"]
        own = [m for m in every if m.author_id == who.me.id and m.deleted_at is None]
        chosen = own if own and act.pick != 7 else every
        if not chosen:
            return None
        message = chosen[-1 - act.pick % len(chosen)]
        secret = NOTE if message.kind == "note" else ""
        text = {"text": f"{act.text} {secret}"} if act.wish == "edit" else {}
        return self.written(act.wish, message_id=message.id, **text)

    def _about_conversation(self, act: Act, who: Person, truth: Truth) -> Row | None:
        """Mostly one in which the wish comes true."""
        every = list(truth.conversations.values())
        seen = [c for c in every if c.id in truth.seen_by(who)]
        likely = [c for c in seen if _is_likely(act.wish, c, who.me.id)]
        chosen = every if act.pick == 7 else likely or seen
        if not chosen:
            return None
        conversation = chosen[-1 - act.pick % len(chosen)]
        match act.wish:
            case "reply":
                return self.by_id("reply", conversation.id, text=act.text)
            case "note":
                return self.by_id("note", conversation.id, text=f"{act.text} {NOTE}")
            case "read" | "delivered":
                return {"type": act.wish, "conversation_id": conversation.id, "seq": conversation.seq - act.pick % 3}
            case "rate" | "skip_rating":
                episode = max(1, conversation.episode - act.pick % 2)
                score = {"five": act.pick % 6, "comment": act.text} if act.wish == "rate" else {}
                return self.by_id(act.wish, conversation.id, episode=episode, **score)
            case "typing":
                where = {} if act.who in VISITORS else {"conversation_id": conversation.id}
                return {"type": "typing", "on": bool(act.pick % 2), **where}
            case "attention":
                state = ("reading", "writing", "idle")[act.pick % 3]
                return {"type": "attention", "conversation_id": conversation.id, "state": state}
            case "edit_contact":
                card = {"name": act.text, "email": SECRET_MAIL, "phone": SECRET_PHONE if act.pick % 2 else None}
                return self.written("edit_contact", contact_id=conversation.contact_id, **card)
        return self._arranging(act, conversation)

    def _arranging(self, act: Act, conversation: Conversation) -> Row | None:
        """What staff do with whole conversations."""
        later = self.stage.heart.clock.now() + (HOUR // 5 if act.pick % 2 else 25 * HOUR)
        promise, topic = conversation.arranged.promise, ("router", "money", None, "no such topic")[act.pick % 4]
        fields: dict[str, Row | None] = {
            "snooze": {"until": later, "reason": f"{act.text[:20]} {NOTE}" if act.pick % 2 else None},
            "transfer": {**self._destination(act.pick), "note": f"{act.text} {NOTE}" if act.pick % 2 else None},
            "decline": {"reason": f"{act.text} {NOTE}"},
            "take": {"anyway": act.pick > 5},
            "take_over": {"anyway": act.pick > 5},
            "reopen": {"anyway": act.pick > 5},
            "close": {"topic_id": topic if act.pick % 2 else None} if act.who in STAFF else {},
            "set_topic": {"topic_id": topic},
            "set_tags": {"tags": ["new", "router"][: act.pick % 3]},
            "set_priority": {"priority": act.pick % 3},
            "promise": {"due_at": later},
        }
        if act.wish == "end_promise":
            ended = {"promise_id": promise.id, "outcome": ("kept", "withdrawn")[act.pick % 2]} if promise else None
            return self.written("end_promise", **ended) if ended else None
        return self.by_id(act.wish, conversation.id, **(fields.get(act.wish) or {}))

    def _destination(self, pick: int) -> Row:
        if pick < 3:
            return {"operator_id": [*self.operators.values()][pick]}
        return {"department_id": self.house.departments[pick % 2], "lane_id": "lane" if pick > 5 else None}

    def by_id(self, wish: str, conversation_id: str, **fields: object) -> Row:
        return self.written(wish, conversation_id=conversation_id, **fields)

    def written(self, wish: str, **fields: object) -> Row:
        return {"type": wish, "client_id": new_id(), **fields}


def _is_likely(wish: str, conversation: Conversation, me: str) -> bool:
    match wish:
        case "reply":
            return conversation.is_open and conversation.operator_id == me
        case "take" | "set_priority":
            return conversation.status == State.QUEUED
        case "park" | "snooze" | "transfer":
            return conversation.status == State.ACTIVE and conversation.operator_id == me
        case "resume":
            return conversation.is_resting
        case "decline":
            return conversation.operator_id == me and conversation.sender is not None
        case "take_over":
            return conversation.operator_id not in (None, me)
        case "promise":
            return conversation.operator_id == me
        case "end_promise":
            return conversation.arranged.promise is not None
        case "close":
            return conversation.is_open
        case "reopen" | "rate" | "skip_rating":
            return not conversation.is_open
    return True


def is_kept(wish: str) -> bool:
    """Whether the answer to it is remembered, so that a repetition gets the same."""
    return wish not in _UNTRACKED
