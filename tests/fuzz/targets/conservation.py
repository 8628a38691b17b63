"""The law of conservation on posts whose blocks and lines were repeated, taken away and put elsewhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from pipeline.ir import Question, Span
from pipeline.markdown.blocks import Markdown
from pipeline.stages.parse import parse
from tests.fuzz.mutations import demo_posts
from tests.fuzz.sites import blogs
from tests.laws.test_conservation import Account


def _blocks(text: str) -> list[str]:
    document = Markdown(blogs()[0].dialect).document(text.partition("\n---\n")[2], 1)
    return [document.source(Span(block.start, block.end)) for block in document.blocks]


_BLOCKS = [_blocks(post) for post in demo_posts()]


@st.composite
def _mixed(draw: st.DrawFn) -> str:
    blocks = draw(st.sampled_from(_BLOCKS))
    start = draw(st.integers(0, len(blocks) - 1))
    blocks = list(blocks[start : start + draw(st.integers(2, 20))])
    for _ in range(draw(st.integers(0, 4))):
        at, to = draw(st.integers(0, 19)) % len(blocks), draw(st.integers(0, 19)) % len(blocks)
        kind = draw(st.sampled_from(["swap", "repeat", "delete"]))
        if kind == "swap":
            blocks[at], blocks[to] = blocks[to], blocks[at]
        elif kind == "repeat":
            blocks.insert(to, blocks[at])
        elif len(blocks) > 1:
            del blocks[at]
    return "\n\n".join(blocks) + "\n"


TEXTS = _mixed()


def check(text: str) -> None:
    blog = next(blog for blog in blogs() if blog.site.kind == "hexo")
    markdown = Markdown(blog.dialect)
    source = blog.read(min(blog.keys), text.encode()).post
    assert source is not None
    source = replace(source, title="面试题")
    post = parse(blog, source, markdown, None).read.post
    if not any(_on_one_line(question) for question in post.questions):
        assert Account(blog, source, markdown, post).faults == []


def _on_one_line(question: Question) -> bool:
    """Whether an answer begins on the line of its prompt: what parts the two is shown by neither."""
    asked, answered = question.prompt_span, question.answer_span
    return bool(asked and answered and asked.end >= answered.start)
