"""Whose pages may call. Staff: our own only. Visitors: those on an inbox's list."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from besedka.inboxes import Directory
from besedka.kernel.errors import Forbidden
from besedka.kernel.settings import Settings

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class ForeignOrigin(Forbidden):
    """This request does not come from a page of this server."""


class OwnOrigin:
    """What counts as our own: the public address; without one, whatever name the browser calls us by.

    On loopback only loopback's names count, so that a name that somebody points here does not.
    """

    def __init__(self, settings: Settings) -> None:
        public = urlsplit(settings.public_url)
        self._public = f"{public.scheme}://{public.netloc}".lower() if settings.public_url else ""
        self._names = _LOOPBACK if settings.is_loopback else ()

    def admits(self, origin: str | None, host: str) -> bool:
        """`origin` and `host` are the headers of that name."""
        if not origin:
            return False
        if self._public:
            return origin.lower() == self._public
        name = host.lower().rpartition(":")[0] or host.lower()
        is_known = not self._names or name in self._names or host.lower() in self._names
        return is_known and origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")

    def require(self, origin: str | None, host: str) -> None:
        """Raises ForeignOrigin."""
        if not self.admits(origin, host):
            raise ForeignOrigin(f"Expected an Origin of this server, got {(origin or 'none')[:100]}.")


class VisitorOrigins:
    """CORS for the visitor's API: never with credentials, nothing exposed but the answer itself."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def headers(self, origin: str) -> Mapping[str, str]:
        """What an answer to this origin carries. Which inbox lets it in is decided by the route."""
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if self._is_listed(origin) else {}

    def preflight(self, origin: str) -> Mapping[str, str]:
        """What a question before the request is answered with; raises OriginNotAllowed through the inbox's words."""
        return {
            **self.headers(origin),
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Besedka-Inbox, X-Besedka-Identity",
            "Access-Control-Max-Age": "7200",
        }

    def _is_listed(self, origin: str) -> bool:
        return any(origin in inbox.origins or "*" in inbox.origins for inbox in self._directory.all())
