"""A blog with one post that holds everything a card may show, and pictures of many sizes."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

CONFIG = """title: 什么都有
language: zh-CN
timezone: Asia/Shanghai
url: https://cards.example
permalink: :abbrlink.html
"""


def write_blog(folder: Path) -> Path:
    """Write the blog into a folder of its own."""
    images = folder / "source" / "images"
    images.mkdir(parents=True)
    (folder / "source" / "_posts").mkdir()
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    post = Path(__file__).with_name("everything.md").read_bytes()
    (folder / "source" / "_posts" / "everything.md").write_bytes(post)
    _chart((2400, 900), "#ffffff").save(images / "big.png")
    _chart((400, 160), None).save(images / "lines.png")
    _chart((300, 1200), "#e0f2fe").save(images / "tall.png")
    _chart((16, 16), "#93c5fd").save(images / "tiny.png")
    return folder


def _chart(size: tuple[int, int], paper: str | None) -> Image.Image:
    """Return a picture of dark lines on paper of a colour, or on none."""
    picture = Image.new("RGBA", size, paper or (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    width, height = size
    pen = max(1, min(size) // 60)
    for step in range(1, 6):
        top = height - height * step * step // 30
        draw.rectangle((width * step // 7, top, width * step // 7 + width // 10, height), "#2563eb")
    draw.rectangle((0, 0, width - 1, height - 1), outline="#111827", width=pen)
    draw.line((0, height, width, 0), "#111827", pen)
    return picture
