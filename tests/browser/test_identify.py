"""A customer's page says who he is: the operator sees it, his other device goes on, and the next one finds nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from typing import Any

from playwright.sync_api import expect

from tests.browser.settings import Admin
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows


def signed(key: dict[str, Any], sub: str, **claims: object) -> str:
    """What the site's server would hand to its page."""
    told = {"sub": sub, "exp": int(time.time()) + 600, "kid": key["kid"], **claims}
    payload = urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    return f"{payload}.{hmac.new(key['secret'].encode(), payload.encode(), hashlib.sha256).hexdigest()}"


def identify(visitor: Visitor, text: str) -> None:
    visitor.page.evaluate("text => (window.Besedka ??= []).push(['identify', text])", text)


def test_a_customer_who_signs_in_is_known_goes_on_elsewhere_and_leaves_nothing_behind(windows: Windows) -> None:
    admin = Admin(windows)
    key = admin.signing_key()
    admin.leave()
    anna = windows.operator()
    text = signed(key, "4711", name="Irina Petrova", fields={"tariff": "House 300"})
    desk = windows.visitor().open_chat()
    desk.write("V1 My router blinks red")
    anna.open_by("V1")
    identify(desk, text)
    desk.write("V2 It is me")
    pane = anna.pane("Irina Petrova")
    expect(pane).to_contain_text("V2 It is me")
    expect(anna.page.get_by_text("House 300")).to_be_visible()
    windows.photograph("identify")

    phone = windows.visitor()
    identify(phone, text)
    phone.open_chat()
    phone.sees("V1 My router blinks red")
    phone.write("V3 From the phone")
    desk.sees("V3 From the phone")

    desk.page.evaluate("window.Besedka.logout()")
    expect(desk.log).not_to_contain_text("V1")
    identify(desk, signed(key, "4712", name="Oleg"))
    desk.write("V4 Somebody else")
    expect(desk.log).not_to_contain_text("V1")
    expect(phone.log).not_to_contain_text("V4")
