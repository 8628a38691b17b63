"""The blocks of a post and the outline of what could be a prompt in it."""

from __future__ import annotations

from functools import partial

from pipeline.markdown.blocks import Markdown
from pipeline.outline.walk import outline
from tests.fuzz.mutations import demo_posts, texts
from tests.fuzz.sites import blogs, lines_of

TEXTS = texts(demo_posts())
_PARSERS = [Markdown(blog.dialect) for blog in blogs()]


def check(text: str) -> None:
    text = text.replace("\r", " ").replace("\x00", " ")  # as a file is decoded
    for markdown in _PARSERS:
        document = markdown.document(text, 1)
        assert document.last_line <= lines_of(text)
        before = 0
        for block in document.blocks:
            assert before < block.start <= block.end <= document.last_line
            before = block.end
        measure = partial(markdown.inline, references=document.references)
        found = outline(document, measure, "题")
        for node in found.nodes:
            assert 1 <= node.span.start <= node.span.end <= document.last_line
