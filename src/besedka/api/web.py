"""The HTTP side of a process: every router, under one application."""

from typing import Any

from litestar import Litestar, get


def application(process: Any) -> Litestar:
    """The ASGI application of a process."""

    @get("/healthz", sync_to_thread=False)
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return Litestar(route_handlers=[healthz], openapi_config=None)
