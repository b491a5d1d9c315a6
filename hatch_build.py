"""Build hook: puts the built front end into wheels and source archives, building it first when it is stale.

Left out for editable installs (`make run` builds it as a step of its own) and with BESEDKA_SKIP_FRONTEND=1.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("BESEDKA_SKIP_FRONTEND") == "1":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "tools"))
        import front

        front.build(root)
