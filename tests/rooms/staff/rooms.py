"""The staff room with its sign-in, over a real database, as the tests of this folder use it."""

import contextlib
from collections.abc import AsyncIterator

import sqlalchemy as sa

from besedka.kernel import tables
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored, after
from besedka.staff import AddOperator, Caller, Operator, Passwords, Role, SignIns, operators_by_ids
from tests.rooms.heart import Heart, beating

PASSWORD = "correct horse battery"
HOME = Caller("203.0.113.7", "Firefox")
AWAY = Caller("198.51.100.9", "Chromium")


class Office:
    """A heart, and operators who can sign in."""

    def __init__(self, heart: Heart) -> None:
        self.heart, self.writer, self.clock = heart, heart.writer, heart.clock
        self.passwords = Passwords()
        self.sign_ins = SignIns(heart.database, heart.writer, heart.clock, self.passwords)

    async def hire(self, name: str, role: Role = Role.OPERATOR) -> str:
        """A member of staff with the known password; answers the id."""
        return str(
            await self.writer.do(
                AddOperator(
                    actor="t:", email=f"{name}@x.example", name=name, password_hash=await self.passwords.hash(PASSWORD),
                    role=role, departments=(self.heart.department,),
                )
            )
        )  # fmt: skip

    async def operator(self, operator_id: str) -> Operator:
        return (await self.heart.database.read(operators_by_ids, [operator_id]))[0]

    async def events(self, *names: str) -> list[Stored]:
        """What happened, of these types."""
        return await self.heart.database.read(after, 0, types=names)

    async def audit(self, action: str) -> list[tuple[str, str, str]]:
        """(actor, subject, detail) of the audit's rows for this action, oldest first."""

        def read(bulk: Bulk) -> list[tuple[str, str, str]]:
            t = tables.audit.c
            query = sa.select(t.actor, t.subject, t.detail).where(t.action == action).order_by(t.at, t.id)
            return [(row.actor, row.subject, row.detail) for row in bulk.execute(query)]

        return await self.heart.database.read(read)


@contextlib.asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Office]:
    """An office that is open until the end of the block."""
    async with beating(database, following=False) as heart:
        office = Office(heart)
        try:
            yield office
        finally:
            office.passwords.close()
