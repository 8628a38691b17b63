"""How a sheet of 2,000 questions does: `python -m tools.large_sheet`. Nothing here passes or fails."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from pipeline.emitters.cheatsheet import browser, print_pdf
from tests.support.browser.chromium import chromium
from tests.support.browser.screen import shown
from tests.support.sheets.sheets import Layout, build_sheet
from tools.posts import write_blog

TYPED = ("模型", "x", "python", "注意力 缓存", "没有这样的字", "")
SMALL, LARGE = 41, 2000
NEXT_FRAME = """(text) => new Promise((done) => {
  const search = document.getElementById("search");
  search.value = text;
  const start = performance.now();
  search.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(null);
  });
})"""


def until_painted(page: Page, text: str) -> float:
    """Return the time from typing a text to after the next frame, in ms."""
    taken: float = page.evaluate(NEXT_FRAME, text)
    return taken


def measure(folder: Path, questions: int) -> tuple[Path, float]:
    """Write and build a blog of at least so many questions; return its sheet and the seconds."""
    write_blog(folder / "blog", -(-questions // 10))
    start = time.perf_counter()
    sheet = build_sheet(folder / "out", Layout(), folder / "blog")
    return sheet.html, time.perf_counter() - start


def print_time(html: Path) -> float:
    """Return the seconds of printing a sheet once, with the start of the browser."""
    source = html.read_text(encoding="utf-8")
    start = time.perf_counter()
    print_pdf(lambda _: source, html.with_suffix(".pdf"), browser())
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large, built = measure(folder / "large", LARGE)
        small, _ = measure(folder / "small", SMALL)
        tell(f"{LARGE} questions: built in {built:.1f} s, {large.stat().st_size / 1e6:.1f} MB")
        with chromium() as program:
            start = time.perf_counter()
            with shown(program, large) as on_screen:
                tell(f"opened in {time.perf_counter() - start:.1f} s")
                times = {
                    text: statistics.median(until_painted(on_screen.page, text) for _ in range(3))
                    for text in TYPED
                }
                tell(
                    "typed, ms: "
                    + ", ".join(f"{t or 'nothing'} {ms:.0f}" for t, ms in times.items())
                )
        short, long = print_time(small), print_time(large)
        tell(f"printed in {long:.1f} s, {SMALL} in {short:.1f} s: {long / short:.1f} times")


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
