"""Settings: environment variables, checked once at start. Every one has its row in `docs/settings.md`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from besedka.kernel.errors import Invalid

DEFAULT_SECRET = "only-for-the-demo"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class BadSetting(Invalid):
    """A setting cannot be used."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What one process is told. The name of a variable is `BESEDKA_` and the name of the field in capitals."""

    host: str = "127.0.0.1"
    port: int = 8300
    demo_port: int = 8301
    data: Path = Path("data")
    database: str = ""
    public_url: str = ""
    secret: str = ""
    trusted_proxies: str = ""
    log_level: str = "info"
    batch_size: int = 512
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_tls: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    rate_limits: bool = True
    visitor_burst: int = 8
    visitor_per_minute: int = 20
    address_per_minute: int = 600
    push_hosts: str = (
        "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com,*.push.apple.com"
    )
    push_contact: str = ""
    previews: bool = True
    preview_networks: str = ""
    test_clock: Path | None = None
    demo: bool = False

    @property
    def database_url(self) -> str:
        """SQLite in the data folder unless `BESEDKA_DATABASE` names a PostgreSQL database."""
        if not self.database:
            return f"sqlite:///{self.data.absolute() / 'besedka.sqlite3'}"
        return self.database.replace("postgres://", "postgresql://", 1)

    @property
    def url(self) -> str:
        """The address that people open, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def push_services(self) -> tuple[str, ...]:
        """Hosts that may be asked to push."""
        return tuple(host.strip().lower() for host in self.push_hosts.split(",") if host.strip())

    @property
    def push_writer(self) -> str:
        """Whom push services may write to about us."""
        return self.push_contact or self.url

    @property
    def is_https(self) -> bool:
        """Whether people open it by https, so that cookies can be Secure."""
        return self.url.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in ("127.0.0.1", "localhost", "::1")

    def check(self) -> None:
        """Refuse what a real installation must not run with."""
        self._check_smtp()
        if self.demo:
            return
        if not self.secret or self.secret == DEFAULT_SECRET or len(self.secret) < 32:
            raise BadSetting(
                "BESEDKA_SECRET: expected at least 32 characters that nobody else knows, got "
                f"{'nothing' if not self.secret else 'a default or short one'}. "
                'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
        if self.test_clock or "BESEDKA_FAILPOINT" in os.environ:
            raise BadSetting("BESEDKA_TEST_CLOCK and BESEDKA_FAILPOINT are for tests of a demo store. Unset them.")

    def _check_smtp(self) -> None:
        if self.smtp_tls not in ("starttls", "implicit", "none"):
            raise BadSetting(f"BESEDKA_SMTP_TLS: expected starttls, implicit or none, got {self.smtp_tls!r}.")
        if self.smtp_host and not _ADDRESS.fullmatch(self.smtp_from):
            raise BadSetting(
                f"BESEDKA_SMTP_FROM: expected the address that mails come from, got {self.smtp_from!r}. "
                "With BESEDKA_SMTP_HOST it is needed: support@chat.example."
            )


def from_environment(environ: Mapping[str, str] = os.environ, **over: object) -> Settings:
    """Read `BESEDKA_*`; raises BadSetting naming the variable, what was expected and what came."""
    found: dict[str, object] = {}
    for field in msgspec.structs.fields(Settings):
        raw = environ.get(f"BESEDKA_{field.name.upper()}")
        if raw is not None and raw != "":
            found[field.name] = _convert(field, raw)
    return Settings(**{**found, **over})  # type: ignore[arg-type]


def _convert(field: msgspec.structs.FieldInfo, raw: str) -> object:
    if field.type in (Path, Path | None):
        return Path(raw)
    try:
        return msgspec.convert(raw, field.type, strict=False)
    except msgspec.ValidationError as problem:
        raise BadSetting(f"BESEDKA_{field.name.upper()}: {problem}, got {raw!r}.") from None
