"""Applying a document: the verbs of the rooms, one after another, in one transaction."""

from collections.abc import Generator, Iterable

import msgspec

from besedka.api.admin.config.document import BadConfig, Config, Known, path, renamed
from besedka.inboxes import AddInbox, ChangeInbox
from besedka.kernel.audit import OldVersion
from besedka.kernel.errors import Conflict, Refusal
from besedka.kernel.records import Command, Need, Tx, Undeclared
from besedka.staff import AddDepartment, AddOperator, ChangeDepartment, ChangeOperator, DepartmentSettings


class Rehearsed(Conflict):
    """It could be applied; nothing was done."""


class Step(msgspec.Struct, frozen=True):
    """One verb. `adds`: its answer is the id of what has this key in the group."""

    group: str
    key: str
    command: Command
    adds: bool = False


class ApplyConfig(msgspec.Struct, frozen=True, kw_only=True):
    """All of a document or nothing. Raises BadConfig, which names the place; as a rehearsal it ends with Rehearsed."""

    actor: str
    config: Config
    known: Known
    is_rehearsal: bool = False

    def needs(self) -> Iterable[Need]:
        """What does not exist yet is found by no id, and asked for by its key."""
        steps, answer = self._steps(), None
        while step := _next(steps, answer):
            yield from step.command.needs()
            answer = f"new {step.key}" if step.adds else None

    def run(self, tx: Tx) -> None:
        steps, answer = self._steps(), None
        while step := _next(steps, answer):
            answer = _done(tx, step)
        if self.is_rehearsal:
            raise Rehearsed

    def _steps(self) -> Generator[Step, str | None, None]:
        return plan(self.actor, self.config, self.known)


def _next(steps: Generator[Step, str | None, None], answer: str | None) -> Step | None:
    try:
        return steps.send(answer)
    except StopIteration:
        return None


def _done(tx: Tx, step: Step) -> str | None:
    try:
        answer: object = step.command.run(tx)
    except Undeclared:
        raise OldVersion("Somebody else added the same meanwhile. Compare again.") from None
    except Refusal as refusal:
        raise BadConfig(f"{path(step.group, step.key)}: {refusal.detail}") from None
    return str(answer) if step.adds else None


def plan(actor: str, config: Config, known: Known) -> Generator[Step, str | None, None]:
    """The verbs in their order: what others name comes first. Each is sent the answer of the one before, if it adds."""
    departments, inboxes, staff = dict(known.departments), dict(known.inboxes), dict(known.staff)
    for key, part in config.departments.items():
        if key not in departments:
            added = yield Step("departments", key, AddDepartment(actor=actor, key=key, names=part.names), adds=True)
            departments[key] = str(added)
    for email, person in config.staff.items():
        where = tuple(_named(departments, key, f"{path('staff', email)}.departments") for key in person.departments)
        fields = {
            "name": person.name,
            "public_names": person.public_names,
            "role": person.role,
            "chat_limit": person.chat_limit,
            "departments": where,
        }
        if email not in staff:
            added = yield Step("staff", email, AddOperator(actor=actor, email=email, **fields), adds=True)  # type: ignore[arg-type]
            staff[email] = str(added)
        else:
            yield Step("staff", email, ChangeOperator(actor=actor, operator_id=staff[email], **fields))  # type: ignore[arg-type]
    for key, part in config.departments.items():
        told = _resolved(part.settings, staff, departments, f"{path('departments', key)}.settings.lanes")
        change = ChangeDepartment(actor=actor, department_id=departments[key], names=part.names, settings=told)
        yield Step("departments", key, change)
    for key, inbox in config.inboxes.items():
        department_id = _named(departments, inbox.department, f"{path('inboxes', key)}.department")
        face = {"brand_name": inbox.brand.name, "accent": inbox.brand.accent, "department_id": department_id}
        rest = {"name": inbox.name, "origins": inbox.origins, "rules": inbox.rules.rules()}
        if key in inboxes:
            yield Step("inboxes", key, ChangeInbox(actor=actor, inbox_id=inboxes[key], **face, **rest))  # type: ignore[arg-type]
        else:
            yield Step("inboxes", key, AddInbox(actor=actor, key=key, **face, **rest))  # type: ignore[arg-type]


def _named(known: dict[str, str], key: str, place: str) -> str:
    if key not in known:
        raise BadConfig(f"{place}: expected something that is there or in the file, got {key[:60]!r}.")
    return known[key]


def _resolved(
    settings: DepartmentSettings, staff: dict[str, str], departments: dict[str, str], place: str
) -> DepartmentSettings:
    for lane in settings.lanes:
        for email in lane.operators:
            _named(staff, email, f"{place}.{lane.id}.operators")
        if lane.overflow and lane.overflow.department_id is not None:
            _named(departments, lane.overflow.department_id, f"{place}.{lane.id}.overflow.department_id")
    return renamed(settings, staff, departments)
