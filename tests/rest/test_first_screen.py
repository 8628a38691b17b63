"""Who opens a README sees on the first screen what postdeck is, and how to begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from tests.support import ROOT

pytestmark = pytest.mark.browser

SCREEN = {"width": 1280, "height": 800}
STYLE = """<meta charset="utf-8"><style>
body { max-width: 920px; margin: 32px auto; font: 16px/1.5 sans-serif; }
h1, p, pre { margin: 0 0 16px; }
h1 { padding-bottom: 9px; }
img { max-width: 100%; }
pre { padding: 16px; font: 13.6px/1.45 monospace; }
</style>"""
"""About as wide and as large as a code host shows it."""


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_screen_shows_the_picture_and_the_commands(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    shown = tmp_path / "page.html"
    text = MarkdownIt().enable("table").render((ROOT / name).read_text("utf-8"))
    shown.write_text(STYLE + text, "utf-8")
    page = browser.new_page(viewport=SCREEN)  # type: ignore[arg-type]
    page.goto(shown.as_uri())
    assert page.locator("img").first.evaluate("(image) => image.naturalWidth") > SCREEN["width"]
    for part in ("img", "pre"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= SCREEN["height"], part
    page.close()
