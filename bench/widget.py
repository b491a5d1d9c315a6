"""What a visitor's browser fetches: the built widget, compressed with gzip as the server sends it."""

from pathlib import Path

from bench.rows import Row
from bench.servers import ROOT
from bench.world import World

_FOLDER = ROOT / "src" / "besedka" / "web" / "static" / "widget"
_LOADER_KB, _OPENED_KB, _SCRIPTS = 6.0, 45.0, 4.0


class Widget:
    """Rows `widget`: bytes of the loader, bytes once it is open, and how many scripts that takes."""

    def __init__(self, world: World) -> None:
        self._scripts: list[Path] = []

    def run(self) -> None:
        """Find the scripts; they are the same in every run."""
        self._scripts = sorted(_FOLDER.glob("*.js"))
        if not (_FOLDER / "widget.js").exists():
            raise RuntimeError("The widget is not built: make run, or .venv/bin/python tools/front.py.")

    def rows(self) -> list[Row]:
        """An opened widget fetches the loader, the panel and one language; more comes with the first file or voice."""
        words = sorted((script for script in self._scripts if script.name.startswith("words-")), key=_gzip_kb)
        opening = [script for script in self._scripts if script.name.startswith(("widget", "panel-"))] + words[-1:]
        return [
            _row("widget loader, gzip", _gzip_kb(_FOLDER / "widget.js"), "KB", _LOADER_KB),
            _row("widget opened, gzip", sum(map(_gzip_kb, opening)), "KB", _OPENED_KB),
            _row("widget, scripts", len(opening), "scripts", _SCRIPTS),
        ]


def _row(name: str, value: float, unit: str, bar: float) -> Row:
    return Row(name, value, unit, bar=bar, is_more_better=False)


def _gzip_kb(script: Path) -> float:
    return script.with_name(script.name + ".gz").stat().st_size / 1024
