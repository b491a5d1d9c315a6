"""Writing the seed into a store: once, and again without harm."""

from typing import Protocol

from besedka.demo.seed import SEED, Seed, origins
from besedka.inboxes import AddInbox, Directory
from besedka.kernel.errors import Conflict
from besedka.kernel.settings import Settings
from besedka.kernel.writer import Writer
from besedka.staff import AddDepartment, AddOperator, Passwords, Role

_BY = "system:demo"


class Place(Protocol):
    """What of a running process is needed to furnish it."""

    settings: Settings
    writer: Writer
    passwords: Passwords
    directory: Directory


async def furnish(place: Place, passwords: dict[str, str], seed: Seed = SEED) -> None:
    """Departments, people and an inbox; what is there already stays as it is."""
    departments = {
        d.key: await place.writer.do(AddDepartment(actor=_BY, key=d.key, names=d.names)) for d in seed.departments
    }
    if not place.directory.all():
        await _people(place, passwords, seed, departments)
        await _inbox(place, seed, departments)


async def _people(place: Place, passwords: dict[str, str], seed: Seed, departments: dict[str, str]) -> None:
    hashes = {password: await place.passwords.hash(password) for password in set(passwords.values())}
    for person in seed.people:
        try:
            await place.writer.do(
                AddOperator(
                    actor=_BY,
                    email=person.email,
                    name=person.names["en"],
                    public_names=person.names,
                    password_hash=hashes[passwords[person.email]],
                    role=Role(person.role),
                    departments=tuple(departments[key] for key in person.departments),
                )
            )
        except Conflict:
            continue


async def _inbox(place: Place, seed: Seed, departments: dict[str, str]) -> None:
    s, inbox = place.settings, seed.inbox
    try:
        await place.writer.do(
            AddInbox(
                actor=_BY,
                key=inbox.key,
                name=inbox.name,
                brand_name=inbox.brand_name,
                accent=inbox.accent,
                department_id=departments[inbox.department],
                origins=origins(s.host, (s.port, s.demo_port), s.public_url),
            )
        )
    except Conflict:
        return
    await place.directory.load()
