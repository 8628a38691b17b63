"""A blog of our own words that holds everything that is awkward on a screen or on paper."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

CONFIG = """title: '难排的 "东西" & <更多>'
language: zh-CN
timezone: Asia/Shanghai
url: https://sheet.example
permalink: :abbrlink.html
"""
LONG = 30_000  # bytes of the long answer
PICTURES = {"tall": (300, 1800), "wide": (2400, 300), "tiny": (16, 16)}


def write_blog(folder: Path) -> Path:
    """Write the blog into a folder of its own."""
    posts, images = folder / "source" / "_posts", folder / "source" / "images"
    posts.mkdir(parents=True)
    images.mkdir()
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    for name in ("awkward.md", "glossary.md"):
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        (posts / name).write_text(
            text.replace("\nLONG\n", f"\n{long_answer()}\n"), encoding="utf-8"
        )
    for name, size in PICTURES.items():
        picture(size).save(images / f"{name}.png")
    return folder


def long_answer() -> str:
    """Return paragraphs, lists and code, each unlike the others, of about `LONG` bytes."""
    parts: list[str] = []
    size = 0
    while size < LONG:
        n = len(parts) + 1
        parts.append(
            f"第 {n} 段讲第 {n} 步：先读入 {n * 7} 个样本，再算损失，然后把梯度传回去，"
            f"最后更新参数。这一步用了 {n * 13} 毫秒，显存占用 {n % 9 + 1} GB，比上一步略多一点。"
            if n % 3 else
            f"1. 第 {n} 段是列表\n2. 它有三项，编号 {n * 11}\n"
            f"3. 最后一项写得长一些，看它折行以后是否对齐，第 {n} 次"
        )  # fmt: skip
        if n % 10 == 0:
            parts[-1] = (
                f"```python\nstep_{n} = run(batch={n}, rate={n / 1000})\nprint(step_{n})\n```"
            )
        size += len(parts[-1].encode())
    return "\n\n".join(parts)


def picture(size: tuple[int, int]) -> Image.Image:
    """Return a picture of a frame and a line from corner to corner."""
    drawn = Image.new("RGB", size, "#e0f2fe")
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="#111827", width=2)
    draw.line((0, 0, *size), "#2563eb", 4)
    return drawn
