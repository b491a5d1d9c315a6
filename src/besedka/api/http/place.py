"""What a running process offers to its HTTP routes. The composition root's process has these; tests make their own."""

from typing import Any, Protocol

from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.params import SkipValidation
from litestar.types import Scope

from besedka.api.http.limits import Limits
from besedka.inboxes import Directory
from besedka.jobs import Jobs
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.mail import Mail
from besedka.kernel.sealing import Seal
from besedka.kernel.settings import Settings
from besedka.kernel.writer import Writer
from besedka.notifications import StopLinks
from besedka.notifications.push import PushKey
from besedka.staff import Departments, Passwords, SignIns


class Place(Protocol):
    """Handed to handlers as `place: Here`."""

    settings: Settings
    database: Database
    writer: Writer
    clock: Clock
    mail: Mail
    directory: Directory
    departments: Departments
    sign_ins: SignIns
    passwords: Passwords
    limits: Limits
    jobs: Jobs
    stops: StopLinks
    push_key: PushKey
    seal: Seal


Here = SkipValidation[Place]


def of(connection: ASGIConnection[Any, Any, Any, Any]) -> Place:
    """The place that this application belongs to."""
    place: Place = connection.app.state.place
    return place


async def _here(scope: Scope) -> Place:
    place: Place = scope["litestar_app"].state.place
    return place


HERE = {"place": Provide(_here)}
"""The dependency that routers name."""
