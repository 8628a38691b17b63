"""The blogs that tools measure on: read as any other, and the same each time."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from pipeline.stages import Options
from pipeline.stages.loading import normalised, read
from tools import large_links, posts


def _texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))]


def test_a_seed_gives_one_post() -> None:
    assert posts.post(3) == posts.post(3) != posts.post(4)


def test_a_sentence_is_one_line() -> None:
    rng = random.Random(1)
    assert all("\n" not in posts.sentence(rng) for _ in range(100))


@pytest.mark.parametrize("count", [1, 3])
def test_a_blog_of_posts_is_read(tmp_path: Path, count: int) -> None:
    posts.write_blog(tmp_path / "blog", count)
    corpus = normalised(read(Options(sources=(tmp_path / "blog",))))
    assert [len(post.questions) for post in corpus.posts] == [10] * count
    assert all(
        question.status == "answered" for post in corpus.posts for question in post.questions
    )
    assert all(asset.file for post in corpus.posts for asset in post.pictures)
    assert not [finding for finding in corpus.findings if finding.severity != "info"]


def test_a_blog_of_links_is_the_same_each_time(tmp_path: Path) -> None:
    for name in "ab":
        large_links.write_blog(tmp_path / name, 3)
    assert _texts(tmp_path / "a") == _texts(tmp_path / "b")


def test_a_blog_of_links_is_read(tmp_path: Path) -> None:
    large_links.write_blog(tmp_path / "blog", 3)
    corpus = normalised(read(Options(sources=(tmp_path / "blog",))))
    assert len(corpus.posts) == 3
    places = Counter(place.post for link in corpus.links for place in link.occurrences)
    assert min(places.values()) > large_links.LISTED
    assert any(link.resolution.posts for link in corpus.links)
