"""The link in a mail: who it is good for, where, and until when."""

import pytest

from besedka.contacts import ReturnLinks
from besedka.contacts.model import BadToken, ReturnLinkOver

DAY = 24 * 3600 * 1000
NOW = 1_790_000_000_000
ANNA = "6f1c2f5e-0d3b-8c4a-a7d2-93b1c0a4e8f7"
LINKS = ReturnLinks("s" * 40)
TOKEN = LINKS.token("inbox", ANNA, NOW)


def test_a_link_stands_in_for_the_browsers_token_for_thirty_days() -> None:
    assert TOKEN.startswith(f"r.{ANNA}.")
    assert LINKS.visitor("inbox", TOKEN, NOW).id == ANNA
    assert LINKS.visitor("inbox", TOKEN, NOW + 30 * DAY - 1).id == ANNA
    with pytest.raises(ReturnLinkOver):
        LINKS.visitor("inbox", TOKEN, NOW + 30 * DAY)


@pytest.mark.parametrize(
    "forged",
    [
        TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "B"),
        TOKEN + "A",
        TOKEN.replace("6f1c", "7f1c"),
        TOKEN.replace(str(NOW + 30 * DAY), str(NOW + 31 * DAY)),
        f"r.{ANNA}.{NOW + DAY}.",
        f"r.{ANNA}.soon.x",
        "r.",
        "r....",
        f"r.{ANNA}.{NOW + DAY}.é",
        TOKEN + ".x",
        ReturnLinks("another secret").token("inbox", ANNA, NOW),
        LINKS.token("another inbox", ANNA, NOW),
    ],
)
def test_one_that_was_forged_or_is_another_inboxs_is_refused(forged: str) -> None:
    with pytest.raises(BadToken):
        LINKS.visitor("inbox", forged, NOW)
