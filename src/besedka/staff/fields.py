"""What a field of a person or a department may hold: names, keys, addresses, reasons. Pure."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from besedka.staff.model import BadChatLimit, BadEmail, BadHandover, BadKey, BadName, BadProblem, BadReason, Problem

CHAT_LIMIT_MAX = 100
NAME_LIMIT = 120
REASON_LIMIT = 200
HANDOVER_LIMIT = 4000

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def checked_problems(problems: Iterable[str]) -> list[str]:
    """In order, each once; raises BadProblem."""
    known = [str(problem) for problem in Problem]
    if unknown := sorted(set(problems) - set(known)):
        raise BadProblem(f"Expected some of {', '.join(known)}, got {unknown[0][:40]!r}.")
    return sorted(set(problems))


def checked_email(email: str) -> str:
    """In lower case, without outer blanks; raises BadEmail."""
    clean = email.strip().lower()
    if not _EMAIL.fullmatch(clean) or not clean.isprintable():
        raise BadEmail("Expected an address like anna@example.org.")
    return clean


def checked_name(name: str) -> str:
    """Without control characters and double blanks; raises BadName."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(clean) <= NAME_LIMIT:
        raise BadName(f"Expected 1 to {NAME_LIMIT} characters, got {len(clean)}.")
    return clean


def checked_names(names: Mapping[str, str]) -> str:
    """Names by language, as JSON; raises BadName."""
    if wrong := [language for language in names if not _LANGUAGE.fullmatch(language)]:
        raise BadName(f"Expected languages like en or ru, got {wrong[0][:20]!r}.")
    return msgspec.json.encode({language: checked_name(name) for language, name in names.items()}).decode()


def checked_key(key: str) -> str:
    """Raises BadKey."""
    if not _KEY.fullmatch(key):
        raise BadKey("Expected up to 40 small letters, digits and dashes.")
    return key


def checked_reason(reason: str | None) -> str | None:
    """One line of text, or None; raises BadReason."""
    if reason is not None and (len(reason) > REASON_LIMIT or not reason.isprintable()):
        raise BadReason(f"Expected one line of at most {REASON_LIMIT} characters.")
    return reason or None


def checked_handover(text: str) -> str:
    """Without outer blanks and control characters; raises BadHandover."""
    clean = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    if not 1 <= len(clean) <= HANDOVER_LIMIT:
        raise BadHandover(f"Expected 1 to {HANDOVER_LIMIT} characters, got {len(clean)}.")
    return clean


def checked_chat_limit(limit: int) -> int:
    """Raises BadChatLimit."""
    if not 0 <= limit <= CHAT_LIMIT_MAX:
        raise BadChatLimit(f"Expected 0 to {CHAT_LIMIT_MAX}, got {limit}.")
    return limit
