"""Whose pages may call."""

import pytest

from besedka.api.http.origins import ForeignOrigin, OwnOrigin
from besedka.kernel.settings import Settings


@pytest.mark.parametrize(
    ("settings", "origin", "host", "admitted"),
    [
        (Settings(), "http://127.0.0.1:8300", "127.0.0.1:8300", True),
        (Settings(), "http://localhost:8300", "localhost:8300", True),
        (Settings(host="::1"), "http://[::1]:8300", "[::1]:8300", True),
        (Settings(), "http://localhost", "localhost", True),
        (Settings(), "http://[::1]", "[::1]", True),
        (Settings(), "http://localhost:8301", "localhost:8300", False),
        (Settings(), "http://evil.example:8300", "evil.example:8300", False),
        (Settings(), "null", "127.0.0.1:8300", False),
        (Settings(), "", "127.0.0.1:8300", False),
        (Settings(), None, "127.0.0.1:8300", False),
        (Settings(), "http://", "", False),
        (Settings(host="0.0.0.0"), "https://chat.lan", "chat.lan", True),
        (Settings(host="0.0.0.0"), "https://other.lan", "chat.lan", False),
        (Settings(public_url="https://isp.example/chat/"), "https://isp.example", "10.0.0.5:8300", True),
        (Settings(public_url="https://isp.example/chat/"), "HTTPS://ISP.example", "isp.example", True),
        (Settings(public_url="https://isp.example"), "http://isp.example", "isp.example", False),
        (Settings(public_url="https://isp.example"), "https://isp.example:444", "isp.example:444", False),
        (Settings(public_url="https://isp.example"), "http://127.0.0.1:8300", "127.0.0.1:8300", False),
    ],
)
def test_our_own_page_is_known_by_the_address_people_open(
    settings: Settings, origin: str | None, host: str, admitted: bool
) -> None:
    own = OwnOrigin(settings)
    assert own.admits(origin, host) is admitted
    if not admitted:
        with pytest.raises(ForeignOrigin):
            own.require(origin, host)
