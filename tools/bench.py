"""Where the time goes, as ratios within one run: `make bench`. Nothing here passes or fails.

CPU time of each stage relative to plain markdown-it-py's on the same text; what a corpus, and each of
a list of hostile posts, costs when it doubles. Beside a hostile post's factor stands plain
markdown-it-py's on the same text, so that it shows whose it is.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline import codec, ledger
from pipeline.emitters import anki
from pipeline.ir import Corpus
from pipeline.ledger import Ledger
from pipeline.markdown.blocks import Document, Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.inline import Inline
from pipeline.markdown.render import render
from pipeline.pictures import inspect
from pipeline.questions import find
from pipeline.readers import folder as folders
from pipeline.readers import hexo
from pipeline.readers.hexo_syntax import tags
from pipeline.stages import Options, build
from pipeline.stages.normalise import normalise
from pipeline.stages.parse import parse
from pipeline.stages.pieces import Look
from tests.support.ledgers import answered
from tests.support.reading import NOW
from tools.posts import write_blog

LIMIT = 2.6
ENOUGH = 0.1
LARGEST = 60_000
PLAIN = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
MARKDOWN = Markdown(Dialect(breaks=True, tags=tags()))

HOSTILE: dict[str, Callable[[int], str]] = {
    "[": lambda n: "[" * n,
    "[a](": lambda n: "[a](" * n,
    "![": lambda n: "![" * n,
    "[]": lambda n: "[]" * n,
    "<a ": lambda n: '<a "' * n,
    "<": lambda n: "<" * n,
    "<a>": lambda n: "<a>" * n,
    "<b></b>": lambda n: "<b>x</b>" * n,
    "<!--": lambda n: "<!--" * n,
    "<!-- lines": lambda n: "a <!--\n\n" * n,
    "<div>": lambda n: "<div>" * n,
    "<div> lines": lambda n: "<div>\n\n" * n,
    "</div>": lambda n: "</div>" * n,
    "<script>": lambda n: "<script>x</script>\n\n" * n,
    "<script> in one": lambda n: "<div>" + "<script>x</script>" * n + "</div>",
    "<img>": lambda n: '<img src="a.png">\n' * n,
    "pictures": lambda n: "![x](a.png)\n" * n,
    "$": lambda n: "$a " * n,
    "$$": lambda n: "$$a " * n,
    "$$ lines": lambda n: "$$\na\n\n" * n,
    r"\(": lambda n: r"\(a " * n,
    r"\( pairs": lambda n: r"\(a\) " * n,
    r"\[ lines": lambda n: "\\[\na\n\n" * n,
    r"\begin": lambda n: "\\begin{align}\na\n\n" * n,
    "{% x %}": lambda n: "{% x %}" * n,
    "{% x": lambda n: "{% x " * n,
    "{% x %} lines": lambda n: "{% x %}\n\n" * n,
    "{% note %} lines": lambda n: "{% note %}\n\n" * n,
    "{% note %} pairs": lambda n: "{% note %}\na\n{% endnote %}\n\n" * n,
    "{% note %} nested": lambda n: "{% note %}\n" * n + "{% endnote %}\n" * n,
    "{% raw %}": lambda n: "a {% raw %}" * n,
    "{% tabs %}": lambda n: "{% tabs a %}\n" + "<!-- tab a -->\na\n" * n + "{% endtabs %}\n",
    "{% tabs %} open": lambda n: "{% tabs a %}\n" + "<!-- tab " * n + "\n{% endtabs %}\n",
    "{% codeblock %} pairs": lambda n: "{% codeblock a %}\na\n{% endcodeblock %}\n" * n,
    "{% codeblock": lambda n: "{% codeblock " * n + "\n",
    "{% asset_path": lambda n: "[a]({% asset_path " * n,
    "{#": lambda n: "{# a " * n,
    "words of a tag": lambda n: "{% img " + "a " * n + "%}",
    "marks of a fence": lambda n: "```py " + "mark:1-9999 " * n + "\na\n```\n",
    "footnotes": lambda n: (
        "".join(f"[^{i}] " for i in range(n)) + "".join(f"\n\n[^{i}]: a" for i in range(n))
    ),
    "footnotes of footnotes": lambda n: (
        "a[^0]\n\n" + "".join(f"[^{i}]: a[^{i + 1}]\n\n" for i in range(n))
    ),
    "one footnote": lambda n: "# 1. 什么？\n\na[^1]\n\n" * n + f"[^1]: {'a' * min(n, 900)}\n",
    "[^": lambda n: "[^" * n,
    "[^a]: lines": lambda n: "a[^a]\n" + "[^a]:\n" * n,
    "tasks": lambda n: "- [ ] a\n" * n,
    "environments": lambda n: "\\begin{align}\na\n\\end{align}\n" * n,
    "environments within": lambda n: "\\begin{cases}\n" * n + "\\end{cases}\n" * n,
    "a formula": lambda n: "$$\n" + "\\frac{a}{" * min(n, 20_000) + "\n$$\n",
    "formulas": lambda n: "$a_1$ " * n,
    "iframes": lambda n: '<iframe src="//a.example"></iframe>' * n,
    "titles": lambda n: '<abbr title="<a>">a</abbr>' * n,
    "{% raw %} lines": lambda n: "{% raw %}\n\n" * n,
    "1. lines": lambda n: "1.什么？\n" * n,
    "items, answers": lambda n: "".join(f"{i}. 什么？\n\n   答。\n\n" for i in range(n)),
    "# n. questions": lambda n: "".join(f"# {i % 9999}. 什么？\n\n答。\n\n" for i in range(n)),
    "questions, links": lambda n: "".join(
        f"# {i % 9999}. 什么？\n\n[答](b{i})\n\n" for i in range(n)
    ),
    "styles": lambda n: "".join(f"{'#' * (i % 6 + 1)} {i % 9}. 什么？\n\n" for i in range(n)),
    "headings": lambda n: "# a\n" * n,
    "rules": lambda n: "# 1. 什么？\n\n" + "a\n\n---\n\n" * n,
    "rules, links": lambda n: "# 1. 什么？\n\n" + "[a](b)\n\n---\n\n" * n,
    "labels, links": lambda n: "# 1. 什么？\n\n" + "往期\n\n[a](b)\n\n" * n + "x" * 100,
    "paragraphs": lambda n: "a\n\n" * n,
    "quotes": lambda n: ">" * n,
    "quote lines": lambda n: "> a\n" * n,
    "lists": lambda n: "\n".join("  " * (i % 120) + "- a" for i in range(n)),
    "list in one line": lambda n: "- " * n,
    "glossary": lambda n: "# 1. 术语？\n\n" + "- 词：释\n" * n,
    "**a": lambda n: "**a " * n,
    "*a_ ": lambda n: "*a_ " * n,
    "a**b": lambda n: "a**b" + "c* " * n,
    "~~a": lambda n: "~~a " * n,
    "backticks": lambda n: "".join("`" * (i % 300 + 1) + " " for i in range(n)),
    "`a": lambda n: "`a ``b " * n,
    "references": lambda n: f"[a]: /{'x' * n}\n\n" + "[a]" * n,
    "definitions": lambda n: "".join(f"[a{i}]: /b\n" for i in range(n)),
    "definitions apart": lambda n: "".join(f"# {i}. 什么？\n\n[a{i}]: /b\n\n" for i in range(n)),
    "a long line of code": lambda n: "```\n" + "<a&" * n + "\n```\n",
    "a long line": lambda n: "字" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "blank lines": lambda n: "# 1. 什么？\n" + "\n" * n + "答。\n",
    "fences": lambda n: "```\na\n\n" * n,
    "one open fence": lambda n: "```\n" + "a\n" * n,
    "pipes": lambda n: "|" * n + "\n" + "|-" * n + "\n",
    "| | |": lambda n: "| a | b |\n" * n,
    "table rows": lambda n: "| a | b |\n|---|---|\n" + "| a | b |\n" * n,
    "table cells": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "&amp;": lambda n: "&amp;" * n,
    "backslashes": lambda n: "\\" * n,
    "digits": lambda n: "1" * n + ".\n",
    "Q1": lambda n: "Q1: " * n,
    "bold prompts": lambda n: "**1.什么？**\n\n答。\n\n" * n,
    "bold in one line": lambda n: "**1.什么？" * n,
    "front matter": lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n",
    "front matter list": lambda n: "---\ntags: " + "[" * n + "\n---\n",
    "quotes in tags": lambda n: "<div>\n" + "<a '\"" * n,
    "links in a line": lambda n: "# 1. 什么？\n\n" + "".join(f"[a](b{i}) " for i in range(n)),
    "http://a.": lambda n: "http://a." * n,
    "www.": lambda n: "www." * n,
    "bare links": lambda n: "http://a.cn/b " * n,
    "bare links, cut": lambda n: "http://a点" * n,
    "bare links, brackets": lambda n: "[http://a.cn " * n,
    "http://a)": lambda n: "http://a(" + ")" * n,
    "http://a;": lambda n: "http://a&" + ";" * n,
    "http://a&a;": lambda n: "http://a" + "&a;" * n,
    "one definition": lambda n: "[a]\n\n" + "[a]: /b\n" * n,
    "links in cells": lambda n: "|" + "[a](b)|" * n + "\n|" + "-|" * n + "\n",
    "links in one cell": lambda n: "|" + "[a](b) \\| " * n + "|\n|-|\n",
    "links behind code": lambda n: "`a\nb` [a](b)\n" * n,
    "links of HTML": lambda n: "<div>\n" + "<a href='b'>a</a> <!-- " * n,
    "{% link %}": lambda n: "a {% link a https://a.cn %} " * n,
    "questions in one list": lambda n: "1. 什么？\n" * n,
    "glossary blanks": lambda n: "# 1. 术语？\n\n" + f"- a{' ' * n}b\n" * 5,
    "Q and blanks": lambda n: f"Q{' ' * n}x\n",
    "gaps and spaced numbers": lambda n: "".join(
        f"{3 * i + 1}. 什么？\n\n答。\n\n{3 * i + 2} 如何？\n\n答。\n\n"
        for i in range(min(n, 3000))
    ),
    "options, markers": lambda n: "# 1. 什么？\n\nA. a\nB. b\n\n答案：B\n\n" * n,
    "code, no marker": lambda n: "# 1. 什么？\n\n```\na\n```\n\n" * n + "答案：B\n",
    "markers": lambda n: "# 1. 什么？\n\n" + "答：\n\n" * n,
    "summaries": lambda n: "<details>\n<summary>什么？</summary>\n\n答。\n\n</details>\n\n" * n,
    "summaries in one": lambda n: "<details><summary>什么？</summary>答。</details>\n" * n,
    "open summaries": lambda n: "<details>\n" + "<summary>什么？" * n,
    "<ins>": lambda n: "# 1. 什么？\n\n答。\n\n<div>\n" + "<ins><!--" * n,
    "bullets": lambda n: "- 什么？\n  - 答。\n" * n,
    "bold bullets": lambda n: "- **什么？** 它是一种办法。\n" * n,
    "Q and A": lambda n: "Q: 什么？\n\nA: 答。\n\n" * n,
    "numbers alone": lambda n: "# 1.\n\n什么？\n\n答。\n\n" * n,
    "sentences": lambda n: "---\ntitle: 面试题\n---\n" + "什么？\n\n答。\n\n" * n,
    "notices": lambda n: "# 1. 什么？\n\n答。\n\n" + "> 版权声明：转载请注明。\n\n" * n,
    "two-column tables": lambda n: (
        "## 术语表\n\n" + "| 词 | 释 |\n|---|---|\n" + "| 词 | 释 |\n" * n
    ),
    "wrapped prompts": lambda n: "1、甲，\n什么？\n\n答。\n\n" * n,
    "emoji": lambda n: "🔥" * n + "1. 什么？\n",
    "&nbsp;": lambda n: "&nbsp;" * n + "1. 什么？\n",
    "title of blanks": lambda n: f'---\ntitle: "a{" " * n}b"\n---\n',
    "title of #": lambda n: f'---\ntitle: "a{"#" * n}"\n---\n',
    "dashes": lambda n: "-" * n + "\n",
}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        stages(Path(name))
        corpora(Path(name))
        identities()
        hostile(Path(name))


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def _still() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cost(work: Callable[[], object], times: int = 1) -> float:
    """Return the CPU seconds of some work, the least of `times` runs."""
    found = []
    for _ in range(times):
        with _still():
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
    return min(found)


def stages(folder: Path) -> None:
    """Print what each stage costs, markdown-it-py's own parsing being 1."""
    write_blog(folder / "blog", 60)
    blog = hexo.open_blog(folder / "blog")
    data = {path: (blog.root / path).read_bytes() for path in sorted(blog.keys)}
    texts = [content.decode().split("---\n", 2)[2] for content in data.values()]
    sources = [post for path in data if (post := blog.read(path, data[path]).post)]
    markdown = Markdown(blog.dialect)
    documents = [markdown.document(post.text, post.body_line) for post in sources]
    look = Look(cache(inspect))
    read = [parse(blog, post, markdown, None, look).read for post in sources]
    corpus = normalise([blog.site], read)
    known = ledger.identify(corpus, Ledger())
    notes = anki.make_notes(known)
    note_type = anki.load_note_type()
    stamped = ledger.stamp(known, notes, note_type.digest, Ledger(), NOW)
    decks = anki.make_decks(known, notes)
    pictures = folder / "pictures"
    pictures.mkdir()
    for one_read in read:
        for name, source in one_read.picture_files.items():
            held = source if isinstance(source, bytes) else source.read_bytes()
            (pictures / name).write_bytes(held)

    def questions() -> None:
        for post, document in zip(sources, documents, strict=True):
            find(document, _measure(markdown, document), post.path, post.title)

    def rendered() -> None:
        for post, document in zip(corpus.posts, documents, strict=True):
            for question in post.questions:
                for text in (question.prompt, question.answer):
                    render(markdown, document, text.markdown, 1, post.path, lambda href: href)

    one = cost(lambda: [PLAIN.parse(text) for text in texts], 3)
    size = sum(map(len, data.values()))
    say(
        f"{len(sources)} posts, {size // 1024} KiB, {len(notes)} notes; markdown-it-py parses = 1\n"
    )
    for stage, work in {
        "read, front matter": lambda: [blog.read(path, data[path]) for path in data],
        "blocks": lambda: [markdown.document(p.text, p.body_line) for p in sources],
        "questions": questions,
        "render, sanitise": rendered,
        "the whole post": lambda: [parse(blog, post, markdown, None, look) for post in sources],
        "normalise": lambda: normalise([blog.site], read),
        "identify": lambda: ledger.identify(corpus, Ledger()),
        "identify again": lambda: ledger.identify(corpus, stamped.ledger),
        "corpus.json": lambda: codec.encode(known),
        "notes": lambda: anki.make_notes(known),
        "package": lambda: anki.emit(folder / "deck.apkg", stamped, note_type, pictures, decks),
    }.items():
        say(f"  {stage:20} {cost(work, 3) / one:6.2f}")


