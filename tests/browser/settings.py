"""What an admin sets, over HTTP: the console has its own tests."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import APIRequestContext

from tests.browser.demo import PASSWORD
from tests.browser.windows import Windows


class Admin:
    """An admin who is signed in without a screen."""

    def __init__(self, windows: Windows) -> None:
        self._server = windows.demo.server
        self._request: APIRequestContext = windows.profile().request
        given = {"email": "admin@demo.example", "password": PASSWORD}
        answer = self._request.post(self._at("operator", "session"), data=given, headers={"Origin": self._server})
        assert answer.ok, answer.text()
        self._headers = {"X-Besedka-CSRF": answer.json()["csrf"], "Origin": self._server}

    def rules(self, **changed: Any) -> None:
        """Change rules of the demo's inbox."""
        found = self._get("inboxes")["inboxes"][0]
        body = {"name": found["name"], "origins": found["origins"], "rules": {**found["rules"], **changed}}
        self._put(f"inboxes/{found['id']}", body)

    def hours(self, hours: dict[str, Any]) -> None:
        """Set when the department of the demo's inbox is open."""
        self.department(hours=hours)

    def department(self, **changed: Any) -> str:
        """Change settings of the department of the demo's inbox; answers its id."""
        inbox = self._get("inboxes")["inboxes"][0]
        place = f"departments/{inbox['department_id']}"
        found = self._get(place)
        body = {"version": found["department"]["version"], "settings": {**found["settings"], **changed}}
        self._put(place, body)
        return str(inbox["department_id"])

    def department_id(self, key: str) -> str:
        """The id of a department."""
        return next(str(one["id"]) for one in self._get("departments")["departments"] if one["key"] == key)

    def person_id(self, account: str) -> str:
        """The id of one of the staff."""
        email = f"{account}@demo.example"
        return next(str(one["id"]) for one in self._get("staff")["staff"] if one["email"] == email)

    def person(self, account: str, **changed: Any) -> None:
        """Change somebody's limit, departments or names."""
        address = self._at("admin", f"staff/{self.person_id(account)}")
        answer = self._request.patch(address, data=changed, headers=self._headers)
        assert answer.ok, answer.text()

    def signing_key(self) -> dict[str, Any]:
        """A new key of the demo's inbox: `kid` and `secret`."""
        inbox = self._get("inboxes")["inboxes"][0]["id"]
        answer = self._request.post(self._at("admin", f"inboxes/{inbox}/keys"), data={}, headers=self._headers)
        assert answer.ok, answer.text()
        added = answer.json()
        return {"kid": added["key"]["kid"], "secret": added["secret"]}

    def leave(self) -> None:
        """Sign out: who is signed in may be online, and would get the next talk."""
        answer = self._request.delete(self._at("operator", "session"), headers=self._headers)
        assert answer.ok, answer.text()

    def _get(self, path: str) -> Any:
        answer = self._request.get(self._at("admin", path))
        assert answer.ok, answer.text()
        return answer.json()

    def _put(self, path: str, body: dict[str, Any]) -> None:
        answer = self._request.put(self._at("admin", path), data=body, headers=self._headers)
        assert answer.ok, answer.text()

    def _at(self, audience: str, path: str) -> str:
        return f"{self._server}/api/{audience}/v1/{path}"
