"""Plays "Pull the plug" in a real browser and records it: docs/media/pull-the-plug.webp and .png, for the README.

    record_demo.py [en | ru]

Needs Chromium (BESEDKA_CHROMIUM names another than /usr/bin/chromium). On a busy machine the server comes back later.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

import front

MEDIA = front.ROOT / "docs" / "media"
PORT, DEMO_PORT = 8497, 8498
SIZE = ViewportSize(width=1360, height=820)
WIDTH = 1020
EVERY_S = 0.25
REPLY = {
    "en": "Good evening, Anna here. I am looking at your line",
    "ru": "Добрый вечер, это Анна. Смотрю вашу линию",
}


@dataclass
class Film:
    """Frames with the time that each stood."""

    page: Page
    frames: list[tuple[float, Image.Image]] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            shot = Image.open(io.BytesIO(self.page.screenshot()))
            self.frames.append((began, shot.convert("RGB")))
            self.page.wait_for_timeout(max(1, (EVERY_S - (time.monotonic() - began)) * 1000))

    def save(self, file: Path) -> None:
        height = round(self.frames[0][1].height * WIDTH / self.frames[0][1].width)
        images = [image.resize((WIDTH, height), Image.Resampling.LANCZOS) for _, image in self.frames]
        starts = [at for at, _ in self.frames]
        stood = [round((later - at) * 1000) for at, later in zip(starts, [*starts[1:], starts[-1] + 2.5], strict=True)]
        images[0].save(file, save_all=True, append_images=images[1:], duration=stood, loop=0, quality=72, method=4)


@contextmanager
def demo() -> Iterator[str]:
    """A demo on a fresh store; its server's address."""
    with tempfile.TemporaryDirectory() as folder:
        place = {"BESEDKA_PORT": str(PORT), "BESEDKA_DEMO_PORT": str(DEMO_PORT), "BESEDKA_DATA": f"{folder}/data"}
        process = subprocess.Popen([sys.executable, "-m", "besedka.cli", "demo"], env={**os.environ, **place})
        try:
            wait_for(f"http://127.0.0.1:{PORT}/healthz")
            yield f"http://127.0.0.1:{PORT}"
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer.")


def play(page: Page, film: Film, locale: str) -> None:
    """The story: two messages, an answer, the plug in the middle of the third, and everything arrives."""
    operator = page.frame_locator("#operator")
    film.run(1)
    page.locator("#talk").check()
    film.run(4.5)
    operator.get_by_role("list").first.get_by_role("listitem").first.click()
    film.run(1.5)
    reply = operator.get_by_role("textbox", name={"en": "Reply", "ru": "Ответ"}[locale])
    reply.fill(REPLY[locale])
    film.run(0.5)
    reply.press("Enter")
    film.run(1.5)
    page.locator("#plug").click()
    film.run(1)
    while page.locator("#step-back").get_attribute("data-at") != "now":
        film.run(EVERY_S)
    film.run(1.5)
    page.screenshot(path=MEDIA / "pull-the-plug.png")
    film.run(1)
    page.locator("#talk").uncheck()
    while page.locator("#waiting").inner_text() != "0":
        film.run(EVERY_S)
    film.run(3)


def main(locale: str) -> None:
    MEDIA.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("BESEDKA_CHROMIUM", "/usr/bin/chromium")
    with demo() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, locale=locale)
        page.goto(f"{server}/demo/both?locale={locale}")
        page.frame_locator("#operator").get_by_role("list").first.wait_for(state="attached")
        film = Film(page)
        play(page, film, locale)
        browser.close()
    film.save(MEDIA / "pull-the-plug.webp")
    seconds = film.frames[-1][0] - film.frames[0][0]
    print(f"docs/media/pull-the-plug.webp: {seconds:.0f} s, {(MEDIA / 'pull-the-plug.webp').stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "en")
