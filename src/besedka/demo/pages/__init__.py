"""The demo's pages: a customer's site with the widget (`demo`), and both sides with the plug between them (`both`).

The same files are served by the supervisor on a second origin, where they live on while the server is dead, and by the
server itself. They hold no inline script or style, so the strict policy of `csp()` can stand on them.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template

from besedka.demo.pages.both_texts import TEXTS as BOTH_TEXTS
from besedka.demo.pages.site_texts import TEXTS as SITE_TEXTS
from besedka.demo.seed import KNOWN_PASSWORD, SEED

LANGUAGES = ("en", "ru")
PAGES = {"demo": ("site.html", SITE_TEXTS), "both": ("both.html", BOTH_TEXTS)}
ASSETS = {
    "site.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "both.css": "text/css; charset=utf-8",
    "both.js": "text/javascript; charset=utf-8",
    "plug.js": "text/javascript; charset=utf-8",
    "house.svg": "image/svg+xml",
    "scene.svg": "image/svg+xml",
    "sun.svg": "image/svg+xml",
}


def page(
    name: str, locale: str, server_url: str, site_url: str = "", *, known_passwords: bool = True
) -> tuple[str, bytes] | None:
    """The content type and body of a page or of a file that it needs; None if there is no such thing.

    `name` is `demo` (served at /demo), `both` (/demo/both) or the name of a file (/demo/<name>). `server_url` is the
    origin of the Besedka server as this reader reaches it, `site_url` that of the supervisor; no slash at the end.
    With `known_passwords` the page names the demo's password and signs an operator in.
    """
    if name in ASSETS:
        return ASSETS[name], _read(name).encode()
    if name not in PAGES:
        return None
    file, texts = PAGES[name]
    locale = locale if locale in LANGUAGES else "en"
    said = dict(texts[locale])
    if known_passwords and "hint" in said:
        said["operator_text"] = said["hint"].format(email=_operator())
    values = {
        **said,
        "locale": locale,
        "other_locale": "ru" if locale == "en" else "en",
        "server_url": server_url,
        "site_url": site_url or server_url,
        "email": _operator(),
        "password": KNOWN_PASSWORD if known_passwords else "",
    }
    body = Template(_read(file)).substitute({key: escape(value) for key, value in values.items()})
    return "text/html; charset=utf-8", body.encode()


def csp(name: str, server_url: str, site_url: str = "") -> str:
    """The Content-Security-Policy of a page: the strictest that a site with the widget can have.

    Beside the page's own files it lets in the server: its script, its connections, its pictures. `both` may frame the
    two sides too. `site_url` is needed where the page comes from the server, and the supervisor is another origin.
    """
    servers = f"'self' {server_url}"
    origins = f"{servers} {site_url}".rstrip()
    rules = {
        "default-src": "'none'",
        "script-src": servers,
        "style-src": "'self'",
        "img-src": servers,
        "connect-src": f"{origins} ws{server_url.removeprefix('http')}",
        "frame-src": origins if name == "both" else "'none'",
        "frame-ancestors": origins,
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{rule} {allowed}" for rule, allowed in rules.items())


def locale_for(asked: str | None, accept_language: str | None) -> str:
    """The language of `?locale=`, else the browser's first that we have, else English."""
    if asked in LANGUAGES:
        return asked
    for part in (accept_language or "").lower().split(","):
        language = part.split(";")[0].strip()[:2]
        if language in LANGUAGES:
            return language
    return "en"


def _operator() -> str:
    return next(person.email for person in SEED.people if person.role == "operator")


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")
