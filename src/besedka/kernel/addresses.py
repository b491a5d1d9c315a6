"""The client's address, behind proxies that we trust or without any. The same for every door.

The server's own handling of proxy headers is off: this is the only place that believes one.
"""

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from besedka.kernel.settings import BadSetting

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_UNIX = "unix"


class Proxies:
    """Who may say for whom they speak: addresses and networks, and `unix` for peers on a Unix socket."""

    def __init__(self, trusted: str = "") -> None:
        """`trusted` as in BESEDKA_TRUSTED_PROXIES, by commas; raises BadSetting."""
        names = [name.strip() for name in trusted.split(",")]
        self._unix = _UNIX in names
        rest = ",".join(name for name in names if name != _UNIX)
        self._networks = networks(rest, "BESEDKA_TRUSTED_PROXIES: expected addresses, networks or `unix`, by commas")

    def client(self, peer: str, forwarded: Sequence[str] = ()) -> str:
        """The address nearest to us that is not a trusted proxy's.

        `peer` is the other end of the TCP connection ("" for a Unix socket), `forwarded` the values of all
        X-Forwarded-For headers in order. What a stranger wrote further left is never looked at. "" if nobody knows.
        """
        nearest = parse(peer)
        if not self._trusts(nearest, is_unix=not peer):
            return str(nearest or "")
        for hop in reversed([hop for value in forwarded for hop in value.split(",")]):
            address = parse(hop)
            if address is None:
                break
            nearest = address
            if not self._trusts(address):
                break
        return str(nearest or "")

    def _trusts(self, address: _Address | None, *, is_unix: bool = False) -> bool:
        if address is None:
            return is_unix and self._unix
        return any(address in network for network in self._networks)


@lru_cache(maxsize=10_000)
def network(address: str) -> str:
    """What counts as one neighbour for limits: an IPv4 address, or the /64 of an IPv6 address."""
    found = parse(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found or "")


def parse(text: str) -> _Address | None:
    """An address, also written with a port, brackets or a zone; IPv4 inside IPv6 is IPv4. None if it is none."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def networks(names: str, expected: str) -> list[Network]:
    """Addresses and networks by commas; raises BadSetting that begins with what was expected."""
    return [_network(name.strip(), expected) for name in names.split(",") if name.strip()]


def _network(name: str, expected: str) -> Network:
    try:
        return ipaddress.ip_network(name, strict=False)
    except ValueError:
        raise BadSetting(f"{expected}, got {name[:60]!r}.") from None