def _measure(markdown: Markdown, document: Document) -> Callable[[str], Inline]:
    @cache
    def measure(content: str) -> Inline:
        return markdown.inline(content, document.references)

    return measure


def corpora(folder: Path) -> None:
    """Print what doubling a corpus costs, from the posts to the deck."""
    say("\na corpus that doubles\n")
    last = 0.0
    for count in (100, 200, 400):
        root = folder / str(count)
        write_blog(root, count)
        options = Options((root,), folder / f"out-{count}", now=NOW)
        spent = cost(lambda options=options: build(options))  # type: ignore[misc]
        say(f"  {count:4} posts {_factor(spent, last) if last else ''}")
        last = spent


Asked = dict[str, list[tuple[str, str]]]
"""The prompts and answers of posts, by post."""


def identities() -> None:
    """Print what doubling costs where many cards were edited, moved or are all alike."""
    say("\ncards that changed since the last build\n")
    for name, history in HISTORIES.items():
        small, large = (_history(*history(count)) for count in (300, 600))
        spent, twice = (cost(partial(ledger.identify, *made)) for made in (small, large))
        say(f"  {name:40} {_factor(twice, spent)}")


def _equal_prompts(count: int) -> tuple[Asked, Asked]:
    posts = {f"{n}": [("什么？", f"{n}。")] for n in range(count)}
    return {f"a{n}": asked for n, asked in posts.items()}, {
        f"b{n}": asked for n, asked in posts.items()
    }


