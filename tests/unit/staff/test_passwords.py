"""Passwords: what is accepted, and that the same word is the same password on every keyboard."""

import asyncio
import unicodedata
from collections.abc import Iterator

import pytest

from besedka.staff.model import WeakPassword
from besedka.staff.passwords import Passwords, TooBusyToSignIn, checked_password


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    it = Passwords()
    yield it
    it.close()


@pytest.mark.parametrize("weak", ["", "short", "x" * 257, "aaaaaaaaaaaaaaaa", "abababababab"])
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(WeakPassword):
        checked_password(weak)


@pytest.mark.parametrize("good", ["demo-demo-demo", "пароль из четырёх слов", "x y z " * 40, "🔑🗝️🚪🏠 1234567"])
def test_any_characters_make_a_password(good: str) -> None:
    assert checked_password(good)


async def test_a_password_matches_itself_however_it_was_composed_and_nothing_else(passwords: Passwords) -> None:
    word = "дивный йод 12"
    stored = await passwords.hash(unicodedata.normalize("NFD", word))
    assert await passwords.verify(stored, word)
    assert not await passwords.verify(stored, word + " ")
    assert not await passwords.verify(None, word)
    assert not passwords.is_outdated(stored)


@pytest.mark.parametrize("broken", ["-", "", "$argon2id$v=19$m=19456,t=2,p=1$broken"])
async def test_a_stored_value_that_is_no_hash_matches_nothing(passwords: Passwords, broken: str) -> None:
    assert not await passwords.verify(broken, "anything at all")


async def test_a_crowd_is_asked_to_come_back_instead_of_filling_the_memory(passwords: Passwords) -> None:
    tries = [asyncio.create_task(passwords.verify(None, "wrong")) for _ in range(120)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, TooBusyToSignIn) for answer in answers) == 20
