"""Findings on links: each fault once, at its place, and nothing about good links."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.ir import Corpus
from tests.quick.links.sites import corpus_with, hexo, jekyll, post, told, write
from tests.support.reading import corpus_of

CODES = frozenset(
    {
        "broken-post-link", "broken-link", "draft-link", "old-permalink", "ambiguous-link",
        "mismatched-anchor-text", "self-link", "preview-host", "glued-url", "invalid-url",
        "dead-link", "moved-link",
    }
)  # fmt: skip
FROM = "source/_posts/from.md"
BODY = 6
"""The line that the body of a post begins on."""

POSTS = {
    "b": post(title="乙的题目"),
    "c": post(title="丙的题目"),
    "twin-1": post(title="双胞题目(1)", permalink="twin.html"),
    "twin-2": post(title="双胞题目(2)", permalink="twin.html"),
    "hidden": post(title="未发布的题目", published="false"),
}
FILES = {
    "source/_drafts/draft.md": post(title="草稿"),
    "source/about/index.md": post(title="关于"),
}


def faults(corpus: Corpus) -> list[Finding]:
    return [finding for finding in corpus.findings if finding.code in CODES]


def faults_of(text: str, folder: Path) -> list[Finding]:
    posts = {**POSTS, "from": post(text, title="来处的题目")}
    return faults(corpus_of(hexo(folder, posts, FILES)))


@pytest.mark.parametrize(
    ("link", "code", "severity"),
    [
        ("{% post_link none %}", "broken-post-link", "warning"),
        ("[无](/none.html)", "broken-link", "warning"),
        ("[无](https://x.cn/none/)", "broken-link", "warning"),
        ("[无](none.md)", "broken-link", "warning"),
        ("[无](www.y.cn/a)", "broken-link", "warning"),
        ("[件](b.md)", "broken-link", "warning"),
        ("{% asset_link none.txt %}", "broken-link", "warning"),
        ("[稿](/draft.html)", "draft-link", "warning"),
        ("[稿](/hidden.html)", "draft-link", "warning"),
        ("{% post_link draft %}", "draft-link", "warning"),
        ("[稿](../_drafts/draft.md)", "draft-link", "warning"),
        ("[旧](/2024/01/02/b/)", "old-permalink", "warning"),
        ("[旧](/posts/b.html#h)", "old-permalink", "warning"),
        ("[双](/twin.html)", "ambiguous-link", "warning"),
        ("[丙的题目](/b.html)", "mismatched-anchor-text", "warning"),
        ("[《丙的 题目》](/b.html#h)", "mismatched-anchor-text", "warning"),
        ("[己](/from.html)", "self-link", "info"),
        ("[己](https://x.cn/from)", "self-link", "info"),
        ("[本机](http://localhost:4000/b.html)", "preview-host", "warning"),
        ("[本机](http://localhost.:4000/)", "preview-host", "warning"),
        ("[本机](https://a.localhost/)", "preview-host", "warning"),
        ("[本机](http://127.0.0.1:4000)", "preview-host", "warning"),
        ("[本机](http://[::1]:4000/)", "preview-host", "warning"),
        ("[本机](http://0.0.0.0:4000/)", "preview-host", "warning"),
        ("[家里](http://192.168.1.7/)", "preview-host", "warning"),
        ("[家里](http://10.0.0.1/)", "preview-host", "warning"),
        ("[家里](http://172.16.0.1/)", "preview-host", "warning"),
        ("[家里](http://nas.local/)", "preview-host", "warning"),
        ("[家里](http://nas/)", "preview-host", "warning"),
        ("[家里](//printer.local/)", "preview-host", "warning"),
        ("[预](https://deploy-preview-7--x.netlify.app/)", "preview-host", "warning"),
        ("[http://localhost:4000/](http://localhost:4000/)", "preview-host", "info"),
        ("<http://localhost:4000/>", "preview-host", "info"),
        ("http://localhost:4000/", "preview-host", "info"),
        ("[粘](https://y.cn/a。)", "glued-url", "warning"),
        ("[粘](https://y.cn/a.)", "glued-url", "warning"),
        ("[粘](https://y.cn/a%EF%BC%8C)", "glued-url", "warning"),
        ("[粘](https://y.cn/xhttps://z.cn/b)", "glued-url", "warning"),
        ("[坏](http://[::1)", "invalid-url", "warning"),
        ("[坏](https://)", "invalid-url", "warning"),
        ("[坏](<https://a b/>)", "invalid-url", "warning"),
        ("[空]()", "invalid-url", "warning"),
    ],
)
def test_a_fault_is_told_where_its_link_stands(
    link: str, code: str, severity: str, tmp_path: Path
) -> None:
    (found,) = faults_of(f"开头。\n\n前文{link} 后文。", tmp_path)
    assert (found.code, found.severity) == (code, severity)
    assert (found.path, found.line, found.column) == (FROM, BODY + 2, 3)
    assert found.root == str(tmp_path)


@pytest.mark.parametrize(
    "link",
    [
        "[乙的题目](/b.html)",
        "[乙](/b)",
        "[丙](/b.html)",
        "[题目](/b.html)",
        "[乙的题目：续](/b.html)",
        "[丙的题目](https://y.cn/c)",
        "[丙的题目](/about/)",
        "{% post_link b %}",
        "{% post_link b 随便什么 %}",
        "[己](#h)",
        "[己](/from.html#h)",
        "[首页](/)",
        "[首页](https://x.cn)",
        "[关于](/about/)",
        "[标签](/tags/x/)",
        "[图](/img/a.png)",
        "[订](/atom.xml)",
        "[信](mailto:a@x.cn)",
        "[库](https://github.com/a/b/blob/main/none.md)",
        "[外](https://y.cn/none.html)",
        "[别](https://locals.cn/)",
        "[别](https://localhost.cn/)",
        "[别](https://8.8.8.8/)",
        "[别](https://172.32.0.1/)",
        "[别](https://preview.y.cn/)",
        "[存](https://web.archive.org/web/2024/https://y.cn/a)",
        "[参](https://y.cn/?u=https://z.cn)",
        "[参](https://y.cn/#https://z.cn)",
        "[参](https://y.cn/?u=http%3A%2F%2Fz.cn)",
        "[百科](https://zh.wikipedia.org/wiki/熵_(信息论))",
        "[号](https://y.cn/a!)",
        "[斜](https://y.cn/a./)",
        "`http://localhost:4000/`",
        "`[坏](http://[::1)`",
        "![图](https://y.cn/a.png)",
    ],
)
def test_nothing_is_told_of_what_is_well(link: str, tmp_path: Path) -> None:
    assert faults_of(f"前文{link} 后文。", tmp_path) == []


def test_a_target_is_told_of_once_with_its_other_places(tmp_path: Path) -> None:
    posts = {
        "one": post("见[无](/none.html)。\n\n见[又](https://x.cn/none.html#h)。"),
        "two": post("见[还](../none.html)。", title="又一篇"),
        "three": post("见[别](/else.html)。", title="第三篇"),
    }
    first, second = faults(corpus_of(hexo(tmp_path, posts)))
    assert (first.code, first.path, first.line) == ("broken-link", "source/_posts/one.md", BODY)
    related = [(place.path, place.line, place.root) for place in first.related]
    assert related == [
        ("source/_posts/one.md", BODY + 2, str(tmp_path)),
        ("source/_posts/two.md", BODY, str(tmp_path)),
    ]
    assert (second.path, second.related) == ("source/_posts/three.md", ())


def test_a_fault_of_a_place_is_told_at_each(tmp_path: Path) -> None:
    found = faults_of("见[一](http://localhost/)和[二](http://localhost/)。", tmp_path)
    assert [(finding.line, finding.column) for finding in found] == [(BODY, 2), (BODY, 25)]


def test_an_ambiguous_address_names_the_posts_that_claim_it(tmp_path: Path) -> None:
    (found,) = faults_of("见[双](/twin.html)，[又](https://x.cn/twin.html)。", tmp_path)
    assert [(place.path, place.line) for place in found.related] == [
        ("source/_posts/twin-1.md", 4),
        ("source/_posts/twin-2.md", 4),
    ]
    assert "双胞题目(1)" in found.message
    assert "双胞题目(2)" in found.message
    assert "2 links" in found.message


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("[旧](/2024/01/02/b/)", "https://x.cn/b.html"),
        ("[件](b.md)", "https://x.cn/b.html"),
        ("[域](www.y.cn/a)", "https://www.y.cn/a"),
        ("[域](y.com)", "https://y.com"),
    ],
)
def test_a_hint_says_what_to_write(link: str, hint: str, tmp_path: Path) -> None:
    (found,) = faults_of(f"见{link}。", tmp_path)
    assert found.hint is not None
    assert found.hint.endswith(hint)


def test_two_old_addresses_of_a_post_are_two(tmp_path: Path) -> None:
    found = faults_of("见[一](/2024/01/02/b/)和[二](/posts/b/)，[一](/2024/01/02/b/)。", tmp_path)
    assert [(finding.code, len(finding.related)) for finding in found] == [
        ("old-permalink", 1),
        ("old-permalink", 0),
    ]


@pytest.mark.parametrize("key", ["redirect_from", "alias", "aliases"])
def test_an_address_that_is_redirected_is_well(key: str, tmp_path: Path) -> None:
    posts = {
        "a": post("见[旧](/2024/01/02/b/)。"),
        "b": post(title="乙的题目", **{key: "/2024/01/02/b/"}),
    }
    assert faults(corpus_of(hexo(tmp_path, posts))) == []


def test_a_file_is_well_where_the_engine_publishes_it(tmp_path: Path) -> None:
    posts = {"2024-01-02-a": post("[B](2024-01-03-b.md)"), "2024-01-03-b": post(title="Post B")}
    assert faults(corpus_of(jekyll(tmp_path, posts))) == []


UNREADABLE = "---\ntitle: [\n---\n"


@pytest.mark.parametrize(
    ("key", "text", "told_of"),
    [("none", UNREADABLE, False), ("z", UNREADABLE, True), ("z", "---\ntitle: 好\n---\n", True)],
)
def test_a_link_is_not_broken_that_may_lead_to_an_unread_post(
    key: str, text: str, told_of: bool, tmp_path: Path
) -> None:
    posts = {"a": post("见[无](/none.html)。"), key: text}
    assert bool(told(corpus_of(hexo(tmp_path, posts)), "broken-link")) is told_of


def test_no_link_is_broken_where_unread_posts_may_have_any_address(tmp_path: Path) -> None:
    files = {"_config.yml": "url: https://x.cn\npermalink: :abbrlink.html\n"}
    posts = {"a": post("见[无](/5f.html)。", abbrlink="4e"), "none": UNREADABLE}
    assert told(corpus_of(hexo(tmp_path, posts, files)), "broken-link") == []


def test_no_link_is_broken_where_a_plugin_makes_the_addresses(tmp_path: Path) -> None:
    config = "url: https://x.cn\npermalink: :title.html\npermalink_pinyin:\n  enable: true\n"
    text = "见[无](/2024/01/02/wu.html)、[乙文](/2024/01/02/yi-wen.html)、[乙文](/2023/01/02/yi-wen.html)。"
    posts = {"a": post(text), "b": post(title="《乙文》")}
    corpus = corpus_of(hexo(tmp_path, posts, {"_config.yml": config}))
    assert told(corpus, "broken-link") == []
    (warned,) = told(corpus, "unknown-permalinks")
    assert (warned.path, warned.line) == ("_config.yml", 3)
    assert [link.title for link in corpus.links if link.resolution.posts] == ["《乙文》"]
    assert sum(link.resolution.status == "broken" for link in corpus.links) == 2


def test_a_post_that_cannot_be_read_excuses_its_own_site_alone(tmp_path: Path) -> None:
    good = hexo(tmp_path / "good", {"a": post("见[无](/none.html)。")})
    bad = hexo(
        tmp_path / "bad",
        {"a": post("见[无](/none.html)。"), "none": UNREADABLE},
        url="https://y.cn",
    )
    (found,) = told(corpus_of(good, bad), "broken-link")
    assert found.root == str(good)


@pytest.mark.parametrize(
    ("written", "is_told"),
    [
        ("none.md", True),
        ("sub/none.markdown#h", True),
        ("/none.md", True),
        ("none.html", False),
        ("/2024/01/02/none/", False),
        ("none.pdf", False),
        ("https://x.cn/none.md", False),
        ("b.md", False),
        ("b.html", False),
        ("sub", False),
    ],
)
def test_in_a_folder_only_markdown_is_known_to_be_missing(
    written: str, is_told: bool, tmp_path: Path
) -> None:
    files = {
        "a.md": post(f"见[那](<{written}>)。"),
        "b.md": post(title="乙的题目"),
        "sub/c.md": post(),
    }
    found = faults(corpus_of(write(tmp_path / "notes", files)))
    assert [finding.code for finding in found] == ["broken-link"] * is_told


def test_titles_are_compared_within_a_site(tmp_path: Path) -> None:
    one = hexo(
        tmp_path / "one", {"a": post("见[同名的题目](/b.html)。"), "b": post(title="乙的题目")}
    )
    two = hexo(tmp_path / "two", {"c": post(title="同名的题目")}, url="https://y.cn")
    assert faults(corpus_of(one, two)) == []


def test_a_link_to_the_other_host_of_a_site_is_judged_as_its_own(tmp_path: Path) -> None:
    settings = tmp_path / "postdeck.toml"
    settings.write_text('[sites."x.cn"]\naliases = ["www.x.cn"]\n', "utf-8")
    root = hexo(tmp_path / "blog", {"a": post("见[无](https://www.x.cn/none.html)。")})
    assert faults(corpus_of(root)) == []
    (found,) = faults(corpus_with(settings, root))
    assert found.code == "broken-link"