def _one_post_edited(count: int) -> tuple[Asked, Asked]:
    before = [
        (f"第 {n * 7919} 种方法的原理是甚么？", f"{n * 31} 号方法的原理。") for n in range(count)
    ]
    return {"a": before}, {"a": [(prompt.replace("甚", "什"), answer) for prompt, answer in before]}


def _all_alike(count: int) -> tuple[Asked, Asked]:
    before = [(f"问题 {n:05}", "") for n in range(count)]
    return {"a": before}, {"a": [(f"题目 {n:05}", "") for n in range(count)]}


def _merged(count: int) -> tuple[Asked, Asked]:
    posts = {f"{n}": [(f"{n} 是什么？", f"{n}"), ("小结", "完")] for n in range(count)}
    return posts, {"all": [asked for post in posts.values() for asked in post]}


def _split(count: int) -> tuple[Asked, Asked]:
    before, after = _merged(count)
    return after, before


HISTORIES: dict[str, Callable[[int], tuple[Asked, Asked]]] = {
    "equal prompts, all posts renamed": _equal_prompts,
    "one post, every prompt edited": _one_post_edited,
    "one post, prompts that are all alike": _all_alike,
    "all posts merged into one": _merged,
    "one post split into many": _split,
}


def _history(before: Asked, after: Asked) -> tuple[Corpus, Ledger]:
    """Return the second build's corpus and the ledger of the first."""
    known = ledger.identify(answered(before), Ledger())
    stamped = ledger.stamp(known, anki.make_notes(known), "", Ledger(), NOW)
    return answered(after), stamped.ledger


