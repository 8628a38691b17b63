"""What links are for: a list of past posts, references, or a word of the text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.quick.links.sites import SENTENCE, hexo, places, post, write
from tests.support.reading import corpus_of

QUESTIONS = "# 1. 什么是熵？\n\n答案一。\n\n# 2. 什么是散度？\n\n答案二。\n"
PAGES = {f"p{number}": post(title=f"第{number}篇文章") for number in range(1, 4)}

OWN = ["/p1.html", "/p2.html", "/p3.html"]
FAR = ["https://a.example/1", "https://b.example/2", "https://c.example/3"]
ONE_HOST = ["https://a.example/1", "https://a.example/2", "https://a.example/3"]


def listed(*addresses: str) -> str:
    return "\n".join(f"- [文字{number}]({address})" for number, address in enumerate(addresses))


def roles_in(
    body: str, folder: Path, others: Mapping[str, str] | None = None, name: str = "a"
) -> list[str]:
    corpus = corpus_of(hexo(folder, {**PAGES, name: post(body, title="本篇"), **(others or {})}))
    inside = [place for place in places(corpus) if place.post == f"x.cn/{name}"]
    return [place.role for place in sorted(inside, key=lambda place: (place.line, place.column))]


def one_role(body: str, folder: Path, others: Mapping[str, str] | None = None) -> str:
    (role,) = set(roles_in(body, folder, others))
    return role


PAST_LABELS = [
    "往期文章", "往期回顾：", "历史文章", "歷史文章", "上一篇", "下一章", "文章列表",
    "過去の記事", "Previous posts", "More posts",
]  # fmt: skip
PARTS_LABELS = [
    "本系列", "目录", "導覽", "相关文章", "推荐阅读",
    "The series", "Table of Contents", "Navigation", "Related articles",
]  # fmt: skip
REFERENCE_LABELS = [
    "参考", "参考资料", "参考文献：", "引用", "出处", "资料来源",
    "References", "Bibliography", "Sources", "Works cited",
]  # fmt: skip
OTHER_LABELS = ["随便看看", "Miscellany", "小结", "Seriesly", "Preferences"]


@pytest.mark.parametrize("written", ["# {}", "## {}", "{}", "**{}**"])
@pytest.mark.parametrize("label", ["往期文章", "Previous posts"])
def test_a_label_of_past_posts_may_be_any_short_line(
    label: str, written: str, tmp_path: Path
) -> None:
    body = f"{written.format(label)}\n\n{listed(*FAR)}\n\n{QUESTIONS}"
    assert one_role(body, tmp_path) == "nav"


@pytest.mark.parametrize("label", PAST_LABELS)
def test_labels_of_past_posts(label: str, tmp_path: Path) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{label}\n\n{listed(*FAR)}\n", tmp_path) == "nav"


@pytest.mark.parametrize(
    ("addresses", "role"), [([OWN[0], *FAR], "nav"), ([OWN[0], FAR[0]], "nav"), (FAR, "outro")]
)
@pytest.mark.parametrize("label", PARTS_LABELS)
def test_labels_of_parts_may_be_those_of_the_blog(
    label: str, addresses: list[str], role: str, tmp_path: Path
) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{label}\n\n{listed(*addresses)}\n", tmp_path) == role


@pytest.mark.parametrize("label", REFERENCE_LABELS)
def test_labels_of_references(label: str, tmp_path: Path) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{label}\n\n{listed(*OWN)}\n", tmp_path) == "references"


@pytest.mark.parametrize("label", OTHER_LABELS)
def test_labels_that_say_nothing(label: str, tmp_path: Path) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{label}\n\n{listed(*FAR)}\n", tmp_path) == "outro"


def test_a_label_counts_right_above_its_list_alone(tmp_path: Path) -> None:
    body = f"{QUESTIONS}\n---\n\n往期文章\n\n就到这里吧。\n\n{listed(*FAR)}\n"
    assert one_role(body, tmp_path) == "outro"


def test_a_long_paragraph_is_no_label(tmp_path: Path) -> None:
    told = "往期文章里已经说过的事情这里不再重复，" * 4
    assert one_role(f"{told}\n\n{listed(*FAR)}\n\n{QUESTIONS}", tmp_path) == "intro"


@pytest.mark.parametrize(
    ("addresses", "role"),
    [
        (OWN, "nav"),
        (OWN[:2], "nav"),
        (OWN[:1], "outro"),
        ([*OWN, *FAR], "nav"),
        ([*OWN[:2], *FAR], "outro"),
        ([OWN[0], *FAR], "outro"),
        ([OWN[0], FAR[0]], "outro"),
        (FAR, "outro"),
        (ONE_HOST, "outro"),
        (["/about/", "/tags/a/", "/none.html"], "nav"),
    ],
)
def test_without_a_label_its_share_of_own_addresses_tells(
    addresses: list[str], role: str, tmp_path: Path
) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{listed(*addresses)}\n", tmp_path) == role


@pytest.mark.parametrize(
    ("addresses", "role"),
    [(OWN, "nav"), (FAR, "references"), (ONE_HOST, "references"), (FAR[:1], "references")],
)
def test_a_list_at_the_end_below_a_heading_of_its_own(
    addresses: list[str], role: str, tmp_path: Path
) -> None:
    assert one_role(f"{QUESTIONS}\n# 延伸\n\n{listed(*addresses)}\n", tmp_path) == role


@pytest.mark.parametrize(
    ("addresses", "role"), [(OWN, "nav"), (FAR, "intro"), (ONE_HOST, "intro"), (FAR[:1], "intro")]
)
def test_a_list_at_the_head(addresses: list[str], role: str, tmp_path: Path) -> None:
    assert one_role(f"{listed(*addresses)}\n\n{QUESTIONS}", tmp_path) == role


def folder_role(body: str, other: str, folder: Path) -> str:
    """Return the role of the links of a post in a folder that holds another post too."""
    files = {"a.md": post(body, title="本篇"), "b.md": post(other, title="另一篇")}
    corpus = corpus_of(write(folder / "notes", files))
    (role,) = {place.role for place in places(corpus) if place.post == "notes/a"}
    return role


@pytest.mark.parametrize(
    ("repeated", "role"), [(FAR, "nav"), (FAR[:2], "nav"), (FAR[:1], "outro"), ([], "outro")]
)
def test_in_a_folder_what_other_posts_list_too_is_navigation(
    repeated: list[str], role: str, tmp_path: Path
) -> None:
    other = f"{QUESTIONS}\n---\n\n{listed(*repeated)}\n" if repeated else QUESTIONS
    assert folder_role(f"{QUESTIONS}\n---\n\n{listed(*FAR)}\n", other, tmp_path) == role


def test_in_a_site_what_other_posts_list_too_may_be_anything(tmp_path: Path) -> None:
    body = f"{QUESTIONS}\n---\n\n{listed(*FAR)}\n"
    assert one_role(body, tmp_path, {"b": post(body, title="另一篇")}) == "outro"


def test_what_another_text_names_too_is_no_navigation_for_that(tmp_path: Path) -> None:
    text = "\n\n".join(f"{SENTENCE}[某处]({address})。" for address in FAR)
    assert folder_role(f"{QUESTIONS}\n---\n\n{listed(*FAR)}\n", text, tmp_path) == "outro"


def test_a_list_named_twice_in_one_post_is_no_recurrence(tmp_path: Path) -> None:
    body = f"{listed(*FAR)}\n\n{QUESTIONS}\n---\n\n{listed(*FAR)}\n"
    assert roles_in(body, tmp_path) == ["intro"] * 3 + ["outro"] * 3


def test_two_lists_of_a_post_are_told_apart(tmp_path: Path) -> None:
    body = (
        f"往期文章\n\n{listed(*OWN)}\n\n{QUESTIONS}\n# 参考\n\n{listed(*OWN)}\n\n# 推荐阅读\n\n"
        f"{listed(*FAR)}\n"
    )
    assert roles_in(body, tmp_path) == ["nav"] * 3 + ["references"] * 6


def test_links_of_questions_keep_their_place(tmp_path: Path) -> None:
    body = (
        f"# 1. 什么是[熵](/p1.html)？\n\n往期文章\n\n{listed(*OWN)}\n\n"
        f"# 2. 什么是[散度](/p2.html)？\n\n参考\n\n{listed(*FAR)}\n\n答案。\n"
    )
    assert roles_in(body, tmp_path) == ["prompt", *["answer"] * 3, "prompt", *["answer"] * 3]


def test_a_text_before_the_questions_is_the_intro(tmp_path: Path) -> None:
    words = f"{SENTENCE}[那一篇](/p1.html)。"
    assert roles_in(f"往期文章\n\n{words}\n\n{QUESTIONS}", tmp_path) == ["intro"]


def test_lists_in_a_folder_are_read_alike(tmp_path: Path) -> None:
    own = listed("b.md", "c.md", "d.md")
    files = {name: post(title=name) for name in ("b.md", "c.md", "d.md")}
    corpus = corpus_of(
        write(tmp_path / "notes", {"a.md": post(f"{QUESTIONS}\n---\n\n{own}"), **files})
    )
    assert {place.role for place in places(corpus)} == {"nav"}


def test_past_posts_under_a_host_of_no_site_are_navigation(tmp_path: Path) -> None:
    own = listed(*(f"https://blog.example/{number}.html" for number in range(4)))
    files = {name: post(f"{QUESTIONS}\n---\n\n{own}", title=name) for name in ("a.md", "b.md")}
    corpus = corpus_of(write(tmp_path / "notes", files))
    assert {place.role for place in places(corpus)} == {"nav"}
    assert {link.scope for link in corpus.links} == {"external"}


@pytest.mark.parametrize("kind", ["- {}", "* {}", "{}  "])
def test_tags_that_link_to_posts_are_links_of_a_list(kind: str, tmp_path: Path) -> None:
    past = "\n".join(kind.format(f"{{% post_link p{n} %}}") for n in (1, 2, 3))
    assert one_role(f"## 往期文章\n\n{past}\n\n{QUESTIONS}", tmp_path) == "nav"


def test_a_list_below_another_of_another_kind_is_a_list_of_its_own(tmp_path: Path) -> None:
    body = f"{listed(*OWN)}\n\n> 规范：\n>\n> [甲](https://a.example/1)\n\n{QUESTIONS}"
    assert roles_in(body, tmp_path) == ["nav", "nav", "nav", "intro"]


@pytest.mark.parametrize("line", ["往期：[甲](/p1.html) [乙](/p2.html)", "上一篇：[甲](/p1.html)"])
def test_a_line_may_bear_its_own_label(line: str, tmp_path: Path) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{line}\n", tmp_path) == "nav"


@pytest.mark.parametrize(
    "above",
    ["插件的安装方法可以参考<https://a.example/0>。", "原因如下一篇文章所说。", "![往期](p.png)"],
)
def test_a_sentence_or_a_picture_is_no_label(above: str, tmp_path: Path) -> None:
    body = f"{above}\n\n[项目](https://a.example/1)\n\n{QUESTIONS}"
    assert roles_in(body, tmp_path)[-1] == "intro"


@pytest.mark.parametrize(
    ("others", "role"), [({}, "intro"), ({"b": post(f"前文。\n\n{listed(*OWN)}\n\n后文。")}, "nav")]
)
def test_a_list_in_the_middle_is_navigation_if_it_recurs(
    others: dict[str, str], role: str, tmp_path: Path
) -> None:
    body = f"{SENTENCE * 4}\n\n{listed(*OWN)}\n\n{SENTENCE * 4}"
    assert one_role(body, tmp_path, others) == role


@pytest.mark.parametrize("above", ["具体看我之前的文章：", "几个例子："])
def test_a_list_that_a_sentence_introduces_belongs_to_the_text(above: str, tmp_path: Path) -> None:
    assert one_role(f"{QUESTIONS}\n---\n\n{above}\n\n{listed(*OWN)}\n", tmp_path) == "outro"


def test_sentences_with_links_are_no_list(tmp_path: Path) -> None:
    line = "前面在 [一](/p1.html)、[二](/p2.html) 和 [三](/p3.html) 里讲过手册怎么说。"
    assert one_role(f"{line}\n\n{QUESTIONS}", tmp_path) == "intro"
