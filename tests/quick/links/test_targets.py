"""Where links of a blog lead: the same post by whatever address an author names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quick.links.sites import (
    hexo,
    leads_to,
    link_to,
    post,
    post_named,
)
from tests.support.reading import corpus_of

HEXO_POSTS = {
    "b": post(title="乙", categories="[机器, 学习]"),
    "cs/c": post(title="丙"),
    "什么": post(title="丁"),
    "2024-03-04-e": post(title="戊", alias="old/e/", redirect_from="[/e1, /e2.html]"),
    "f": post(title="己", aliases="['/f old', https://x.cn/f-older]"),
    "one/same": post(title="同(1)"),
    "two/same": post(title="同(2)"),
    "p1": post(title="庚(1)", permalink="same-address.html"),
    "p2": post(title="庚(2)", permalink="same-address.html"),
    "hidden": post(title="未发布", published="false"),
}
HEXO_FILES = {
    "source/_drafts/draft.md": post(title="草稿"),
    "source/about/index.md": post(title="关于"),
    "source/plain.html": "<p>页</p>",
    "source/moved.md": "---\npermalink: /here/it/is/\n---\n",
    "source/files/a b.pdf": "文件",
    "source/_posts/b/note.txt": "附件",
}


def hexo_with(folder: Path, text: str) -> Path:
    body = "\n\n".join(["正文。", text])
    return hexo(folder, {**HEXO_POSTS, "cs/from": post(body, title="来处")}, HEXO_FILES)


@pytest.mark.parametrize(
    ("written", "post_key"),
    [
        ("https://x.cn/b.html", "b"),
        ("http://x.cn/b.html", "b"),
        ("HTTPS://X.CN/b.html", "b"),
        ("https://x.cn:443/b.html", "b"),
        ("//x.cn/b.html", "b"),
        ("https://www.x.cn/b.html", "b"),
        ("/b.html", "b"),
        ("../b.html", "b"),
        ("c.html", "cs/c"),
        ("./c.html", "cs/c"),
        ("/cs/../b.html", "b"),
        ("/b", "b"),
        ("/b/", "b"),
        ("/b.htm", "b"),
        ("/b/index.html", "b"),
        ("/b.html?utm_source=wx", "b"),
        ("/b.html#一、起", "b"),
        ("/cs/c", "cs/c"),
        ("/什么.html", "什么"),
        ("/%E4%BB%80%E4%B9%88.html", "什么"),
        ("/%e4%bb%80%e4%b9%88", "什么"),
        ("https://x.cn/old/e/", "2024-03-04-e"),
        ("/old/e", "2024-03-04-e"),
        ("/old/e/index.html", "2024-03-04-e"),
        ("/e1", "2024-03-04-e"),
        ("/e1.html", "2024-03-04-e"),
        ("/e2", "2024-03-04-e"),
        ("/f%20old", "f"),
        ("https://x.cn/f-older", "f"),
        ("c.md", "cs/c"),
        ("./c.md#h", "cs/c"),
        ("../b.md", "b"),
        ("../b.md?raw=true", "b"),
        ("../%E4%BB%80%E4%B9%88.md", "什么"),
        ("/_posts/b.md", "b"),
        ("/_posts/cs/c.md", "cs/c"),
        ("/source/_posts/b.md", "b"),
    ],
)
def test_a_post_is_found_by_its_address_or_its_file(
    written: str, post_key: str, tmp_path: Path
) -> None:
    corpus = corpus_of(hexo_with(tmp_path, f"见[那篇](<{written}>)。"))
    assert leads_to(corpus, written) == ("post", post_key)
    found = post_named(corpus, post_key)
    link = link_to(corpus, written)
    assert (link.scope, link.title, link.href) == ("internal", found.title, found.permalink)


@pytest.mark.parametrize(
    ("written", "post_key"),
    [
        ("/2024/01/02/b/", "b"),
        ("/2024/1/2/b.html", "b"),
        ("/2024/01/b.html", "b"),
        ("/posts/b", "b"),
        ("/blog/archives/b.html", "b"),
        ("/机器/学习/b/", "b"),
        ("/%E6%9C%BA%E5%99%A8/2024/b/", "b"),
        ("/c", "cs/c"),
        ("/2024/01/02/cs/c/", "cs/c"),
        ("/CS/2024/c/", "cs/c"),
        ("/2024/01/02/e/", "2024-03-04-e"),
        ("/e.html", "2024-03-04-e"),
        ("/2023/01/02/b/", None),
        ("/2024/01/03/b/", None),
        ("/物理/b/", None),
        ("/same/", None),
        ("/one/same.html", "one/same"),
        ("/2024/one/same/", "one/same"),
        ("/posts/nothing/", None),
        ("/2024/01/02/", None),
    ],
)
def test_an_earlier_permalink_is_known_where_date_and_folders_agree(
    written: str, post_key: str | None, tmp_path: Path
) -> None:
    corpus = corpus_of(hexo_with(tmp_path, f"见[那篇](<{written}>)。"))
    expected = ("post", post_key) if post_key else ("broken",)
    assert leads_to(corpus, written) == expected


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("https://x.cn", "home"),
        ("http://x.cn/", "home"),
        ("https://x.cn/index.html", "home"),
        ("https://x.cn/#top", "home"),
        ("/", "home"),
        ("../", "home"),
        ("/about/", "page"),
        ("/about/index.html", "page"),
        ("https://x.cn/about", "page"),
        ("/plain.html", "page"),
        ("/plain", "page"),
        ("/here/it/is/", "page"),
        ("/here/it/is", "page"),
        ("/files/a%20b.pdf", "page"),
        ("/tags/LoRA/", "page"),
        ("/categories/机器/", "page"),
        ("/archives/2024/", "page"),
        ("/page/2/", "page"),
        ("/css/main.css", "page"),
        ("/atom.xml", "page"),
        ("/files/none.pdf", "broken"),
        ("/aboutme/", "broken"),
        ("./b/c.html", "broken"),
        ("/deep/atom.xml", "broken"),
        ("/tagsoup/", "broken"),
        ("/hidden.html", "broken"),
        ("/draft.html", "broken"),
        ("/_drafts/draft.md", "broken"),
        ("../../_drafts/draft.md", "broken"),
        ("none.md", "broken"),
        ("https://xx.cn/b.html", "external"),
        ("https://www.x.cn/none.html", "external"),
        ("https://www.y.cn/b.html", "external"),
        ("https://x.cn:8080/b.html", "external"),
        ("https://github.com/a/b/blob/main/b.md", "external"),
        ("mailto:a@x.cn", "external"),
        ("#起", "anchor"),
        ("http://[::1", "invalid"),
        ("https://", "invalid"),
        ("https://a b/", "invalid"),
        ("/same-address.html", "ambiguous"),
        ("/same-address", "ambiguous"),
    ],
)
def test_what_else_an_address_may_be(written: str, status: str, tmp_path: Path) -> None:
    corpus = corpus_of(hexo_with(tmp_path, f"见[那处](<{written}>)。"))
    assert leads_to(corpus, written)[0] == status
    scope = "external" if status in {"external", "invalid"} else "internal"
    assert link_to(corpus, written).scope == scope


def test_forms_of_one_address_are_one_target(tmp_path: Path) -> None:
    forms = ["https://x.cn/b.html", "http://x.cn/b.html#h", "/b", "../b.md", "/2024/01/02/b/"]
    corpus = corpus_of(hexo_with(tmp_path, "\n\n".join(f"见[那](<{form}>)里。" for form in forms)))
    (link,) = corpus.links
    assert link.key == "https://x.cn/b.html"
    assert link.written == tuple(sorted(forms))
    assert len(link.occurrences) == len(forms)


def test_a_permalink_of_two_posts_is_one_target_with_both_titles(tmp_path: Path) -> None:
    corpus = corpus_of(
        hexo_with(tmp_path, "[庚(1)](/same-address.html)和[庚(2)](/same-address.html)。")
    )
    (link,) = corpus.links
    assert leads_to(corpus, "/same-address.html") == ("ambiguous", "p1", "p2")
    assert link.title == "庚(1) / 庚(2)"
    assert {(text.text, text.count) for text in link.anchor_texts} == {("庚(1)", 1), ("庚(2)", 1)}


def test_an_invalid_address_is_kept_as_it_is_written(tmp_path: Path) -> None:
    corpus = corpus_of(hexo_with(tmp_path, "见[坏](http://[::1)和[空]()。"))
    assert {(link.key, link.resolution.status) for link in corpus.links} == {
        ("http://[::1", "invalid"),
        ("", "invalid"),
    }


def test_anchors_of_two_posts_are_two(tmp_path: Path) -> None:
    posts = {key: post("见[上](#起)，[又](#起)。", title=key) for key in ("甲篇", "乙篇")}
    corpus = corpus_of(hexo(tmp_path, posts))
    assert [(link.resolution.status, len(link.occurrences)) for link in corpus.links] == [
        ("anchor", 2),
        ("anchor", 2),
    ]


@pytest.mark.parametrize(
    ("tag", "written", "expected"),
    [
        ("{% post_link b %}", "post:b", ("post", "b")),
        ("{% post_link cs/c 丙篇 %}", "post:cs/c", ("post", "cs/c")),
        ("{% post_link c %}", "post:c", ("broken",)),
        ("{% post_link 丙 %}", "post:丙", ("post", "cs/c")),
        ("{% post_link b.md %}", "post:b.md", ("broken",)),
        ("{% post_link b#起 %}", "post:b#起", ("post", "b")),
        ("[那](post:什么)", "post:什么", ("post", "什么")),
        ("{% post_link none %}", "post:none", ("broken",)),
        ("{% post_link draft %}", "post:draft", ("broken",)),
        ("{% asset_link none.txt %}", "asset:none.txt", ("broken",)),
    ],
)
def test_tags_name_posts_and_files(
    tag: str, written: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    assert leads_to(corpus_of(hexo_with(tmp_path, f"见{tag}。")), written) == expected


def test_a_file_of_the_post_itself_is_a_page(tmp_path: Path) -> None:
    posts = {"a": post("见{% asset_link note.txt 附件 %}。")}
    corpus = corpus_of(hexo(tmp_path, posts, {"source/_posts/a/note.txt": "附件"}))
    assert leads_to(corpus, "asset:note.txt") == ("page",)
    assert link_to(corpus, "asset:note.txt").key == "https://x.cn/a/note.txt"
