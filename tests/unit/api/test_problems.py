"""The one table from refusals to statuses, over every refusal there is."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import besedka
from besedka.api.http import problems
from besedka.kernel.errors import Invalid, NotFound, Refusal, TooMany

NOT_FOR_DOORS = {"WeakDatabase", "AlreadyRunning", "DemoStore", "NotDemoStore", "Refusal"}


def refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from refusals(below)


def every_refusal() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(besedka.__path__, "besedka."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    return sorted({kind for kind in refusals() if kind.__module__.startswith("besedka")}, key=lambda k: k.__name__)


@pytest.mark.parametrize("kind", every_refusal(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_status_a_title_and_a_code_of_its_own(kind: type[Refusal]) -> None:
    shown = problems.problem(kind())
    assert shown.title == kind.title()
    assert kind.__doc__
    assert shown.type == f"/problems/{shown.code}"
    if kind.__name__ not in NOT_FOR_DOORS and kind is not problems.InternalError:
        assert 400 <= shown.status < 504 or shown.code == "no_room"
        assert shown.status != 500


def test_codes_are_not_shared() -> None:
    codes = [kind.code for kind in every_refusal()]
    doubled = {code for code in codes if codes.count(code) > 1}
    # Contacts and staff have names and e-mails of their own; they mean the same to a client.
    assert doubled <= {"bad_name", "bad_email"}


def test_a_kind_of_a_kind_has_the_nearest_status() -> None:
    class Farther(problems.BodyTooLarge):
        """A body that is even larger."""

    assert problems.status_of(Farther()) == 413
    assert problems.status_of(Invalid()) == 422
    assert problems.status_of(NotFound()) == 404


def test_what_is_no_refusal_says_nothing_about_itself() -> None:
    shown = problems.problem(ValueError("secret"))
    assert (shown.status, shown.code) == (500, "internal_error")
    assert "secret" not in shown.detail


def test_a_wait_is_told_in_milliseconds_and_in_the_header_in_seconds() -> None:
    status, headers, body = problems.encoded(TooMany(retry_ms=1001))
    assert (status, headers["Retry-After"]) == (429, "2")
    assert b'"retry_ms":1001' in body
    assert "Retry-After" not in problems.encoded(NotFound())[1]
