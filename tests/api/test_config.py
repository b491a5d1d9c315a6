"""All settings as one document: written out, applied as a whole or not at all, by the route and by the command line."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from besedka import cli
from besedka.api.admin.config import written
from besedka.kernel import lockfile
from tests.api.house import Browser, House, problem

CONFIG = "/admin/v1/config"
AT_NIGHT = {"Origin": "https://n.example"}


async def document(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = (await browser.get(CONFIG)).json()["document"]
    return found


async def apply(browser: Browser, wanted: dict[str, Any], **fields: Any) -> Any:
    return await browser.call("POST", CONFIG, {"document": wanted, **fields})


def grown(present: dict[str, Any]) -> dict[str, Any]:
    """A new department with a new person, an inbox of its own, and a lane that names both."""
    lane = {"id": "vip", "operators": ["nadia@x.example"], "overflow": {"after_ms": 1000, "department_id": "night"}}
    inbox = {**present["inboxes"]["demo"], "name": "Night", "department": "night", "origins": ["https://n.example"]}
    return {
        "departments": {
            "support": {**present["departments"]["support"], "settings": {"lanes": [lane], "needs_topic": True}},
            "night": {"names": {"en": "Night"}, "settings": {"hours": {"zone": "Asia/Omsk"}}},
        },
        "staff": {"Nadia@x.example": {"name": "Nadia", "departments": ["night", "support"], "chat_limit": 2}},
        "inboxes": {"night": inbox},
    }


async def test_the_document_has_no_ids_and_no_secrets_and_applying_it_changes_nothing(house: House) -> None:
    admin = await house.signed_in("admin")
    present = await document(admin)
    assert set(present["staff"]) >= {"admin@demo.example", "operator1@demo.example"}
    text = written(present)
    assert "argon2" not in text
    assert admin.me["id"] not in text
    again = await apply(admin, tomllib.loads(text))
    assert again.json() == {"changes": [], "applied": True}
    actions = [row["action"] for row in (await admin.get("/admin/v1/audit?limit=1")).json()["rows"]]
    assert actions == ["session.opened"]


async def test_new_things_that_name_each_other_are_made_in_one_go(house: House) -> None:
    admin = await house.signed_in("admin")
    wanted = grown(await document(admin))
    tried = (await apply(admin, wanted, dry_run=True)).json()
    assert not tried["applied"]
    assert "nadia@x.example" not in (await document(admin))["staff"]
    done = (await apply(admin, wanted)).json()
    assert done == {"changes": tried["changes"], "applied": True}
    present = await document(admin)
    assert present["staff"]["nadia@x.example"] == wanted["staff"]["Nadia@x.example"]
    assert present["departments"]["support"]["settings"] == wanted["departments"]["support"]["settings"]
    assert present["inboxes"]["night"]["department"] == "night"
    assert (await apply(admin, wanted)).json()["changes"] == []
    assert (await house.browser().client.get("/api/visitor/v1/inboxes/night", headers=AT_NIGHT)).status_code == 200
    audited = {row["action"] for row in (await admin.get("/admin/v1/audit?limit=20")).json()["rows"]}
    assert audited >= {"department.added", "department.changed", "operator.added", "inbox.added"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"settings": {"hours": {"zone": "Mars/Olympus"}}}, "departments.support: Expected a name like Europe/Moscow"),
        ({"settings": {"lanes": [{"id": "a", "operators": ["nobody@x"]}]}}, "settings.lanes.a.operators: expected"),
        ({"names": {"in english": "x"}}, "departments.support: Expected languages"),
        ({"color": 1}, "departments.support: Object contains unknown field `color`"),
    ],
)
async def test_what_cannot_be_applied_is_refused_with_its_place_and_changes_nothing(
    house: House, change: dict[str, Any], told: str
) -> None:
    admin = await house.signed_in("admin")
    present = await document(admin)
    wanted = grown(present)
    wanted["departments"]["support"] = present["departments"]["support"] | change
    for dry_run in (True, False):
        assert told in problem(await apply(admin, wanted, dry_run=dry_run), 422, "bad_config")["detail"]
    assert await document(admin) == present


async def test_the_last_admin_stays_admin(house: House) -> None:
    admin = await house.signed_in("admin")
    demoted = {"staff": {"admin@demo.example": {"name": "Vera", "role": "operator"}}}
    assert "admin@demo.example" in problem(await apply(admin, demoted), 422, "bad_config")["detail"]


def test_the_command_line_keeps_settings_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESEDKA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("BESEDKA_DATABASE", raising=False)

    def besedka(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(cli.main, ["config", *words])
        assert result.exit_code == code, result.output
        return result.output

    file = tmp_path / "settings.toml"
    file.write_text('[departments.support]\nnames = { en = "Support" }\n\n[staff."a@x.example"]\nname = "Anna"\n')
    assert "+ departments.support.names.en" in besedka("apply", str(file), "--dry-run")
    assert besedka("diff", str(file), code=1).count("+") == 2
    assert "2 changed." in besedka("apply", str(file))
    assert besedka("diff", str(file)) == ""
    besedka("export", "--file", str(tmp_path / "out.toml"))
    assert besedka("diff", str(tmp_path / "out.toml")) == ""
    assert besedka("export") == (tmp_path / "out.toml").read_text()
    file.write_text("[departments.support]\nnames = 5\n")
    assert "departments.support.names: Expected `object`" in besedka("apply", str(file), code=1)
    file.write_text("[departments\n")
    assert "expected TOML" in besedka("diff", str(file), code=1)


def test_a_running_server_is_named_with_the_way_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESEDKA_DATA", str(tmp_path))
    monkeypatch.delenv("BESEDKA_DATABASE", raising=False)
    lock = lockfile.take(tmp_path)
    (tmp_path / "f.toml").write_text("")
    result = CliRunner().invoke(cli.main, ["config", "apply", str(tmp_path / "f.toml")])
    assert (result.exit_code, "POST /api/admin/v1/config" in result.output) == (1, True)
    os.close(lock)


async def test_the_document_of_a_big_house_is_read_as_a_whole(house: House) -> None:
    admin = await house.signed_in("admin")
    topics = [{"id": f"topic-{number}", "names": {"en": "A long name " * 20}} for number in range(400)]
    many = {"departments": {"support": {"settings": {"topics": topics, "needs_topic": "x"}}}}
    problem(await apply(admin, many), 422, "bad_config")
