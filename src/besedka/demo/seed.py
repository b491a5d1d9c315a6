"""Who and what a demo starts with, as plain data. Writing it into the database is the composition root's work."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

KNOWN_PASSWORD = "demo-demo-demo"


@dataclass(frozen=True)
class SeedDepartment:
    key: str
    names: dict[str, str]
    """By language."""


@dataclass(frozen=True)
class SeedPerson:
    email: str
    role: str
    """`admin`, `supervisor` or `operator`."""
    names: dict[str, str]
    """By language; the English one is the name among colleagues."""
    departments: tuple[str, ...]
    """Keys."""


@dataclass(frozen=True)
class SeedInbox:
    key: str
    name: str
    brand_name: str
    accent: str
    department: str
    """The key of the department whose queue it fills."""


@dataclass(frozen=True)
class Seed:
    departments: tuple[SeedDepartment, ...]
    people: tuple[SeedPerson, ...]
    inbox: SeedInbox


def _person(account: str, role: str, english: str, russian: str, *departments: str) -> SeedPerson:
    return SeedPerson(f"{account}@demo.example", role, {"en": english, "ru": russian}, departments)


SEED = Seed(
    departments=(
        SeedDepartment("support", {"en": "Support", "ru": "Поддержка"}),
        SeedDepartment("sales", {"en": "Sales", "ru": "Продажи"}),
    ),
    people=(
        _person("admin", "admin", "Vera", "Вера", "support", "sales"),
        _person("supervisor", "supervisor", "Mikhail", "Михаил", "support", "sales"),
        _person("operator1", "operator", "Anna", "Анна", "support"),
        _person("operator2", "operator", "Igor", "Игорь", "support"),
        _person("operator3", "operator", "Olga", "Ольга", "support", "sales"),
        _person("operator4", "operator", "Timur", "Тимур", "sales"),
    ),
    inbox=SeedInbox("demo", "Sunny Net", "Sunny Net", "#2F6B4F", "support"),
)


def passwords(loopback: bool) -> dict[str, str]:
    """A password for each e-mail: the known one where only this machine can reach the demo, random ones elsewhere."""
    return {person.email: KNOWN_PASSWORD if loopback else secrets.token_urlsafe(12) for person in SEED.people}


def origins(host: str, ports: tuple[int, ...], public_url: str = "") -> tuple[str, ...]:
    """Origins that may use the demo's inbox.

    Bound to every address, a demo cannot know the names that it is opened by, so any origin may use it.
    """
    if host in ("0.0.0.0", "::", ""):
        return ("*",)
    names = {"127.0.0.1": ("127.0.0.1", "localhost"), "localhost": ("127.0.0.1", "localhost"), "::1": ("[::1]",)}
    found = [f"http://{name}:{port}" for port in ports for name in names.get(host, (host,))]
    public = urlsplit(public_url)
    return (*found, f"{public.scheme}://{public.netloc}".lower()) if public_url else tuple(found)
