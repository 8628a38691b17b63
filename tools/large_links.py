"""How the index of a large blog does: `python -m tools.large_links [POSTS]`. Nothing here passes or fails.

Each post has 50 links: a list of past posts, links to other posts and to pages elsewhere in its text.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.emitters.links import document, markdown, page, table
from pipeline.emitters.links.rows import rows
from pipeline.links.graph import graph
from pipeline.stages import Options
from pipeline.stages.loading import normalised, read
from tests.support.browser.chromium import chromium
from tests.support.browser.screen import shown
from tools.large_sheet import until_painted

LINKS, LISTED, INTERNAL = 50, 25, 5  # in a post: all, in its list, to posts in its text
TYPED = ("模型", "x", "example.org", "第 7 页", "没有这样的字", "")
Result = TypeVar("Result")


def write_blog(root: Path, posts: int) -> None:
    """Write a Hexo blog of so many posts, the same each time."""
    chance = random.Random(7)
    folder = root / "source/_posts"
    folder.mkdir(parents=True)
    (root / "_config.yml").write_text(
        "title: 大博客\nurl: https://blog.example\npermalink: :title.html\n", encoding="utf-8"
    )
    for number in range(posts):
        date = f"{2000 + number // 336:04}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        head = f"---\ntitle: 第 {number} 篇面试题({number % 9 + 1})\ndate: {date} 08:00:00\n---\n\n"
        elsewhere = LINKS - (LISTED + INTERNAL if number else 0)
        links = [
            f"[第 {page} 页](https://host{page % 997}.example/{page})"
            for page in (int(chance.paretovariate(0.4)) % (20 * posts) for _ in range(elsewhere))
        ]
        earlier = [chance.randrange(number) for _ in range(INTERNAL)] if number else []
        links += [f"[第 {n} 篇](/p{n}.html)" for n in earlier]
        questions = "\n".join(
            f"## {n + 1}. 第 {number} 篇的第 {n} 个模型是什么？\n\n答案在 {links[n]} 和 {links[-n - 1]}。\n"
            for n in range(len(links) // 2)
        )
        past = [max(0, number - back - 1) for back in range(LISTED)] if number else []
        listed = "".join(f"- [第 {n} 篇面试题](https://blog.example/p{n}.html)\n" for n in past)
        text = f"{head}{questions}\n***\n\n## 往期文章\n\n{listed}"
        (folder / f"p{number}.md").write_text(text, encoding="utf-8")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return the result of some work, and the seconds that it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def measure(folder: Path, posts: int) -> tuple[Path, list[float]]:
    """Return the page of a blog of so many posts, and the seconds that each stage took."""
    write_blog(folder / "blog", posts)
    reading, reads = timed(lambda: read(Options(sources=(folder / "blog",))))
    corpus, joins = timed(lambda: normalised(reading))
    (graphed, listed), graphs = timed(lambda: (graph(corpus), rows(corpus)))
    html, pages = timed(lambda: page.render(corpus, graphed, listed))
    _, others = timed(
        lambda: (
            document.document(corpus, graphed), table.table(corpus, listed),
            markdown.markdown(corpus, listed),
        )
    )  # fmt: skip
    places = sum(len(link.occurrences) for link in corpus.links)
    sys.stdout.write(f"{posts:7} posts {len(corpus.links):7} targets {places:7} places")
    sys.stdout.write(f"  {len(html) / 1e6:.1f} MB of page\n")
    file = folder / "links.html"
    file.write_text(html, encoding="utf-8")
    return file, [reads, joins, graphs, pages, others]


def main() -> None:
    """Measure and print."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as folder:
        _, before = measure(Path(folder) / "half", posts // 2)
        html, after = measure(Path(folder) / "whole", posts)
        names = ("read", "join, resolve", "graph, rows", "the page", "json, csv, md")
        for name, half, whole in zip(names, before, after, strict=True):
            share = whole / sum(after)
            sys.stdout.write(
                f"  {name:14} x {whole / half:4.2f} when doubled, {share:4.0%} of all\n"
            )
        with chromium() as browser, shown(browser, html) as page_shown:
            loaded = page_shown.page.evaluate(
                "performance.getEntriesByType('navigation')[0].domComplete"
            )
            sys.stdout.write(
                f"  loaded in {loaded:.0f} ms; from typing to behind the next frame, ms:"
            )
            for text in TYPED:
                taken = until_painted(page_shown.page, text)
                sys.stdout.write(f" {text or '(cleared)'} {taken:.0f}")
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
