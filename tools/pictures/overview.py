"""One question of the demo in its post, on its card, on the sheet and in the link index, side by side."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, Page

from pipeline.ir import Corpus, Post, Question
from pipeline.settings.post_filter import PostFilter
from tests.support.anki_collection import AnkiCollection
from tests.support.browser.chromium import chromium
from tests.support.browser.reviewer import DAY, open_reviewer
from tests.support.reading import build_to
from tools import ROOT
from tools.pictures.drawing import save

OUT = ROOT / "docs" / "overview.png"
PICTURES = [OUT]
SITE = ROOT / "sources" / "llm-interview"
POST, LINKED = "大模型面试题(1)", "FlashAttention"
COLOURS = 64
SHARP = 2  # pixels of the picture for one of the page
HEIGHT = 490
WIDTHS = {"post": 206, "card": 306, "sheet": 286, "index": 236}
TITLES = {
    "post": "a post · 文章",
    "card": "its card in Anki · 卡片",
    "sheet": "its cheat sheet · 速查表",
    "index": "its link index · 链接索引",
}

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {
  display: flex; gap: 12px; width: max-content; margin: 0; padding: 10px 12px 12px;
  background: #d9dde2; font: 14px sans-serif;
}
figure { margin: 0; }
figcaption { margin-bottom: 6px; font-weight: 600; text-align: center; }
img, pre {
  display: block; box-sizing: border-box; height: HEIGHTpx; margin: 0; overflow: hidden;
  background: #fff; border-radius: 4px; object-fit: cover; object-position: top left;
}
pre { padding: 10px; font: 12px/1.55 monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
b { color: #0b57a4; }
</style>""".replace("HEIGHT", str(HEIGHT))


def draw_overview(package: Path, corpus: Corpus, folder: Path) -> None:
    """Draw each of the four, and all on one page."""
    [post] = [post for post in corpus.posts if post.title == POST]
    question = post.questions[0]
    sources, ledger = ROOT / "sources", folder / "ledger.json"
    alone = PostFilter(paths=(post.path,))
    build_to(
        folder / "one", sources, ledger=ledger, products=("pdf",), posts=alone,
        flags={"sheet": {"columns": 3}},
    )  # fmt: skip
    build_to(folder / "all", sources, ledger=ledger, products=("links",))
    draw_sheet(folder / "one" / "cheatsheet.pdf", folder / "sheet.png")
    with chromium() as browser:
        draw_card(browser, package, question, folder)
        draw_link(browser, folder / "all" / "links.html", folder / "index.png")
        page = opened(browser, 1200, HEIGHT)
        (folder / "overview.html").write_text(laid_out(lines_of(post, question)), encoding="utf-8")
        page.goto((folder / "overview.html").as_uri())
        page.locator("body").screenshot(path=folder / "overview.png")
    save(Image.open(folder / "overview.png").convert("RGB"), OUT, COLOURS)


def lines_of(post: Post, question: Question) -> str:
    """Return the lines of a question in its post."""
    lines = (SITE / post.path).read_text("utf-8").splitlines()
    return "\n".join(lines[question.lines.start - 1 : question.lines.end])


def laid_out(text: str) -> str:
    """Return the page that shows all four."""
    prompt, _, answer = text.partition("\n")
    shown = {name: f'<img src="{name}.png" style="width: {WIDTHS[name]}px">' for name in WIDTHS}
    shown["post"] = (
        f'<pre style="width: {WIDTHS["post"]}px"><b>{escape(prompt)}</b>\n{escape(answer)}</pre>'
    )
    figures = (
        f"<figure><figcaption>{TITLES[name]}</figcaption>{shown[name]}</figure>" for name in WIDTHS
    )
    return PAGE + "".join(figures)


def opened(browser: Browser, width: int, height: int) -> Page:
    """Return a new page that is drawn sharp."""
    return browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=SHARP
    )  # fmt: skip


def draw_card(browser: Browser, package: Path, question: Question, folder: Path) -> None:
    """Draw the back of the question's card, as Anki's reviewer shows it."""
    with AnkiCollection(folder / "overview-anki") as anki:
        anki.import_package(package)
        side = anki.sides()[question.guid][1]
        media = shutil.copytree(anki.col.media.dir(), folder / "overview-media")
    width = 460
    reviewer = open_reviewer(browser, DAY, media, width=width, sharp=SHARP)
    reviewer.page.set_viewport_size({"width": width, "height": HEIGHT * width // WIDTHS["card"]})
    reviewer.show(side)
    reviewer.page.evaluate("scrollTo(0, 0)")
    reviewer.page.screenshot(path=folder / "card.png")


def draw_sheet(sheet: Path, path: Path) -> None:
    """Draw the first column of the printed sheet, from its title on."""
    page = pdfium.PdfDocument(sheet)[0]
    margin, column = 26, 180  # points
    printed = page.render(scale=SHARP * WIDTHS["sheet"] / column).to_pil().convert("RGB")
    point = printed.width / page.get_width()
    left, top = int(margin * point), int(margin * point)
    printed.crop((left, top, left + SHARP * WIDTHS["sheet"], top + SHARP * HEIGHT)).save(path)


def draw_link(browser: Browser, index: Path, path: Path) -> None:
    """Draw the index on a small screen, searched for the question's link."""
    page = opened(browser, 280, HEIGHT * 280 // WIDTHS["index"])
    page.goto(f"{index.as_uri()}")
    page.locator("input[type=search]").fill(LINKED)
    page.locator("details:visible:has(> summary)").first.evaluate("(row) => { row.open = true; }")
    page.locator("input[type=search]").evaluate("(box) => box.scrollIntoView()")
    page.screenshot(path=path)
