"""The one reducer, that of `clients/sdk`, run in Node and fed line by line."""

import json
import subprocess
from pathlib import Path
from typing import Any

import front

_SDK = Path(front.ROOT) / "clients" / "sdk"
_SCRIPT = _SDK / "dist" / "reduce.mjs"


def built() -> Path:
    """The script, made anew if its sources are younger."""
    youngest = max(file.stat().st_mtime for file in (_SDK / "src").rglob("*.ts"))
    if not _SCRIPT.is_file() or _SCRIPT.stat().st_mtime < youngest:
        front.install()
        front.run_npm(front.ROOT, "run", "build", "-w", "@besedka/sdk")
    return _SCRIPT


class Reducer:
    """A model that messages and pages of history are applied to."""

    def __init__(self, script: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def reset(self) -> None:
        """Forget everything."""
        self._ask({"op": "reset"})

    def apply(self, message: dict[str, Any]) -> None:
        """One message of the server. A frame that does not continue where the model stands is a failure."""
        answer = self._ask({"op": "apply", "message": message})
        assert not answer["gap"], f"the reducer sees a loss before {message}"

    def page(self, conversation_id: str, page: dict[str, Any]) -> None:
        """A page of history: `{"entries", "has_more"}`."""
        self._ask({"op": "page", "conversation_id": conversation_id, "page": page})

    def dump(self) -> dict[str, Any]:
        """The whole model, see `Model` in clients/sdk/src/types.ts."""
        return self._ask({"op": "dump"})

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert answer["ok"], answer
        return answer
