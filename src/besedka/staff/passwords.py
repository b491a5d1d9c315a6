"""Passwords: Argon2id with the parameters of OWASP, off the event loop, few at a time."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from besedka.kernel.errors import Unavailable
from besedka.kernel.ids import new_secret
from besedka.staff.model import PASSWORD_LENGTHS, WeakPassword

T = TypeVar("T")
_AT_ONCE = 2
_WAITING_MAX = 100
_DIFFERENT_CHARACTERS = 4


class TooBusyToSignIn(Unavailable):
    """Too many people are signing in. Try again in a moment."""

    retry_ms = 2000


class Passwords:
    """Hashes and verifies: 19 MiB, two passes, one lane, in at most two threads at a time."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="argon2")
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self._nobodys = self._hasher.hash(new_secret())

    async def hash(self, password: str) -> str:
        """What is stored; raises WeakPassword."""
        return await self._work(self._hasher.hash, checked_password(password))

    async def rehash(self, password: str) -> str:
        """The same password, which was accepted once, under today's parameters."""
        return await self._work(self._hasher.hash, _normal(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether this is the password. Without a stored one the same work is done for nothing."""
        return await self._work(self._verify, stored or self._nobodys, _normal(password)) and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (Argon2Error, InvalidHashError):
            return False

    async def _work(self, function: Callable[..., T], *arguments: str) -> T:
        if self._waiting >= _WAITING_MAX:
            raise TooBusyToSignIn
        self._waiting += 1
        try:
            async with self._free:
                return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)


def checked_password(password: str) -> str:
    """Raises WeakPassword."""
    shortest, longest = PASSWORD_LENGTHS
    clean = _normal(password)
    if not shortest <= len(clean) <= longest:
        raise WeakPassword(
            f"Expected {shortest} to {longest} characters, got {len(clean)}. Four words make a good one."
        )
    if len(set(clean)) < _DIFFERENT_CHARACTERS:
        raise WeakPassword(f"Expected at least {_DIFFERENT_CHARACTERS} different characters.")
    return clean


def _normal(password: str) -> str:
    """The same letters typed on different systems are the same password."""
    return unicodedata.normalize("NFC", password)
