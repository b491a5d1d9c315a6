"""An invitation goes by mail where the installation sends mail, and the answer says whether it did."""

from pathlib import Path

from tests.api.house import House, opened
from tests.smtp import Sink, mail_server


async def invitation(house: House) -> dict[str, str]:
    admin = await house.signed_in("admin")
    newcomer = {"email": "new@demo.example", "name": "Nadia", "role": "operator"}
    added = (await admin.call("POST", "/admin/v1/staff", newcomer)).json()
    answer: dict[str, str] = (await admin.call("POST", f"/admin/v1/staff/{added['id']}/invitation")).json()
    return answer


async def test_the_link_is_in_the_mail(tmp_path: Path) -> None:
    async with mail_server() as sink, opened("sqlite", tmp_path, **smtp(sink)) as house:
        answer = await invitation(house)
    (kept,) = sink.kept
    assert (answer["mailed"], kept.to) == (True, "new@demo.example")
    assert answer["link"] in kept.text


async def test_a_mail_that_is_refused_is_not_called_sent(tmp_path: Path) -> None:
    async with mail_server() as sink, opened("sqlite", tmp_path, **smtp(sink)) as house:
        sink.replies = {"RCPT": "550 no"}
        answer = await invitation(house)
    assert not answer["mailed"]
    assert answer["link"]


def smtp(sink: Sink) -> dict[str, object]:
    return {"smtp_host": "127.0.0.1", "smtp_port": sink.port, "smtp_tls": "none", "smtp_from": "us@chat.example"}
