"""Laws that hold for every input: nothing raises, and order does not matter.

That nothing is lost is tested in `test_conservation`, links in `test_links`.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import codec
from pipeline.characters import without_controls
from pipeline.findings import Severity
from pipeline.html import text_of
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.hexo_syntax import tags
from pipeline.stages import Options, build
from pipeline.stages.received import received
from tests.support.laws import tries
from tests.support.reading import NOW, build_to, corpus_of

MARKDOWN = Markdown(Dialect(breaks=True, tags=tags()))

# Scraps of which the odd posts are made that no author would write, and every author does.
SCRAPS = [
    "# 1.", "## 2、", "1. ", "3) ", "（4）", "①", "Q5: ", "- ", "> ", "```", "~~~py", "$", "$$", "\\(",
    "\\]", "**", "_", "`", "[a](b)", "![](c.png)", "[x]: y", "<s>", "</s>", "<mask>", "<div>", "</div>",
    "<script>", "<!--", "-->", "{% raw %}", "{% endraw %}", "{% note %}", "{% asset_img a.png %}",
    "***", "---",
    "| a | b |", "|---|---|", "什么？", "答：", "正文。", "word ", "  ", "    ", "\t", "\n", "\n\n",
    "<details>", "<summary>", "</summary>", "</details>", "Q: ", "问：", "A. a\nB. b\n", "【答案】", "1️⃣ ",
    "🔥 ", "0.", "十百、", "第1题", "[甲](#乙)", "术语表", "版权声明", "## ", "\n: 释\n",
    "\r\n", "\u2028", "\x0b", "\x1f", "\u3000", "&nbsp;", "&#91;", "\ufeff", "𠮷", "é", "\u200b", "\\",
]  # fmt: skip
BODIES = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=6)), max_size=40).map("".join)


HEADS = [
    "",
    "---\ntitle: 面试题\n---\n",
    "---\nquestions: summary\n---\n",
    "---\nquestions: list\n---\n",
]


@given(BODIES, st.sampled_from(HEADS))
@tries(400)
@example("1. a\n   {% raw %}\n", "")
@example("\x1f", "")
@example("$$\n\n$$ $", "")
@example("<div><div>" * 300, "")
@example("# \t第1题", HEADS[1])
@example("<summary>1、</summary>", HEADS[2])
@example("{% note %}[a](b)", "")
@example("1\\. 甲？ 答：乙\n\n```\nx\n```\n\n答：丙\n", HEADS[1])
def test_no_text_raises_and_regions_tile_the_file(body: str, head: str) -> None:
    body = head + body
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.md"
        path.write_bytes(body.encode())
        corpus = corpus_of(path)
    for post in corpus.posts:
        lines = without_controls(body.removeprefix("\ufeff")).split("\n")
        count = len(lines) - (lines[-1] == "" and len(lines) > 1)
        covered = [
            n for region in post.regions for n in range(region.span.start, region.span.end + 1)
        ]
        assert covered == list(range(1, count + 1)) or lines == [""]
        for question in post.questions:
            asked, span = question.prompt_span, question.answer_span
            assert asked is not None or post.reading == "title"
            assert question.prompt.markdown.strip()
            assert span is None or (asked.end if asked else 1) <= span.start <= span.end
            assert (span is None) == (question.answer.markdown == "")
    assert codec.decode(codec.encode(corpus)) == corpus
    assert received(corpus, Path()) == (corpus, ())


WORDS = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0x9FFF), min_size=1, max_size=8
)


@given(
    st.lists(WORDS, min_size=1, max_size=5),
    st.sampled_from(["mask", "s", "|end|", "think", "text"]),
)
@tries(100)
def test_words_in_angle_brackets_are_text(words: list[str], name: str) -> None:
    source = f"<{name}>".join(words)
    document = MARKDOWN.document(source, 1)
    html = render(MARKDOWN, document, source, 1, "post.md", lambda address: address).html
    assert "".join(text_of(html).split()) == "".join(source.split())


def copies(folder: Path, shared: Path, seed: int) -> list[Path]:
    """Copy the example blogs file by file in a random order, so that folders list them differently;
    return the copies.
    """
    files = [path for path in (shared / "blogs").rglob("*") if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        target = folder / path.relative_to(shared / "blogs")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return [folder / "linsight", folder / "ningg"]


def test_order_does_not_matter_and_two_builds_are_equal(shared: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.json"
    one = copies(tmp_path / "a", shared, 1)
    two = copies(tmp_path / "b", shared, 2)
    build_to(tmp_path / "x", *one, ledger=ledger)
    kept = ledger.read_bytes()
    build_to(tmp_path / "y", *reversed(two), ledger=ledger, now=NOW + 3600)
    assert ledger.read_bytes() == kept
    names = sorted(
        p.relative_to(tmp_path / "x") for p in (tmp_path / "x").rglob("*") if p.is_file()
    )
    for name in names:
        assert (tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes(), name


def test_the_demo_is_free_of_faults(demo: Path) -> None:
    worse = [f for f in corpus_of(demo).findings if f.severity is not Severity.INFO]
    assert worse == []


def test_the_ledger_of_the_demo_is_fresh(demo: Path, tmp_path: Path) -> None:
    """Else `make deck` in a clean clone changes a tracked file: run it, and commit the ledger."""
    shutil.copytree(demo, tmp_path / "demo")
    options = Options(sources=(tmp_path / "demo",), out=tmp_path / "out", locked=True, now=NOW)
    assert build(options).published
