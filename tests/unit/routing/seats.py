"""Seats, waiting conversations and settings, briefly said."""

from typing import Any

from besedka.routing.engine import Crew, Seat, Waiting
from besedka.staff import DepartmentSettings, Giving, Lane

NOW = 1_000_000_000


def seat(id: str, load: int = 0, **more: Any) -> Seat:
    """An operator of the department `help` with a limit of four."""
    known: dict[str, Any] = {"is_available": True, "limit": 4, "departments": ("help",), "weighted": float(load)}
    return Seat(id=id, load=load, **{**known, **more})


def waiting(id: str, ago: int = 0, **more: Any) -> Waiting:
    """Waits in `help` for `ago` ms."""
    return Waiting(id=id, since=NOW - ago, **{"department_id": "help", **more})


def crew(*seats: Seat, lanes: tuple[Lane, ...] = (), **giving: Any) -> Crew:
    """These operators, and what `help` was told."""
    return Crew(seats, {"help": DepartmentSettings(giving=Giving(**giving), lanes=lanes)})
