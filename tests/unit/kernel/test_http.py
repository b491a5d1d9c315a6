"""The client for addresses that strangers name goes nowhere but to public hosts."""

import ipaddress
from collections.abc import AsyncIterator, Sequence

import pytest

from besedka.kernel.http import AddressRefused, NoAnswer, Untrusted, is_public
from tests.pages import Site, site

HTML = ("text/html",)
LOOPBACK = "127.0.0.0/8"
NAMES_OF_THIS_MACHINE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7F.0.0.1", "0177.0.0.1", "017700000001",
    "0", "0.0.0.0", "127.0.0.2", "127.255.255.254", "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "[::1]",
    "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2002:7f00:0001::1]", "[2001:0:0:0:0:0:80ff:fffe]", "[fe80::1]", "[fe80::1%25lo]", "[fec0::1]",
    "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "192.168.1.1", "169.254.169.254", "169.254.170.2", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "0.1.2.3",
    "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "user:pass@127.0.0.1", "example.org@127.0.0.1",
    "127.0.0.1#@example.org",
    "127.0.0.1?@example.org", "127.0.0.1:80", "127.0.0.1:443", "[::1]:80",
]  # fmt: skip


@pytest.fixture
async def here() -> AsyncIterator[Site]:
    async with site() as running:
        running.page("/", "<title>Inside</title>")
        yield running


def at(*addresses: str) -> Untrusted:
    """A client whose name server knows one name, and answers in turn."""
    left = list(addresses)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return [left.pop(0) if len(left) > 1 else left[0]]

    return Untrusted(resolve=resolve)


@pytest.mark.parametrize("host", NAMES_OF_THIS_MACHINE)
async def test_no_spelling_of_an_inner_address_is_asked(host: str, here: Site) -> None:
    port = "" if "@" not in host and host.rstrip("]").rpartition(":")[2] in ("80", "443") else f":{here.port}"
    for address in (f"http://{host}{port}/", f"http://{host}/"):
        with pytest.raises((AddressRefused, NoAnswer)):
            await Untrusted().get(address, HTML, 1000)
    assert here.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:25/_HELO", "data:text/html,x", "//example.org/",
        "", "http://", "https:///x", "javascript:alert(1)", "http://exa mple.org/", "dict://127.0.0.1:11211/", "http://[::1",
    ],
)  # fmt: skip
async def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises((AddressRefused, NoAnswer)):
        await at("93.184.216.34").get(address, HTML, 1000)


@pytest.mark.parametrize("port", [22, 25, 8080, 6379])
async def test_only_the_ports_of_the_web_are_asked(port: int) -> None:
    with pytest.raises(AddressRefused):
        await at("93.184.216.34").get(f"http://example.org:{port}/", HTML, 1000)


async def test_what_was_judged_is_what_is_connected_to(here: Site) -> None:
    """A name server that answers with a public address first and with ours afterwards gains nothing."""
    client = at("192.0.2.1", "127.0.0.1")
    with pytest.raises(AddressRefused):
        await client.get(f"http://rebind.example:{here.port}/", HTML, 1000)
    assert here.asked == []


async def test_a_redirect_is_judged_as_the_address_itself(here: Site) -> None:
    outside = Untrusted("127.0.0.1/32")
    for to in (
        "http://127.0.0.2:80/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
    ):
        here.redirect("/away", to)
        with pytest.raises((AddressRefused, NoAnswer)):
            await outside.get(here.url("/away"), HTML, 1000)
    assert set(here.asked) == {"/away"}


async def test_redirects_are_followed_a_few_times(here: Site) -> None:
    here.redirect("/a", "/b")
    here.redirect("/b", here.url("/"))
    found = await Untrusted(LOOPBACK).get(here.url("/a"), HTML, 1000)
    assert (found.url, found.content, found.charset) == (here.url("/"), b"<title>Inside</title>", "utf-8")
    here.redirect("/round", "/round")
    with pytest.raises(NoAnswer, match="redirects"):
        await Untrusted(LOOPBACK).get(here.url("/round"), HTML, 1000)


async def test_nothing_is_read_beyond_what_is_wanted(here: Site) -> None:
    client = Untrusted(LOOPBACK)
    bomb = here.packed("/bomb", b"x" * 50_000_000)
    assert len((await client.get(bomb, HTML, 1000, cut=True)).content) == 1000
    with pytest.raises(NoAnswer, match="1000 bytes"):
        await client.get(bomb, HTML, 1000)
    with pytest.raises(NoAnswer, match="text/html"):
        await client.get(here.page("/picture", b"GIF89a", "image/gif"), HTML, 1000)
    with pytest.raises(NoAnswer, match="404"):
        await client.get(here.url("/nothing"), HTML, 1000)
    with pytest.raises(NoAnswer, match="encoding"):
        await client.get(here.page("/br", b"x", **{"Content-Encoding": "br"}), HTML, 1000)


@pytest.mark.parametrize(("address", "is_so"), [("93.184.216.34", True), ("2606:4700::1111", True), ("::1", False)])
def test_what_is_public(address: str, is_so: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is is_so
