"""The system's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--js-flags=--no-opt",  # a page lives for a second: to optimise its scripts takes longer
]


def program() -> str:
    """Return the path of Chromium: the shell of it that has no windows, which takes half the time, if
    that is installed.
    """
    return shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(),
            args=ARGUMENTS,
        )
        yield browser
        browser.close()
