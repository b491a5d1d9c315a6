"""The OpenAPI document against the real server: what it promises is what comes, whatever is asked."""

import asyncio
import os
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from besedka.kernel.ids import new_id, new_secret
from tests.api.server import require_problem, require_wellness, store_of
from tests.faults.server import Server

EXAMPLES = int(os.environ.get("BESEDKA_OPENAPI_EXAMPLES", "10"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ENDLESS = ("/api/visitor/v1/stream", "/api/operator/v1/stream")
"""Their answers have no end; tests/api/test_fuzz_fallbacks.py is theirs."""
VISITOR = "/api/visitor/"

pytestmark = pytest.mark.timeout(600)


class Caller:
    """An admin's browser and a visitor's widget, who sign in again when that is what they were led to undo."""

    def __init__(self, server: Server) -> None:
        self.url = f"http://127.0.0.1:{server.port}"
        self.visitor, self.admin = requests.Session(), requests.Session()
        self.visitor.headers.update({"Authorization": f"Bearer {new_secret()}", "X-Besedka-Inbox": "demo"})
        self.sign_in()
        self.known = self._ids()

    def sign_in(self) -> None:
        self.admin.cookies.clear()
        words = {"email": "admin@demo.example", "password": "demo-demo-demo"}
        self.admin.headers.update({"Origin": self.url})
        answer = self.admin.post(f"{self.url}/api/operator/v1/session", json=words)
        assert answer.status_code == 201, answer.text
        self.admin.headers["X-Besedka-CSRF"] = answer.json()["csrf"]

    def _ids(self) -> dict[str, str]:
        """Values for parameters by name, so that not everything asked for is missing."""
        command = {"type": "send", "client_id": new_id(), "text": "Hello"}
        sent = self.visitor.post(f"{self.url}/api/visitor/v1/commands", json=command).json()["result"]
        staff = self.admin.get(f"{self.url}/api/admin/v1/staff").json()["staff"]
        inboxes = self.admin.get(f"{self.url}/api/admin/v1/inboxes").json()["inboxes"]
        somebody = next(person for person in staff if person["email"] == "operator3@demo.example")
        return {**sent, "operator_id": somebody["id"], "inbox_id": inboxes[0]["id"], "key": "demo"}

    def call(self, case: schemathesis.Case) -> Any:
        session = self.visitor if case.path.startswith(VISITOR) else self.admin
        answer = case.call(base_url=self.url, session=session)
        if answer.status_code == 401 and session is self.admin:
            self.sign_in()
            answer = case.call(base_url=self.url, session=session)
        return answer


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def caller(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    folder = tmp_path_factory.mktemp("openapi")
    server = Server(store_of(request, folder), folder / "server.log")
    asyncio.run(server.start())
    try:
        yield Caller(server)
        require_wellness(server)
    finally:
        server.end()


def operations(caller: Caller) -> Iterator[Any]:
    for found in schemathesis.openapi.from_url(f"{caller.url}/api/openapi.json").get_all_operations():
        operation = found.ok()
        if operation.path not in ENDLESS:
            yield operation


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_operation_answers_as_the_document_says(caller: Caller, mode: GenerationMode) -> None:
    seen, wrong = set(), []
    for operation in operations(caller):
        seen.add(operation.path)
        try:
            _examine(caller, operation, mode)
        except (Exception, BaseExceptionGroup) as problem:
            wrong.append(f"{operation.label}: {problem}")
    assert len(seen) > 20
    assert not wrong, "\n".join(wrong)


def _examine(caller: Caller, operation: Any, mode: GenerationMode) -> None:
    can_be_wrong = operation.body or operation.path_parameters or operation.query
    if mode is GenerationMode.NEGATIVE and not can_be_wrong:
        return

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.booleans())
    def examine(case: schemathesis.Case, is_known: bool) -> None:
        if is_known:
            _use_known(case, caller.known)
        if isinstance(case.body, dict) and "wait" in case.body and isinstance(case.body["wait"], int | float):
            case.body["wait"] = 0
        answer = caller.call(case)
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"]
            require_problem(answer.json(), f"{case.method} {case.path}")

    examine()


def _use_known(case: schemathesis.Case, known: dict[str, str]) -> None:
    for parameters in (case.path_parameters, case.body):
        if isinstance(parameters, dict):
            parameters.update({name: known[name] for name in parameters if name in known})


def test_the_document_names_every_message_of_the_streams(caller: Caller) -> None:
    schemas = requests.get(f"{caller.url}/api/openapi.json", timeout=10).json()["components"]["schemas"]
    assert {"Hello", "Welcome", "Snapshot", "Frame", "Ack", "Refused", "VisitorSend", "OperatorReplyTo"} <= set(schemas)
