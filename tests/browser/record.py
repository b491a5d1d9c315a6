"""Takes the README's pictures anew: `make pictures`. Needs Chromium, as the tests do, and ffmpeg.

`both.png` shows both sides in the middle of a talk; `pull-the-plug.gif` is what happens when the plug is pulled.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect, sync_playwright

from tests.browser.conftest import FLAGS, PATIENCE_MS
from tests.browser.demo import Demo
from tests.browser.patience import until
from tests.browser.words import EN

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
STILL = ViewportSize(width=1440, height=900)
MOVING = ViewportSize(width=1200, height=800)
FRAMES_A_SECOND = 8
LAST_FRAME_S = 2.5
PNG_LIMIT, GIF_LIMIT = 300_000, 3_000_000
AFTERNOON = 14

OTHERS = [
    ("Ilya Sobolev", "Which tariff has a static address?"),
    ("Marta", "We move in May. Can the internet come along?"),
]
TALK = [
    ("visitor", "Hello. Films stop every minute since this morning"),
    ("operator", "Hello, Elena. I see the errors on your line too. May I test it from here? It takes a minute"),
    ("visitor", "Please do. I have a call with my doctor at three"),
    ("note", "Same in Lake Street 12 and 14: the Lakeside works"),
    ("operator", "It was the cable works. You are on the spare line now, please try again"),
    ("visitor", "It flies. Thank you!"),
]


@dataclass
class Stage:
    """The page with both sides, and hands for each of them."""

    page: Page
    demo: Demo
    visitor: FrameLocator = field(init=False)
    operator: FrameLocator = field(init=False)

    def __post_init__(self) -> None:
        self.page.goto(f"{self.demo.server}/demo/both?locale=en")
        self.visitor, self.operator = self.page.frame_locator("#visitor"), self.page.frame_locator("#operator")

    def say(self, who: str, text: str) -> None:
        """One message or note, seen by whom it is for before this returns."""
        side, name = {
            "visitor": (self.visitor, EN.widget.message),
            "operator": (self.operator, EN.console.reply),
            "note": (self.operator, EN.console.note),
        }[who]
        if who == "note":
            side.get_by_role("button", name=EN.console.write_note).click()
        box = side.get_by_role("textbox", name=name, exact=True)
        box.fill(text)
        box.press("Enter")
        expect(self.operator.get_by_role("log")).to_contain_text(text)

    def open_chat(self) -> None:
        self.visitor.get_by_role("button", name=EN.widget.open_chat).click()

    def open_conversation(self, words: str) -> None:
        items = self.operator.get_by_role("list", name=EN.console.conversations).get_by_role("listitem")
        items.filter(has_text=words).click()
        expect(self.operator.get_by_role("log")).to_contain_text(words)

    def visitors_token(self) -> str:
        """What the widget keeps in the site's storage."""
        frame = next(frame for frame in self.page.frames if frame.url.startswith(f"{self.demo.site}/demo?"))
        return str(frame.evaluate("localStorage.getItem('besedka:demo:token')"))


def main() -> None:
    if shutil.which("ffmpeg") is None:
        sys.exit("ffmpeg is needed (on Debian: apt install ffmpeg).")
    PICTURES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        with Demo(Path(folder) / "still").running() as demo:
            take_picture(browser, demo, Path(folder))
        with Demo(Path(folder) / "moving").running() as demo:
            take_film(browser, demo, Path(folder))
    for file, limit in ((PICTURES / "both.png", PNG_LIMIT), (PICTURES / "pull-the-plug.gif", GIF_LIMIT)):
        print(f"{file.name}: {file.stat().st_size:,} bytes")
        assert file.stat().st_size <= limit, f"{file.name} is too large for a README"


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("BESEDKA_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, "--no-sandbox"])
        yield browser
        browser.close()


def stage(browser: Browser, demo: Demo, viewport: ViewportSize, **options: Any) -> Stage:
    """A window in a zone where it is afternoon now, whenever the pictures are taken."""
    hours = AFTERNOON - datetime.now(UTC).hour
    zone = f"Etc/GMT{-hours:+d}"
    return Stage(browser.new_page(viewport=viewport, locale="en", timezone_id=zone, **options), demo)


def take_picture(browser: Browser, demo: Demo, folder: Path) -> None:
    both = stage(browser, demo, STILL, device_scale_factor=2, reduced_motion="reduce")
    for name, text in OTHERS:
        someone_writes(demo, name, text)
    both.open_chat()
    first, *rest = TALK
    both.visitor.get_by_role("textbox", name=EN.widget.message).fill(first[1])
    both.visitor.get_by_role("button", name=EN.widget.send).click()
    both.open_conversation(first[1])
    command(demo, both.visitors_token(), {"type": "introduce", "name": "Elena"})
    for who, text in rest:
        both.say(who, text)
    expect(both.visitor.get_by_role("log").get_by_role("img").last).to_have_accessible_name(EN.widget.read)
    raw = folder / "both.png"
    both.page.screenshot(path=raw, animations="disabled")
    # A palette makes a third of it, and nobody can see which.
    convert("-i", str(raw), "-vf", palette("none"), str(PICTURES / "both.png"))
    both.page.context.close()


def someone_writes(demo: Demo, name: str, text: str) -> None:
    token = secrets.token_urlsafe(32)
    command(demo, token, {"type": "send", "text": text})
    command(demo, token, {"type": "introduce", "name": name})


def command(demo: Demo, token: str, wish: dict[str, str]) -> None:
    """A visitor's command over plain HTTP."""
    headers = {
        "Authorization": f"Bearer {token}",
        "X-Besedka-Inbox": "demo",
        "Origin": demo.site,
        "Content-Type": "application/json",
    }
    body = json.dumps({**wish, "client_id": uuid7()}).encode()
    urlopen(Request(f"{demo.server}/api/visitor/v1/commands", body, headers), timeout=20).close()


def uuid7() -> str:
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62))


