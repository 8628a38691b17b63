"""The labels of real posts, where they are at hand: their order, and how a post is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tools.labelled import LabelledPost, fold, labelled, read


@pytest.fixture(scope="module")
def posts(shared: Path) -> list[LabelledPost]:
    if not (shared / "labelled" / "labels.jsonl").is_file():
        pytest.skip(f"no labelled posts at {shared}")
    return labelled()


def test_a_set_is_a_letter(posts: list[LabelledPost]) -> None:
    assert len(posts) == len({post.id for post in posts}) == 370
    assert Counter(post.set for post in posts).keys() == set("ABCDEFP")
    assert labelled("AE") == [post for post in posts if post.set in "AE"]


def test_labels_follow_each_other_within_what_was_read(posts: list[LabelledPost]) -> None:
    for post in posts:
        end = 0
        for label in post.labels:
            assert end < label.prompt.start <= label.prompt.end <= post.upto, post.id
            if label.answer:
                assert label.prompt.start <= label.answer.start <= label.answer.end, post.id
            end = label.prompt.end
        assert post.upto <= len(post.lines), post.id
        assert post.kind == "questions" or len(post.labels) == (post.kind == "single"), post.id


def test_there_are_as_many_questions_as_is_said(posts: list[LabelledPost]) -> None:
    asked = [post for post in posts if post.kind == "questions"]
    assert sum(not label.doubt for post in asked for label in post.labels) == 2513


def test_a_post_is_read_line_by_line_under_its_path(posts: list[LabelledPost]) -> None:
    for post in posts[::10]:
        blog, source = read(post)
        assert source.path == post.path
        assert source.path in blog.keys
        assert len(source.text.split("\n")) == len(post.lines)


def test_a_post_whose_head_is_refused_keeps_its_title(posts: list[LabelledPost]) -> None:
    post = next(post for post in posts if post.id == "D-017")
    _, source = read(post)
    assert source.title
    assert source.front_matter.keys() == {"title"}
    assert source.text.split("\n")[source.body_line - 1 :] == list(
        post.lines[source.body_line - 1 :]
    )


def test_a_repository_falls_in_one_fold(posts: list[LabelledPost]) -> None:
    repositories = {post.repository for post in posts}
    folds = Counter(fold(repository, 0, 5) for repository in repositories)
    assert folds.keys() == set(range(5))
    assert any(fold(name, 0, 5) != fold(name, 1, 5) for name in repositories)


def test_without_the_posts_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTDECK_SHARED", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="set POSTDECK_SHARED"):
        labelled()
