"""Which lane a conversation goes into: the first that matches in everything it names."""

import pytest

from besedka.conversations import Line, lane_for
from besedka.staff.settings import DepartmentSettings, Lane, Match, Topic

TOLD = DepartmentSettings(
    topics=(Topic(id="net", topics=(Topic(id="slow"), Topic(id="down"))), Topic(id="bill")),
    lanes=(
        Lane(id="vip", match=Match(fields={"tariff": ("gold", "7")}, verified=True), priority=5),
        Lane(id="net", match=Match(topics=("net",))),
        Lane(id="money", match=Match(topics=("bill",), inboxes=("shop",))),
        Lane(id="known", match=Match(verified=True)),
    ),
)


@pytest.mark.parametrize(
    ("topic", "inbox", "fields", "verified", "expected"),
    [
        ("net", "site", {}, False, "net"),
        ("slow", "site", {}, False, "net"),
        ("bill", "site", {}, False, None),
        ("bill", "shop", {}, False, "money"),
        ("bill", "site", {}, True, "known"),
        ("net", "site", {"tariff": "gold"}, True, "vip"),
        ("net", "site", {"tariff": 7}, True, "vip"),
        ("net", "site", {"tariff": "gold"}, False, "net"),
        (None, "site", {"tariff": "silver"}, False, None),
        ("gone", "shop", {}, False, None),
    ],
)
def test_the_first_lane_that_matches_takes_it(
    topic: str | None, inbox: str, fields: dict[str, object], verified: bool, expected: str | None
) -> None:
    lane = lane_for(TOLD, topic, inbox, fields, verified=verified)
    assert (lane.id if lane else None) == expected


def test_a_lane_that_names_nothing_takes_everything() -> None:
    lane = lane_for(DepartmentSettings(lanes=(Lane(id="all"),)), None, "site", {}, verified=False)
    assert lane is not None
    assert lane.id == "all"


def test_a_topic_that_the_department_does_not_know_is_no_topic() -> None:
    line = Line(TOLD, 3)
    assert [line.topic(key) for key in ("slow", "bill", "sales", None)] == ["slow", "bill", None, None]
