"""Findings on posts that nothing leads to, and on those that lists of past posts leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.quick.links.sites import SENTENCE, hexo, post, told, write
from tests.support.reading import corpus_of

DAYS = [f"2024-01-0{day}" for day in range(1, 8)]


def blog(
    folder: Path,
    dates: Sequence[str | None],
    *,
    text: Mapping[int, Sequence[int]] | None = None,
    past: Mapping[int, Sequence[int]] | None = None,
) -> Path:
    """Write a site of posts p0, p1, … of these dates; texts and lists name others by number."""
    posts = {}
    for number, date in enumerate(dates):
        told = [f"{SENTENCE}[那篇](/p{to}.html)。" for to in (text or {}).get(number, ())]
        named = [f"- [旧文](/p{to}.html)" for to in (past or {}).get(number, ())]
        listed = ["往期文章", "\n".join(named)] if named else []
        body = "\n\n".join(["正文。", *told, *listed])
        posts[f"p{number}"] = post(body, title=f"第{number}篇的题目", date=date)
    return hexo(folder, posts)


def paths(code: str, root: Path) -> list[str]:
    return [Path(finding.path or "").stem for finding in told(corpus_of(root), code)]


@pytest.mark.parametrize(
    ("dates", "text", "orphans"),
    [
        (DAYS[:4], {3: [1, 2]}, []),
        (DAYS[:4], {3: [0, 1], 2: [0]}, []),
        (DAYS[:4], {3: [0, 1, 2]}, []),
        (DAYS[:5], {4: [1, 2, 3]}, ["p0"]),
        (DAYS[:5], {4: [0, 1, 3]}, ["p2"]),
        (DAYS[:5], {4: [1, 2, 3, 0]}, []),
        ([*DAYS[:4], None], {4: [1, 2, 3]}, ["p0", "p4"]),
        ([None] * 5, {4: [1, 2, 3]}, ["p0", "p4"]),
        ([DAYS[3]] * 4, {3: [0, 1, 2]}, []),
        (DAYS[:1], {}, []),
    ],
)
def test_an_orphan_is_told_where_most_posts_are_linked(
    dates: list[str | None], text: dict[int, list[int]], orphans: list[str], tmp_path: Path
) -> None:
    assert paths("orphan-post", blog(tmp_path, dates, text=text)) == orphans


def test_a_post_in_a_list_is_no_orphan(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:5], past={4: [0, 1, 2, 3]})
    assert paths("orphan-post", root) == []


def test_an_orphan_is_told_at_its_permalink(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:5], text={4: [1, 2, 3]})
    (root / "source/_posts/p0.md").write_text(
        post(title="孤篇", date=DAYS[0], permalink="alone.html"), "utf-8"
    )
    (found,) = told(corpus_of(root), "orphan-post")
    assert (found.severity, found.path, found.line) == ("info", "source/_posts/p0.md", 4)
    assert (found.column, found.related, found.root) == (None, (), str(root))


def test_a_link_to_itself_or_from_a_list_of_its_own_helps_no_orphan(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:5], text={4: [1, 2, 3], 0: [0]}, past={0: [0]})
    assert paths("orphan-post", root) == ["p0"]


def test_sites_are_judged_by_themselves(tmp_path: Path) -> None:
    linked = blog(tmp_path / "linked", DAYS[:5], text={4: [1, 2, 3]})
    plain = hexo(tmp_path / "plain", {"a": post(), "b": post(date=DAYS[6])}, url="https://y.cn")
    (found,) = told(corpus_of(linked, plain), "orphan-post")
    assert found.root == str(linked)


def test_another_site_may_lead_to_a_post(tmp_path: Path) -> None:
    linked = blog(tmp_path / "linked", DAYS[:5], text={4: [1, 2, 3]})
    other = hexo(
        tmp_path / "other",
        {"a": post(f"{SENTENCE}[那](https://x.cn/p0.html)。")},
        url="https://y.cn",
    )
    assert told(corpus_of(linked, other), "orphan-post") == []


@pytest.mark.parametrize(
    ("past", "left_out"),
    [
        ({4: [0, 1, 3], 5: [0, 1, 2, 3, 4]}, {"p2": ["p4"]}),
        ({4: [0, 1, 3], 5: [0, 1, 3, 4]}, {"p2": ["p4", "p5"]}),
        ({4: [0, 1], 5: [0, 1, 2, 3]}, {"p2": ["p4"], "p3": ["p4"], "p4": ["p5"]}),
        ({4: [0, 1, 2, 3], 5: [0, 1, 2, 3, 4]}, {}),
        ({4: [0], 5: [0, 1, 2]}, {}),
        ({4: [0, 1, 5], 5: [0, 1, 2, 3, 4]}, {}),
        ({3: [0, 1], 4: [0, 1, 4], 5: [0, 1, 2, 3, 4]}, {"p2": ["p3"]}),
        ({2: [0, 1], 4: [0, 4, 5]}, {}),
        ({2: [0, 1], 4: [0, 1]}, {"p2": ["p4"], "p3": ["p4"]}),
        ({4: [0, 1, 2], 5: [0, 1]}, {}),
        ({4: [0, 1, 3]}, {}),
        ({1: [0, 2, 3, 4], 0: [1, 2, 3, 4, 5]}, {}),
    ],
)
def test_a_list_of_most_earlier_posts_leaves_out_the_others(
    past: dict[int, list[int]], left_out: dict[str, list[str]], tmp_path: Path
) -> None:
    found = told(corpus_of(blog(tmp_path, DAYS[:6], past=past)), "not-in-post-list")
    assert {
        Path(finding.path or "").stem: [Path(place.path).stem for place in finding.related]
        for finding in found
    } == left_out


def test_a_post_that_is_left_out_is_told_with_the_lists(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:6], past={4: [0, 1, 3], 5: [0, 1, 3, 4]})
    (found,) = told(corpus_of(root), "not-in-post-list")
    assert (found.severity, found.path, found.root) == ("info", "source/_posts/p2.md", str(root))
    assert [(place.path, place.line, place.root) for place in found.related] == [
        ("source/_posts/p4.md", None, str(root)),
        ("source/_posts/p5.md", None, str(root)),
    ]
    assert "2 later posts" in found.message


@pytest.mark.parametrize(
    ("date", "left_out"),
    [(DAYS[2], ["p2"]), (DAYS[3], []), (DAYS[6], []), (None, [])],
)
def test_only_an_earlier_post_can_be_left_out(
    date: str | None, left_out: list[str], tmp_path: Path
) -> None:
    dates = [*DAYS[:2], date, DAYS[3], DAYS[3]]
    root = blog(tmp_path, dates, past={3: [0, 1], 4: [0, 1, 2]})
    assert paths("not-in-post-list", root) == left_out


def test_a_post_that_the_text_names_is_not_left_out(tmp_path: Path) -> None:
    past = {4: [0, 1, 3], 5: [0, 1, 2, 3, 4]}
    assert paths("not-in-post-list", blog(tmp_path, DAYS[:6], past=past, text={4: [2]})) == []


def test_texts_are_no_lists(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:6], text={4: [0, 1, 3], 5: [0, 1, 3, 4]})
    assert paths("not-in-post-list", root) == []


def test_references_are_no_list_of_past_posts(tmp_path: Path) -> None:
    root = blog(tmp_path, DAYS[:6], past={4: [0, 1, 3], 5: [0, 1, 3, 4]})
    for name in ("p4", "p5"):
        file = root / f"source/_posts/{name}.md"
        file.write_text(file.read_text("utf-8").replace("往期文章", "参考资料"), "utf-8")
    assert paths("not-in-post-list", root) == []


def test_posts_of_a_folder_are_judged_too(tmp_path: Path) -> None:
    listed = "往期文章\n\n- [零](p0.md)\n- [一](p1.md)"
    files = {f"p{n}.md": post(title=f"第{n}篇", date=DAYS[n]) for n in range(3)}
    files |= {f"p{n}.md": post(listed, title=f"第{n}篇", date=DAYS[3]) for n in (3, 4)}
    assert paths("not-in-post-list", write(tmp_path / "notes", files)) == ["p2"]
