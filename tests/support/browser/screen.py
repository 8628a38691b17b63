"""A sheet in a tab of Chromium, opened as a file; what goes wrong there is written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));"""


@dataclass
class Shown:
    """A sheet that is shown, and the faults that the browser reported."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def check(self, name: str, *arguments: Any) -> Any:
        """Run one of the functions of `checks.js`."""
        return self.page.evaluate(f"([a]) => ({CHECKS}).{name}(...a)", [list(arguments)])

    def hear(self, message: ConsoleMessage) -> None:
        """Note a message of the console: each is a fault."""
        self.faults.append(f"console: {message.text}")

    def ask(self, request: Request) -> None:
        """Note a request, unless it is for the file itself, which alone may be read."""
        url = request.url.split("#")[0]
        if url != self.url and not url.startswith("data:"):
            self.faults.append(f"asked for {url}")


@contextmanager
def shown(
    browser: Browser, html: Path, *, width: int = 1280, height: int = 800, **context: Any
) -> Iterator[Shown]:
    """Open a sheet in a window of its own."""
    opened = browser.new_context(viewport={"width": width, "height": height}, **context)
    sheet = Shown(opened.new_page(), html.as_uri())
    sheet.page.on("console", sheet.hear)
    sheet.page.on("pageerror", lambda error: sheet.faults.append(f"error: {error}"))
    sheet.page.on("request", sheet.ask)
    sheet.page.add_init_script(LISTEN)
    sheet.page.goto(sheet.url)
    yield sheet
    opened.close()
