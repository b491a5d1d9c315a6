"""Sending one push: a few tries, no redirects, nothing from the environment."""

import asyncio
from enum import Enum

import httpx2
import structlog

from besedka.kernel.clock import Clock
from besedka.notifications.push.encryption import encrypt
from besedka.notifications.push.model import Subscription, checked_endpoint, unpadded
from besedka.notifications.push.vapid import Voucher

log = structlog.get_logger()
_TIMEOUT_S = 5.0
_PAUSES_S = (0.5, 2.0)
_GONE = (404, 410)
_LATER = (408, 425, 429, 500, 502, 503, 504)


class Outcome(Enum):
    """What became of a push."""

    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"


class Sender:
    """One for each process. `hosts` are the services that may be asked, `contact` is whom they may write to."""

    def __init__(self, clock: Clock, hosts: tuple[str, ...], contact: str) -> None:
        self._clock, self._hosts, self._contact = clock, hosts, contact

    async def send(self, voucher: Voucher, to: Subscription, text: bytes, ttl_s: int) -> Outcome:
        """Push services keep it for `ttl_s` if the browser is not there."""
        try:
            checked_endpoint(to.endpoint, self._hosts)
            body = encrypt(text, unpadded(to.p256dh), unpadded(to.auth))
        except Exception as problem:
            log.warning("a push cannot be sent", subscription=to.id, reason=str(problem))
            return Outcome.FAILED
        headers = {
            "Authorization": voucher.authorization(to.endpoint, self._contact, self._clock.now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(ttl_s),
            "Urgency": "high",
        }
        async with httpx2.AsyncClient(trust_env=False, timeout=_TIMEOUT_S, follow_redirects=False) as client:
            return await self._try(client, to, headers, body)

    async def _try(self, client: httpx2.AsyncClient, to: Subscription, headers: dict[str, str], body: bytes) -> Outcome:
        for pause in (*_PAUSES_S, None):
            try:
                status = (await client.post(to.endpoint, headers=headers, content=body)).status_code
            except httpx2.HTTPError as problem:
                status, reason = 503, type(problem).__name__
            else:
                reason = str(status)
            if 200 <= status < 300:
                return Outcome.SENT
            if status in _GONE:
                return Outcome.GONE
            if status not in _LATER or pause is None:
                break
            await asyncio.sleep(pause)
        log.warning("a push was not taken", subscription=to.id, host=to.host, reason=reason)
        return Outcome.FAILED