def _corpus(folder: Path) -> Corpus:
    blog = folders.open_blog(folder, sorted(path.name for path in folder.iterdir()))
    posts = [blog.read(path, (folder / path).read_bytes()).post for path in sorted(blog.keys)]
    read = [parse(blog, post, MARKDOWN, None).read for post in posts if post]
    return normalise([blog.site], read)


def hostile(root: Path) -> None:
    """Print what doubling each hostile post costs, and mark what is dearer than it should be."""
    say(f"\na hostile post that doubles ({' ' * 22}size, ours, plain markdown-it-py)\n")
    blog = folders.open_blog(root, ["post.md"])
    look = Look(cache(inspect))

    def ours(text: str) -> float:
        def work() -> None:
            post = blog.read("post.md", text.encode()).post
            if post is not None:
                normalise([blog.site], [parse(blog, post, MARKDOWN, None, look).read])

        return cost(work)

    for name, make in HOSTILE.items():
        n = 50
        while (spent := ours(_headed(make(n)))) < ENOUGH and n < LARGEST:
            n *= 2 if spent > ENOUGH / 3 else 3
        text, twice = _headed(make(n)), _headed(make(2 * n))
        plain = cost(lambda t=text: PLAIN.render(t))  # type: ignore[misc]
        factor = ours(twice) / spent
        if factor > LIMIT:
            factor = ours(twice) / ours(text)
        theirs = cost(lambda t=twice: PLAIN.render(t)) / max(plain, 1e-6)  # type: ignore[misc]
        mark = f"  > {LIMIT}" if factor > LIMIT else ""
        say(
            f"  {name:20} {n:7} {factor:6.2f} {theirs:6.2f}"
            f"   ours/plain {spent / max(plain, 1e-6):7.1f}{mark}"
        )


def _headed(text: str) -> str:
    return text if text.startswith("---\n") else f"---\ntitle: 面试题\n---\n\n{text}"


def _factor(spent: float, last: float) -> str:
    factor = spent / last
    return f"x {factor:.2f}{f'  > {LIMIT}' if factor > LIMIT else ''}"


if __name__ == "__main__":
    main()
