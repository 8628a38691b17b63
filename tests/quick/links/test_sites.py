"""Where links lead in blogs of several hosts, in project sites, in folders, and between sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quick.links.sites import corpus_with, hexo, jekyll, leads_to, link_to, post, write
from tests.support.reading import corpus_of

ALIASES = '[sites."x.cn"]\naliases = ["www.x.cn", "old.example"]\n'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://www.x.cn/b.html", ("post", "b")),
        ("http://old.example/b.html", ("post", "b")),
        ("//old.example/b", ("post", "b")),
        ("https://old.example/", ("home",)),
        ("https://old.example/none", ("broken",)),
        ("https://sub.old.example/b.html", ("external",)),
    ],
)
def test_the_other_hosts_of_a_site_are_its_own(
    written: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "postdeck.toml").write_text(ALIASES, "utf-8")
    posts = {"a": post(f"见[那篇](<{written}>)。"), "b": post(title="乙")}
    root = hexo(tmp_path / "blog", posts)
    corpus = corpus_with(tmp_path / "postdeck.toml", root)
    assert leads_to(corpus, written) == expected
    assert link_to(corpus, written).key.startswith("https://x.cn") == (expected != ("external",))


JEKYLL_POSTS = {
    "2024-01-02-b": post(title="乙"),
    "2024-02-03-two-words": post(title="丙", redirect_from="/older/"),
    "2024-03-04-unpublished": post(title="丁", published="false"),
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://x.cn/notes/b.html", ("post", "2024-01-02-b")),
        ("/notes/b", ("post", "2024-01-02-b")),
        ("b.html", ("post", "2024-01-02-b")),
        ("/notes/older/", ("post", "2024-02-03-two-words")),
        ("2024-01-02-b.md", ("post", "2024-01-02-b")),
        ("./2024-01-02-b.md#h", ("post", "2024-01-02-b")),
        ("/notes/2023/01/02/b.html", ("broken",)),
        ("/notes/unpublished.html", ("broken",)),
        ("/notes/draft.html", ("broken",)),
        ("https://x.cn/notes", ("home",)),
        ("https://x.cn/notes/", ("home",)),
        ("/notes/index.html", ("home",)),
        ("/notes/about/", ("page",)),
        ("/notes/assets/a.pdf", ("page",)),
        ("https://x.cn/", ("external",)),
        ("/other/a.html", ("external",)),
        ("https://x.cn/notesmore/", ("external",)),
    ],
)
def test_a_project_site_ends_at_its_path(
    written: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    files = {
        "about.md": post(title="About"),
        "assets/a.pdf": "x",
        "_drafts/draft.md": post(title="Draft"),
    }
    posts = {**JEKYLL_POSTS, "2024-05-06-from": post(f"See [it](<{written}>) there.")}
    corpus = corpus_of(jekyll(tmp_path, posts, files, baseurl="/notes"))
    assert leads_to(corpus, written) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% post_url 2024-01-02-b %}", ("post", "2024-01-02-b")),
        ("{{ site.baseurl }}{% post_url 2024-01-02-b %}", ("post", "2024-01-02-b")),
        ("{{ site.baseurl }}/b.html", ("post", "2024-01-02-b")),
        ("{{ '/b.html' | relative_url }}", ("post", "2024-01-02-b")),
        ("{% post_url 2024-01-02-none %}", ("broken",)),
    ],
)
def test_liquid_names_posts(tag: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    posts = {**JEKYLL_POSTS, "2024-05-06-from": post(f"See [it]({tag}) there.")}
    corpus = corpus_of(jekyll(tmp_path, posts, baseurl="/notes"))
    (link,) = corpus.links
    assert leads_to(corpus, link.written[0]) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("b.md", ("post", "b")),
        ("b", ("post", "b")),
        ("b.html", ("post", "b")),
        ("../x/b.md#h", ("post", "b")),
        ("sub/c.md", ("post", "sub/c")),
        ("/sub/c.md", ("post", "sub/c")),
        ("%E4%BB%80%E4%B9%88.md", ("post", "什么")),
        ("picture.png", ("page",)),
        ("sub", ("page",)),
        ("none.md", ("broken",)),
        ("https://x.cn/b.md", ("external",)),
        ("#h", ("anchor", "a")),
    ],
)
def test_a_folder_has_files_for_addresses(
    written: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    root = write(
        tmp_path / "x",
        {
            "a.md": post(f"见[那](<{written}>)里。"),
            "b.md": post(title="乙"),
            "sub/c.md": post(title="丙"),
            "什么.md": post(title="丁"),
            "picture.png": "",
        },
    )
    corpus = corpus_of(root)
    assert leads_to(corpus, written) == expected
    if expected[0] == "post":
        assert link_to(corpus, written).href == f"{expected[1]}.md"


def test_two_sites_lead_to_each_other(tmp_path: Path) -> None:
    one = hexo(
        tmp_path / "one", {"a": post("见[乙](https://y.cn/b.html)和[无](https://y.cn/none).")}
    )
    two = jekyll(
        tmp_path / "two",
        {"2024-01-02-b": post("See [one](http://x.cn/a#h), [home](https://x.cn).", title="Two")},
        url="https://y.cn",
    )
    corpus = corpus_of(two, one)
    assert {
        written: leads_to(corpus, written) for link in corpus.links for written in link.written
    } == {
        "https://y.cn/b.html": ("post", "2024-01-02-b"),
        "https://y.cn/none": ("broken",),
        "http://x.cn/a#h": ("post", "a"),
        "https://x.cn": ("home",),
    }
    assert link_to(corpus, "https://x.cn").title == "笔记"


@pytest.mark.parametrize("kind", ["jekyll", "hexo"])
def test_a_former_permalink_of_a_project_site(kind: str, tmp_path: Path) -> None:
    old = "/notes/2024/01/02/b.html"
    if kind == "jekyll":
        posts = {"2024-01-02-b": post(title="B"), "2024-05-06-a": post(f"See [it]({old}) there.")}
        root = jekyll(tmp_path, posts, baseurl="/notes")
    else:
        posts = {"b": post(title="B"), "a": post(f"See [it]({old}) there.")}
        root = hexo(tmp_path, posts, url="https://x.cn/notes")
    assert leads_to(corpus_of(root), old)[0] == "post"
