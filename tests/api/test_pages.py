"""The built front end as it is served: fresh pages, files for good, nothing outside the folder."""

import re
from pathlib import Path

import httpx2
import pytest
from litestar import Litestar

from besedka.api.http import pages, problems
from besedka.kernel.settings import Settings
from tests.api.house import problem

INDEX = '<base href="__BASE__"><meta content="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="console/assets/a-1.js">'


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A front end as the build leaves it."""
    files = {
        "console/index.html": INDEX,
        "console/mark.svg": "<svg/>",
        "console/assets/a-1.js": "console",
        "console/assets/a-1.js.br": "BR",
        "console/assets/a-1.js.gz": "GZ",
        "widget/widget.js": "loader",
        "widget/panel-abc.js": "panel",
        "secret.txt": "secret",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def client(static: Path, settings: Settings | None = None, framed_by: tuple[str, ...] = ()) -> httpx2.AsyncClient:
    router = pages.router(settings or Settings(), static=static, framed_by=framed_by)
    application = Litestar([router], exception_handlers={Exception: problems.answer}, logging_config=None)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(application), base_url="http://t", trust_env=False)


async def test_the_console_is_filled_in_with_a_new_nonce_each_time(static: Path) -> None:
    nonces = set()
    for path in ("/console", "/console", "/console/c/0192/settings"):
        answer = await client(static).get(path)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        (nonce,) = set(re.findall(r"nonce-([\w-]+)", answer.headers["content-security-policy"]))
        assert answer.text == INDEX.replace("__CSP_NONCE__", nonce).replace("__BASE__", "/")
        nonces.add(nonce)
    assert len(nonces) == 3


async def test_the_console_allows_nothing_inline_and_nothing_foreign(static: Path) -> None:
    policy = (await client(static).get("/console")).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["object-src"] == "'none'"
    for name in ("script-src", "style-src"):
        assert re.fullmatch(r"'self' 'nonce-[\w-]{22}'", rules[name])


async def test_the_console_knows_the_path_it_lives_under_and_who_may_frame_it(static: Path) -> None:
    settings = Settings(public_url="https://isp.example/chat")
    answer = await client(static, settings, ("http://127.0.0.1:8301",)).get("/console")
    assert '<base href="/chat/">' in answer.text
    assert "frame-ancestors http://127.0.0.1:8301" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("accepts", "content", "encoding"),
    [
        ("gzip, br", "BR", "br"),
        ("gzip", "GZ", "gzip"),
        ("br;q=0, gzip;q=0.5", "GZ", "gzip"),
        ("identity", "console", ""),
    ],
)
async def test_files_come_compressed_if_that_is_understood(
    static: Path, accepts: str, content: str, encoding: str
) -> None:
    request = client(static).build_request("GET", "/console/assets/a-1.js", headers={"Accept-Encoding": accepts})
    async with client(static) as asking:
        answer = await asking.send(request, stream=True)
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert raw.decode() == content
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_a_file_with_a_lasting_name_is_kept_briefly(static: Path) -> None:
    answer = await client(static).get("/console/mark.svg")
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["content-type"] == "image/svg+xml"


async def test_the_widget_loads_on_pages_of_any_origin(static: Path) -> None:
    loader, panel = await client(static).get("/widget.js"), await client(static).get("/widget/panel-abc.js")
    for answer in (loader, panel):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert loader.headers["cache-control"] == "public, max-age=300"
    assert panel.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_an_unchanged_loader_is_not_sent_again(static: Path) -> None:
    tag = (await client(static).get("/widget.js")).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        answer = await client(static).get("/widget.js", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["access-control-allow-origin"] == "*"
    assert (await client(static).get("/widget.js", headers={"If-None-Match": '"other"'})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/console/assets/../../secret.txt", "/console/..%2fsecret.txt", "/console/%2e%2e/secret.txt",
        "/widget/../secret.txt", "/widget/..%5csecret.txt", "/widget//etc/passwd", "/console/assets/a-1.js.br",
        "/console/missing.js", "/widget/%00",
    ],
)  # fmt: skip
async def test_nothing_but_the_built_files_is_served(static: Path, path: str) -> None:
    asking = client(static)
    request = asking.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())
    answer = await asking.send(request)
    problem(answer, 404, "no_such_address")
    assert "secret" not in answer.text


async def test_without_a_build_the_page_says_how_to_make_one_and_is_there_after_it(tmp_path: Path) -> None:
    asking = client(tmp_path)
    answer = await asking.get("/console")
    assert answer.status_code == 503
    assert "make run" in answer.text
    problem(await asking.get("/widget.js"), 404, "no_such_address")
    (tmp_path / "console").mkdir()
    (tmp_path / "console" / "index.html").write_text(INDEX)
    assert (await asking.get("/console")).status_code == 200
