"""WebSockets under uvicorn: a thin protocol class, no task and no ASGI for a connection. It knows no chat words.

A door mounts an `Endpoint` for its path; the endpoint admits a handshake with a `Session`; the session gets whole
messages and a `Connection` to send on.
"""

from besedka.realtime.ws.connection import Connection
from besedka.realtime.ws.contract import Endpoint, Headers, Limits, Refusal, Session, UpgradeRequest
from besedka.realtime.ws.frames import frame
from besedka.realtime.ws.sockets import Sockets

__all__ = ["Connection", "Endpoint", "Headers", "Limits", "Refusal", "Session", "Sockets", "UpgradeRequest", "frame"]
