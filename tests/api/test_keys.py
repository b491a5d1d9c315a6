"""Signing keys of an inbox, and the check of what was signed."""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from tests.api.house import Browser, House, problem

ADMIN = "/admin/v1"


async def inbox_of(browser: Browser) -> str:
    listed = (await browser.get(f"{ADMIN}/inboxes")).json()["inboxes"]
    return str(next(inbox["id"] for inbox in listed if inbox["key"] == "demo"))


async def key_for(browser: Browser, inbox: str, algorithm: str = "HMAC", **more: Any) -> dict[str, Any]:
    answer = await browser.call("POST", f"{ADMIN}/inboxes/{inbox}/keys", {"algorithm": algorithm, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def signed(key: dict[str, Any], **claims: Any) -> str:
    told = {"sub": "4711", "exp": int(time.time()) + 600, "kid": key["key"]["kid"], **claims}
    payload = urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    return f"{payload}.{hmac.new(key['secret'].encode(), payload.encode(), hashlib.sha256).hexdigest()}"


async def checked(browser: Browser, inbox: str, text: str) -> dict[str, Any]:
    answer = await browser.call("POST", f"{ADMIN}/inboxes/{inbox}/identity", {"identity": text})
    found: dict[str, Any] = answer.json()
    return found


async def test_a_key_is_shown_once_and_what_it_signs_is_read_until_it_is_taken_out_of_use(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = await inbox_of(admin)
    key = await key_for(admin, inbox)
    listed = (await admin.get(f"{ADMIN}/inboxes/{inbox}/keys")).json()["keys"]
    assert listed == [key["key"]]
    found = await checked(admin, inbox, signed(key, name="Anna", fields={"tariff": "Gold"}))
    assert found["is_good"]
    assert (found["claims"]["sub"], found["claims"]["fields"]) == ("4711", {"tariff": "Gold"})
    gone = await admin.call("DELETE", f"{ADMIN}/inboxes/{inbox}/keys/{key['key']['kid']}")
    assert gone.status_code == 204
    found = await checked(admin, inbox, signed(key))
    assert not found["is_good"]
    assert found["problem"].startswith("kid: ")
    problem(await admin.call("DELETE", f"{ADMIN}/inboxes/{inbox}/keys/{key['key']['kid']}"), 404, "no_such_key")


async def test_the_check_says_which_claim_differs_and_shows_no_key(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = await inbox_of(admin)
    key = await key_for(admin, inbox)
    for text, said in (
        (signed(key, exp=1), "exp: "),
        (signed(key, phone=7), "phone: "),
        (signed(key)[:-4] + "0000", "signature: "),
        ("nonsense", "Expected a JWT"),
    ):
        found = await checked(admin, inbox, text)
        assert found["problem"].startswith(said)
        assert key["secret"] not in json.dumps(found)


async def test_two_keys_may_be_in_use(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = await inbox_of(admin)
    first, second = await key_for(admin, inbox), await key_for(admin, inbox)
    for key in (first, second):
        assert (await checked(admin, inbox, signed(key)))["is_good"]
    answer = await admin.call("POST", f"{ADMIN}/inboxes/{inbox}/keys", {"algorithm": "HMAC"})
    assert first["key"]["kid"] in problem(answer, 409, "too_many_keys")["detail"]


async def test_a_public_key_is_taken_and_anything_else_is_refused(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = await inbox_of(admin)
    own = ECKey.generate_key("P-256")
    for bad, said in (
        (own.as_pem(private=True).decode(), "private"),
        ("x", "PEM"),
        (ECKey.generate_key("P-384").as_pem(private=False).decode(), "P-256"),
    ):
        answer = await admin.call("POST", f"{ADMIN}/inboxes/{inbox}/keys", {"algorithm": "ES256", "public_key": bad})
        assert said in problem(answer, 422, "bad_signing_key")["detail"]
    key = await key_for(admin, inbox, "ES256", public_key=own.as_pem(private=False).decode())
    assert key["secret"] is None
    claims = {"sub": "1", "exp": int(time.time()) + 60}
    text = jwt.encode({"alg": "ES256", "kid": key["key"]["kid"]}, claims, own)
    assert (await checked(admin, inbox, text))["is_good"]


async def test_secrets_are_sealed_in_the_database(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = await inbox_of(admin)
    key = await key_for(admin, inbox)
    kept = house.process.directory.by_id(inbox).keys[0]
    assert key["secret"] not in kept.sealed
    assert house.process.seal.open(kept.sealed, kept.kid) == key["secret"]
