"""Blogs of our own: one of all that is awkward in links, and one of many posts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

URL = "https://awkward.example"
CONFIG = "title: 链接笔记\nurl: {url}\nlanguage: {language}\npermalink: :title.html\n"

HOSTILE = "</title></script><script>alert(1)</script><!-- & \u202etxet"
LONG = f"https://long.example/{'very-long/' * 300}?q={'x' * 2000}"

BAD = (
    "javascript:alert(3)",
    "data:text/html,<script>alert(4)</script>",
    "file:///etc/passwd",
    "\tjavascript:x",
)
"""Addresses that no page may lead to."""

LINKS = f"""
先看 [`<img src=x onerror=alert(1)>`](https://evil.example/"><script>alert(2)</script>) 再说。

- [信](mailto:a@b.example)、[坏](http://[::1)
- [很长]({LONG})，[没有这篇]({URL}/none.html)，[自己]({URL}/awkward.html)
- [同址]({URL}/same.html)，[**粗** `码`](https://shared.example/%E6%B3%A8%E6%84%8F?a=1&b=%2F)
- <https://shared.example/auto>，[ＦＵＬＬ Width](https://shared.example/auto)
"""


def write_awkward(folder: Path) -> Path:
    """Write a blog whose titles, texts and addresses try to break out of the page."""
    posts = folder / "source/_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG.format(url=URL, language="zh-CN"), "utf-8")
    write_post(posts, "awkward", HOSTILE, "2024-01-02", LINKS)
    write_post(posts, "same-1", "同址(1)", "2024-02-01", "没有链接。", permalink="same.html")
    write_post(posts, "same-2", "同址(2)", "2024-02-01", "没有链接。", permalink="same.html")
    write_post(
        posts, "alone", "无链接的一篇，标题长得一行放不下，要截短才行，后面还有很多字", None, "空。"
    )
    seen: list[str] = ["awkward"]
    for series, slug in (("甲系列", "a"), ("乙系列", "b"), ("Third series of posts", "c")):
        for number in (1, 2, 3):
            name = f"{slug}{number}"
            back = "\n".join(
                f"上次说过的 [见 {other}]({URL}/{other}.html) 还要用。\n" for other in seen[-2:]
            )
            listed = "\n".join(f"- [{other}]({URL}/{other}.html)" for other in seen)
            text = f"{back}\n又见 [共有](https://shared.example/auto)。\n\n# 往期文章\n\n{listed}\n"
            write_post(posts, name, f"{series}({number})", f"2024-0{len(seen) % 9 + 1}-05", text)
            seen.append(name)
    return folder


def write_many(folder: Path, posts: int) -> Path:
    """Write a blog of so many posts; each names some before it."""
    inside = folder / "source/_posts"
    inside.mkdir(parents=True)
    config = CONFIG.format(url="https://many.example", language="en")
    (folder / "_config.yml").write_text(config, "utf-8")
    for number in range(posts):
        others = sorted({number // 2, number // 3, max(number - 1, 0)} - {number})
        text = "".join(
            f"This is what we know from [post {n}](https://many.example/p{n}.html) of old, and from it "
            "follows the rest.\n\nMore of the same, and nothing linked.\n\n"
            for n in others
        )
        date = f"20{10 + number // 120:02}-{number // 10 % 12 + 1:02}-{number % 10 * 2 + 1:02}"
        write_post(inside, f"p{number}", f"Post of series {number % 3} ({number})", date, text)
    return folder


def write_plain(folder: Path, titles: Sequence[str] = ("甲", "乙")) -> Path:
    """Write posts without any link."""
    inside = folder / "source/_posts"
    inside.mkdir(parents=True)
    config = CONFIG.format(url="https://plain.example", language="en")
    (folder / "_config.yml").write_text(config, "utf-8")
    for number, title in enumerate(titles):
        write_post(inside, f"p{number}", title, None, "text")
    return folder


def write_post(
    folder: Path, name: str, title: str, date: str | None, text: str, **more: str
) -> None:
    """Write a post; its title is written as YAML writes any text."""
    quoted = '"' + title.encode("unicode_escape").decode().replace('"', '\\"') + '"'
    head = [f"title: {quoted}", *([f"date: {date}"] if date else [])]
    head += [f"{key}: {value}" for key, value in more.items()]
    page = "\n".join(["---", *head, "---", text, ""])
    (folder / f"{name}.md").write_text(page, encoding="utf-8")
