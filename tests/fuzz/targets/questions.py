"""A whole post: its regions and questions, and the corpus of it as JSON and back."""

from __future__ import annotations

import json

from pipeline import codec
from pipeline.ir import Corpus
from tests.fuzz.mutations import demo_posts, texts
from tests.fuzz.oracles import assert_canonical, assert_findings
from tests.fuzz.sites import corpus_with, lines_of
from tests.laws.test_posts import BODIES

TEXTS = texts(demo_posts()) | BODIES


def check(text: str) -> None:
    corpus = corpus_with(text)
    assert_findings(corpus.findings, lines_of(text))
    assert corpus.posts or corpus.findings
    assert_tiles(corpus, text)
    for post in corpus.posts:
        for html in (
            *(part.html for q in post.questions for part in (q.prompt, q.answer)),
            *(term.definition.html for term in post.terms),
        ):
            assert_canonical(html)
    data = codec.encode(corpus)
    assert codec.decode(data) == corpus
    json.loads(data.encode())


def assert_tiles(corpus: Corpus, text: str) -> None:
    """Assert that each line of a post is in one region, and a question's lines are in their order."""
    for post in corpus.posts:
        lines = text.removeprefix("\ufeff").split("\n")
        count = len(lines) - (lines[-1] == "" and len(lines) > 1)
        spans = [region.span for region in post.regions]
        covered = [n for span in spans for n in range(span.start, span.end + 1)]
        assert covered == list(range(1, count + 1)) or lines == [""]
        for question in post.questions:
            asked, span = question.prompt_span, question.answer_span
            assert question.prompt.markdown.strip()
            assert asked is not None or post.reading == "title"
            assert span is None or (asked.end if asked else 1) <= span.start <= span.end
