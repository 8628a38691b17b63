"""What a site has beside its posts, and what its tags and raw HTML lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quick.links.sites import hexo, jekyll, leads_to, post
from tests.support.reading import corpus_of


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("permalink: /about/", "/about/"),
        ("permalink: /about.html", "/about"),
        ("redirect_from: /help/index.html", "/help/"),
        ("redirect_from:\n  - /one/\n  - /two", "/two/"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_page_may_name_its_own_address(
    head: str, address: str, line_end: str, tmp_path: Path
) -> None:
    posts = {"2024-01-02-a": post(f"见[它]({address})。")}
    root = jekyll(tmp_path, posts)
    page = f"---\ntitle: 页\n{head}\n---\n\n页。\n".replace("\n", line_end)
    (root / "pages").mkdir()
    (root / "pages/x.md").write_bytes(page.encode())
    assert leads_to(corpus_of(root), address) == ("page",)


@pytest.mark.parametrize("name", ["2024-01-02-b.md", "2024-01-02-b.markdown"])
def test_liquid_names_a_post_by_its_file(name: str, tmp_path: Path) -> None:
    posts = {
        "2024-05-06-a": post(f"见[它]({{% link _posts/{name} %}})。"),
        "2024-01-02-b": post(title="乙"),
    }
    root = jekyll(tmp_path, posts)
    if name.endswith(".markdown"):
        (root / "_posts/2024-01-02-b.md").rename(root / "_posts" / name)
    (link,) = corpus_of(root).links
    assert link.title == "乙"


def test_the_path_of_a_post_may_bear_more_arguments(tmp_path: Path) -> None:
    corpus = corpus_of(
        hexo(tmp_path, {"a": post("见[它]({% post_path b '题' %})。"), "b": post(title="乙")})
    )
    assert leads_to(corpus, "post:b") == ("post", "b")


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('<a href="oma://y.cn/a">用程序打开</a>', ["oma://y.cn/a"]),
        ('<a href="javascript:run()">跑</a>', []),
        (
            '<iframe src="https://y.cn/a"><a href="https://z.cn">旧浏览器</a></iframe>',
            ["https://y.cn/a"],
        ),
    ],
)
def test_what_counts_as_a_link_in_html(line: str, written: list[str], tmp_path: Path) -> None:
    corpus = corpus_of(hexo(tmp_path, {"a": post(f"前文。\n\n{line}\n")}))
    assert [form for link in corpus.links for form in link.written] == written


def test_a_post_is_found_by_what_its_title_made_of_its_address(tmp_path: Path) -> None:
    posts = {
        "old-name": post(title="什么是 LoRA？"),
        "a": post("见[它](/2024/01/02/什么是LoRA/)。"),
    }
    corpus = corpus_of(hexo(tmp_path, posts))
    assert leads_to(corpus, "/2024/01/02/什么是LoRA/") == ("post", "old-name")


DATED = "title: 笔记\nurl: https://x.cn\nnew_post_name: :year-:month-:day-:title.md\n"


def test_a_tag_names_a_post_by_the_slug_that_the_pattern_of_names_makes(tmp_path: Path) -> None:
    posts = {"a": post("见{% post_link name %}。"), "2019-05-17-name": post(title="乙文")}
    (link,) = corpus_of(hexo(tmp_path, posts, {"_config.yml": DATED})).links
    assert (link.title, link.resolution.status) == ("乙文", "post")
    assert link.occurrences[0].anchor_text == "乙文"
    (link,) = corpus_of(hexo(tmp_path, posts)).links
    assert link.resolution.status == "broken"


@pytest.mark.parametrize(("written", "status"), [("b.txt", "page"), ("code/c.txt", "broken")])
def test_only_files_of_its_own_folder_stand_beside_a_post(
    written: str, status: str, tmp_path: Path
) -> None:
    files = {"source/_posts/a/b.txt": "乙", "source/code/c.txt": "丙"}
    posts = {"a": post(f"见[它]({written})。")}
    corpus = corpus_of(hexo(tmp_path, posts, files, permalink=":year/:title/"))
    assert leads_to(corpus, written) == (status,)


@pytest.mark.parametrize("address", ["/b.html?x=1", "/b.html?page=2#c"])
def test_a_query_takes_no_page_away(address: str, tmp_path: Path) -> None:
    posts = {"a": post(f"见[它]({address})。"), "b": post(title="乙")}
    assert leads_to(corpus_of(hexo(tmp_path, posts)), address) == ("page",)
