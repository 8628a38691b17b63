"""The five example posts, as two real sites and as a plain folder, against what they hold."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.ir import Corpus, Post
from tests.support.reading import build_to, corpus_of, example_blogs

SITE_PATHS = {
    "000.md": "source/_posts/大模型算法题-6.md",
    "001.md": "source/_posts/大模型算法题-7.md",
    "002.md": "source/_posts/大模型算法题-3.md",
    "003.md": "source/_posts/大模型算法题-4.md",
    "004.md": "_posts/2025-06-07-ai-series-faq-with-multi-points.md",
}
NAMES = sorted(SITE_PATHS)


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((shared / "seeds" / "expected.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def sites(shared: Path) -> Corpus:
    return corpus_of(*example_blogs(shared))


@pytest.fixture(scope="module")
def folder(shared: Path) -> Corpus:
    return corpus_of(shared / "seeds")


def post_at(corpus: Corpus, path: str) -> Post:
    return next(post for post in corpus.posts if post.path == path)


def questions_of(post: Post) -> list[dict[str, Any]]:
    """Return a post's questions in the form of the expectations."""
    found = []
    for question in post.questions:
        packed = re.sub(r"\s", "", question.answer.markdown)
        span = question.answer_span
        found.append(
            {
                "number": question.number,
                "prompt": question.prompt.markdown,
                "answer_begin": packed[:20],
                "answer_end": packed[-20:],
                "answer_sha256": hashlib.sha256(packed.encode()).hexdigest()[:16],
                "prompt_line": question.lines.start,
                "answer_lines": [span.start, span.end] if span else None,
                "status": question.status,
            }
        )
    return found


@pytest.mark.parametrize("name", NAMES)
def test_questions_of_the_sites(name: str, expected: dict[str, Any], sites: Corpus) -> None:
    post, wanted = post_at(sites, SITE_PATHS[name]), expected["posts"][name]
    assert questions_of(post) == wanted["questions"]
    assert post.reading == wanted["numbering"]


@pytest.mark.parametrize("name", NAMES)
def test_questions_of_the_folder(name: str, expected: dict[str, Any], folder: Corpus) -> None:
    post, wanted = post_at(folder, name), expected["posts"][name]
    assert questions_of(post) == wanted["questions"]
    assert post.reading == wanted["numbering"]
    assert [term.term for term in post.terms] == wanted.get("terms", [])


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_of_the_sites(name: str, expected: dict[str, Any], sites: Corpus) -> None:
    post, wanted = post_at(sites, SITE_PATHS[name]), expected["posts"][name]
    assert post.title == wanted["title"]
    assert post.date == wanted["date"]
    assert list(post.tags) == wanted["tags"]
    assert [list(path) for path in post.categories] == wanted["categories"]
    assert post.permalink == wanted["permalink"]
    assert post.front_matter.get("abbrlink") == wanted["abbrlink"]
    assert (post.series.name if post.series else None) == wanted["series"]
    assert (post.series.number if post.series else None) == wanted["number_in_series"]
    assert [term.term for term in post.terms] == wanted.get("terms", [])


def test_the_other_posts_hold_no_question(expected: dict[str, Any], sites: Corpus) -> None:
    for path in expected["without_questions"]:
        post = post_at(sites, path.removeprefix("blogs/linsight/"))
        assert (post.reading, post.questions, post.terms) == ("none", (), ())


def test_findings_name_file_and_line(sites: Corpus) -> None:
    found = {(f.code, f.path, f.line) for f in sites.findings}
    faq = SITE_PATHS["004.md"]
    assert {("stub", faq, 94), ("stub", faq, 100), ("stub", faq, 106)} <= found
    shared = {(f.path, f.line): f for f in sites.findings if f.code == "duplicate-permalink"}
    assert set(shared) == {(SITE_PATHS["002.md"], 11), (SITE_PATHS["003.md"], 3)}
    related = shared[SITE_PATHS["002.md"], 11].related
    assert [(place.path, place.line) for place in related] == [(SITE_PATHS["003.md"], 3)]


def test_links(expected: dict[str, Any], sites: Corpus, folder: Corpus) -> None:
    wanted = expected["links"]
    per_post = {
        name: sum(o.post == f"seeds/{name[:3]}" for link in folder.links for o in link.occurrences)
        for name in NAMES
    }
    assert per_post == wanted["occurrences_per_post"]
    assert len(folder.links) == wanted["distinct"]
    ambiguous = [link for link in sites.links if link.resolution.status == "ambiguous"]
    assert [link.key for link in ambiguous] == ["https://www.linsight.cn/1736008.html"]
    assert {text.text for text in ambiguous[0].anchor_texts} == {
        "大模型算法题(3)",
        "大模型算法题(4)",
    }


def test_pictures(expected: dict[str, Any], sites: Corpus) -> None:
    posts = [post_at(sites, path) for path in SITE_PATHS.values()]
    pictures = [picture for post in posts for picture in post.pictures]
    wanted = expected["links"]["images"]
    assert len(pictures) == wanted["occurrences"]
    assert len({picture.file for picture in pictures}) == wanted["distinct"]
    assert all(picture.file and picture.width and picture.height for picture in pictures)


def test_no_footer_and_no_past_post_list_on_any_card(sites: Corpus, shared: Path) -> None:
    for post in sites.posts:
        if not post.questions:
            continue
        root = shared / "blogs" / ("linsight" if "linsight" in post.site else "ningg")
        lines = (root / post.path).read_text("utf-8").split("\n")
        outro = [r for r in post.regions if r.kind == "outro"]
        assert outro, post.path
        answers = "\n".join(question.answer.markdown for question in post.questions)
        for region in outro:
            for line in lines[region.span.start - 1 : region.span.end]:
                assert len(line.strip()) < 4 or line.strip() not in answers
        assert "往期文章" not in answers
        assert "linsight.cn" not in answers


def test_deck(expected: dict[str, Any], shared: Path, tmp_path: Path) -> None:
    outcome = build_to(tmp_path / "out", *example_blogs(shared), ledger=tmp_path / "ledger.json")
    deck = expected["deck"]
    assert outcome.published
    assert outcome.cards == deck["cards_from_questions"] + deck["cards_from_terms"]
    assert outcome.corpus is not None
    ids = [
        q.guid for post in outcome.corpus.posts for q in post.questions if q.status == "answered"
    ]
    ids += [term.guid for post in outcome.corpus.posts for term in post.terms]
    assert len(set(ids)) == outcome.cards == 59
