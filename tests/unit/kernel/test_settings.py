"""Settings come from the environment, are checked once, and a real installation refuses what is for tests."""

from pathlib import Path
from typing import Any

import pytest

from besedka.kernel.settings import DEFAULT_SECRET, BadSetting, Settings, from_environment

SECRET = "x" * 32


def test_what_is_not_set_has_its_default_and_empty_counts_as_not_set() -> None:
    assert from_environment({}) == Settings()
    assert from_environment({"BESEDKA_PORT": "", "PORT": "1"}) == Settings()


def test_variables_become_values_of_their_fields_types() -> None:
    found = from_environment(
        {"BESEDKA_PORT": "9000", "BESEDKA_RATE_LIMITS": "false", "BESEDKA_DATA": "/srv/x", "BESEDKA_TEST_CLOCK": "/c"}
    )
    assert (found.port, found.rate_limits, found.data, found.test_clock) == (9000, False, Path("/srv/x"), Path("/c"))


def test_what_the_caller_says_goes_before_the_environment() -> None:
    assert from_environment({"BESEDKA_PORT": "9000"}, port=9001).port == 9001


@pytest.mark.parametrize(("name", "value"), [("PORT", "many"), ("RATE_LIMITS", "perhaps"), ("VISITOR_BURST", "1.5")])
def test_a_value_of_the_wrong_kind_is_refused_with_its_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"BESEDKA_{name}.*{value}"):
        from_environment({f"BESEDKA_{name}": value})


def test_the_database_is_in_the_data_folder_unless_another_is_named() -> None:
    assert Settings(data=Path("/srv/x")).database_url == "sqlite:////srv/x/besedka.sqlite3"
    assert Settings(database="postgres://u@h/d").database_url == "postgresql://u@h/d"
    assert Settings(database="postgresql://u@h/d").database_url == "postgresql://u@h/d"


def test_the_public_address_is_the_given_one_or_where_the_server_listens() -> None:
    assert Settings(public_url="https://chat.example/").url == "https://chat.example"
    assert Settings(host="127.0.0.1", port=8300).url == "http://127.0.0.1:8300"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"secret": "short"},
        {"secret": DEFAULT_SECRET},
        {"secret": SECRET, "test_clock": Path("/clock")},
    ],
)
def test_a_real_installation_refuses_default_secrets_and_moved_clocks(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadSetting):
        Settings(**wrong).check()
    Settings(**{**wrong, "demo": True}).check()


def test_a_real_installation_refuses_fail_points(monkeypatch: pytest.MonkeyPatch) -> None:
    Settings(secret=SECRET).check()
    monkeypatch.setenv("BESEDKA_FAILPOINT", "before_commit")
    with pytest.raises(BadSetting, match="FAILPOINT"):
        Settings(secret=SECRET).check()
