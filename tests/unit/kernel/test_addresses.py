"""The client's address: proxies are believed only when they are trusted, and only as far as they are."""

import pytest

from besedka.kernel.addresses import Proxies, network, parse
from besedka.kernel.settings import BadSetting

OURS = "10.0.0.0/8, 2001:db8:1::/48"


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ("", "203.0.113.7", ["1.2.3.4"], "203.0.113.7"),
        (OURS, "203.0.113.7", ["1.2.3.4"], "203.0.113.7"),
        (OURS, "10.1.1.1", [], "10.1.1.1"),
        (OURS, "10.1.1.1", ["203.0.113.7"], "203.0.113.7"),
        (OURS, "10.1.1.1", ["1.2.3.4, 203.0.113.7"], "203.0.113.7"),
        (OURS, "10.1.1.1", ["1.2.3.4", "203.0.113.7, 10.2.2.2"], "203.0.113.7"),
        (OURS, "10.1.1.1", ["10.3.3.3, 10.2.2.2"], "10.3.3.3"),
        (OURS, "10.1.1.1", ["1.2.3.4, <script>, 10.2.2.2"], "10.2.2.2"),
        (OURS, "10.1.1.1", ["unknown"], "10.1.1.1"),
        (OURS, "10.1.1.1", ["203.0.113.7:5100"], "203.0.113.7"),
        (OURS, "2001:db8:1::5", ["[2001:db8:9::7]:443"], "2001:db8:9::7"),
        (OURS, "::ffff:10.1.1.1", ["::ffff:203.0.113.7"], "203.0.113.7"),
        (OURS, "", ["203.0.113.7"], ""),
        ("unix", "", ["203.0.113.7"], "203.0.113.7"),
        ("unix", "", [], ""),
        ("unix", "203.0.113.7", ["1.2.3.4"], "203.0.113.7"),
    ],
)
def test_the_client_is_the_nearest_that_is_not_trusted(
    trusted: str, peer: str, forwarded: list[str], client: str
) -> None:
    assert Proxies(trusted).client(peer, forwarded) == client


@pytest.mark.parametrize("trusted", ["everybody", "10.0.0.0/99", "10.0.0.1;10.0.0.2"])
def test_a_setting_that_names_no_address_is_refused(trusted: str) -> None:
    with pytest.raises(BadSetting, match="BESEDKA_TRUSTED_PROXIES"):
        Proxies(trusted)


def test_neighbours_are_one_ipv4_address_or_one_ipv6_network_of_64_bits() -> None:
    assert network("203.0.113.7") == "203.0.113.7"
    assert network("::ffff:203.0.113.7") == "203.0.113.7"
    assert network("2001:db8::1") == network("2001:db8::ffff:1") != network("2001:db8:0:1::1")
    assert network("fe80::1%eth0") == network("fe80::2")
    assert network("") == network("nonsense") == ""


@pytest.mark.parametrize("text", ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "0x7f.1", "localhost", "\n", "1:2:3"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse(text) is None