def take_film(browser: Browser, demo: Demo, folder: Path) -> None:
    both = stage(browser, demo, MOVING)
    expect(both.operator.get_by_role("list", name=EN.console.conversations)).to_be_attached()
    both.open_chat()
    with filmed(both.page, folder / "frames") as frames:
        play(both)
    encode(frames, PICTURES / "pull-the-plug.gif")
    both.page.context.close()


def play(both: Stage) -> None:
    """About twenty seconds: two messages, the plug in mid-sentence, both go on writing, and everything arrives."""
    page = both.page
    talk = page.get_by_role("switch", name="Write for the customer")
    written = page.locator("#written")
    talk.check()
    both.operator.get_by_role("list", name=EN.console.conversations).get_by_role("listitem").first.click()
    until(page, lambda: int(written.inner_text()) == 2)
    page.wait_for_timeout(1_800)  # half of the third sentence
    page.get_by_role("button", name="Pull the plug").click()
    reply = both.operator.get_by_role("textbox", name=EN.console.reply)
    reply.press_sequentially("We are looking at your line", delay=40)
    reply.press("Enter")
    until(page, lambda: int(written.inner_text()) == 4)
    talk.uncheck()
    both.visitor.get_by_role("textbox", name=EN.widget.message).fill("")
    until(page, lambda: page.locator("#shown").inner_text() == written.inner_text())
    expect(both.visitor.get_by_role("log")).to_contain_text("We are looking at your line")
    page.wait_for_timeout(1_000)


@contextmanager
def filmed(page: Page, folder: Path) -> Iterator[list[tuple[float, Path]]]:
    """(seconds, file) of each change on the screen, while this lasts."""
    folder.mkdir()
    frames: list[tuple[float, Path]] = []
    line = page.context.new_cdp_session(page)

    def keep(frame: dict[str, Any]) -> None:
        file = folder / f"{len(frames):05}.png"
        file.write_bytes(base64.b64decode(frame["data"]))
        frames.append((float(frame["metadata"]["timestamp"]), file))
        line.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    line.on("Page.screencastFrame", keep)
    line.send("Page.startScreencast", {"format": "png"})
    yield frames
    line.send("Page.stopScreencast")
    page.wait_for_timeout(500)  # for what is on its way
    line.remove_listener("Page.screencastFrame", keep)


def encode(frames: list[tuple[float, Path]], target: Path) -> None:
    """A GIF: the one moving picture that every reader of a README shows."""
    in_order = sorted(frames)
    ends = [at for at, _ in in_order[1:]] + [in_order[-1][0] + LAST_FRAME_S]
    lasting = [(file, end - at) for (at, file), end in zip(in_order, ends, strict=True) if end > at]
    script = lasting[0][0].parent / "frames.txt"
    lines = [f"file '{file}'\nduration {seconds:.6f}" for file, seconds in lasting]
    script.write_text("\n".join([*lines, f"file '{lasting[-1][0]}'"]))
    look = f"fps={FRAMES_A_SECOND},{palette('none')}:diff_mode=rectangle"
    convert("-f", "concat", "-safe", "0", "-i", str(script), "-vf", look, "-loop", "0", str(target))
    print(f"{target.name}: {sum(seconds for _, seconds in lasting):.1f} s, {len(lasting)} changes")


def palette(dither: str) -> str:
    return f"split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither={dither}"


def convert(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *arguments], check=True)


if __name__ == "__main__":
    main()
