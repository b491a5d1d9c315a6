"""The client for addresses that strangers name: public hosts only, checked where the connection is made.

A host is looked up once, what comes is judged, and the connection goes to the very address that was judged: a second
answer of the name server changes nothing. Redirects are followed by hand, each judged anew. Nothing comes from the
environment: a proxy there would go round the check.
"""

import asyncio
import ipaddress
import socket
import ssl
import zlib
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore2
import httpx2
import msgspec

from besedka.kernel.addresses import Network, networks
from besedka.kernel.errors import Invalid, Unavailable

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host; raises OSError."""
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TIMEOUT_S = 5.0
_REDIRECTS_MAX = 4
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = (80, 443)
_CHUNK = 64 * 1024
_TRANSLATING = tuple(
    ipaddress.ip_network(name)
    for name in ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96", "::ffff:0:0/96", "fec0::/10",
                 "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10")
)  # fmt: skip
"""Networks that stand for others, or for nobody, whatever the library thinks of them."""


class AddressRefused(Invalid):
    """We do not go to this address."""


class NoAnswer(Unavailable):
    """The other server gave no usable answer."""


class Answer(msgspec.Struct, frozen=True):
    """What stood at an address in the end. `kind` is the media type without parameters, in lower case."""

    url: str
    kind: str
    charset: str | None
    content: bytes


class Untrusted:
    """One for each process. `also` may be asked though they are not public, on any port: an intranet's, by commas."""

    def __init__(self, also: str = "", resolve: Resolve | None = None) -> None:
        allowed = networks(also, "BESEDKA_PREVIEW_NETWORKS: expected addresses or networks, by commas")
        self._gate = _Gate(allowed, resolve or _look_up)
        self._certificates = ssl.create_default_context()

    async def get(self, url: str, kinds: tuple[str, ...], bytes_max: int, *, cut: bool = False) -> Answer:
        """The answer of one of these media types. Longer ones are cut, or refused. Raises AddressRefused, NoAnswer."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                return await self._follow(url, kinds, bytes_max, cut)
        except TimeoutError:
            raise NoAnswer(f"Expected an answer within {TIMEOUT_S:g} s.") from None
        except (httpcore2.ProtocolError, httpcore2.NetworkError, ssl.SSLError, OSError, zlib.error) as problem:
            raise NoAnswer(f"Expected an answer, got {type(problem).__name__}.") from None

    async def _follow(self, url: str, kinds: tuple[str, ...], bytes_max: int, cut: bool) -> Answer:
        async with httpcore2.AsyncConnectionPool(self._certificates, network_backend=self._gate) as pool:
            for _ in range(_REDIRECTS_MAX + 1):
                target = self._gate.judged(url)
                request = httpcore2.URL(
                    scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path
                )
                async with pool.stream("GET", request, headers=_headers(target)) as response:
                    onward = _header(response, b"location")
                    if response.status in _REDIRECTS and onward:
                        url = str(target.join(onward))
                        continue
                    return await _read(response, str(target), kinds, bytes_max, cut)
        raise NoAnswer(f"Expected at most {_REDIRECTS_MAX} redirects.")


class _Gate(httpcore2.AsyncNetworkBackend):
    """Where connections are made: the last to see the name, and the first to see the address."""

    def __init__(self, allowed: Sequence[Network], resolve: Resolve) -> None:
        self._allowed, self._resolve = allowed, resolve
        self._wire = httpcore2.AnyIOBackend()

    def judged(self, url: str) -> httpx2.URL:
        """The address, taken apart. Raises AddressRefused."""
        try:
            target = httpx2.URL(url)
        except (httpx2.InvalidURL, ValueError, TypeError):
            raise AddressRefused("Expected an address like https://www.example.org.") from None
        if target.scheme not in ("http", "https") or not target.host or "%" in target.host:
            raise AddressRefused(f"Expected http or https and a host, got {target.scheme[:20]!r}.")
        return target

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """To the first address of the host that may be asked."""
        found = [ipaddress.ip_address(name) for name in await self._resolve(host.strip("[]"), port)]
        asked = next((address for address in found if self._may_ask(address, port)), None)
        if asked is None:
            raise AddressRefused(f"Expected a public address on port 80 or 443, got {host[:100]} on port {port}.")
        return await self._wire.connect_tcp(str(asked), port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Never."""
        raise AddressRefused("Expected a host.")

    async def sleep(self, seconds: float) -> None:
        """Between tries."""
        await asyncio.sleep(seconds)

    def _may_ask(self, address: _Address, port: int) -> bool:
        if any(address in network for network in self._allowed):
            return True
        return port in _PORTS and is_public(address)


def is_public(address: _Address) -> bool:
    """Whether it belongs to somebody on the internet, as IANA's registries of special addresses say (RFC 6890)."""
    if any(address in network for network in _TRANSLATING):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


async def _look_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _headers(target: httpx2.URL) -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", target.netloc),
        (b"User-Agent", b"Besedka (link preview)"),
        (b"Accept", b"*/*"),
        (b"Accept-Encoding", b"gzip"),
    ]


def _header(response: httpcore2.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in response.headers if key.lower() == name), "")


async def _read(response: httpcore2.Response, url: str, kinds: tuple[str, ...], bytes_max: int, cut: bool) -> Answer:
    if response.status != 200:
        raise NoAnswer(f"Expected status 200, got {response.status}.")
    kind, charset = _type(_header(response, b"content-type"))
    if kind not in kinds:
        raise NoAnswer(f"Expected {' or '.join(kinds)}, got {kind[:60] or 'no type'}.")
    encoding = _header(response, b"content-encoding").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise NoAnswer(f"Expected gzip or no encoding, got {encoding[:40]}.")
    content = await _content(response.aiter_stream(), encoding != "identity", bytes_max)
    if len(content) > bytes_max and not cut:
        raise NoAnswer(f"Expected at most {bytes_max} bytes.")
    return Answer(url, kind, charset, content[:bytes_max])


async def _content(stream: AsyncIterable[bytes], is_packed: bool, bytes_max: int) -> bytes:
    """Never more than `bytes_max` and a byte, packed or not: that there is more can be told."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if is_packed else None
    content = bytearray()
    async for chunk in stream:
        room = bytes_max + 1 - len(content)
        content += unpack.decompress(chunk, room) if unpack else chunk[:room]
        if len(content) > bytes_max:
            break
    return bytes(content)


def _type(header: str) -> tuple[str, str | None]:
    """(`text/html`, `windows-1251`) of `Text/HTML; charset="windows-1251"`."""
    kind, *parameters = header.split(";")
    found = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip('"') for key, _, value in found if key.strip().lower() == "charset"), None)
    return kind.strip().lower(), charset
