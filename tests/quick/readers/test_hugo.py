from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.findings import Code, Finding
from pipeline.ir import Site
from pipeline.readers import hugo, open_blogs
from pipeline.readers.contract import FileRead, SourcePost
from pipeline.readers.hugo.slugger import slugger_of
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of

CONFIG = """\
baseURL = "https://notes.example/blog/"
title = "Notes"
languageCode = "zh-cn"
timeZone = "Asia/Shanghai"
[permalinks]
posts = "/:year/:slug/"
"""
HEAD = '+++\ntitle = "{}"\n+++\n'


def post_of(reading: FileRead) -> SourcePost:
    assert reading.post is not None, reading.findings
    return reading.post


def test_a_site_and_its_post(write: Write, read: Read) -> None:
    text = (
        '+++\nTitle = "What? A b"\ndate = 2024-05-04 23:30:00\ntags = ["x", "y z", "x"]\n'
        'categories = "c"\nexpiryDate = 2030-01-01T00:00:00Z\n[params]\na = 1\n+++\nBody\n'
    )
    root = write({"hugo.toml": CONFIG, "content/posts/a.md": text})
    (blog,), findings = open_blogs([root])
    assert (findings, blog.findings) == ((), ())
    url = "https://notes.example/blog"
    assert blog.site == Site("notes.example", "hugo", "Notes", url, "zh-CN", "Asia/Shanghai")
    post = post_of(read(blog, "content/posts/a.md"))
    assert (post.key, post.permalink) == ("posts/a", f"{url}/2024/what-a-b/")
    assert (post.title, post.date) == ("What? A b", "2024-05-04T23:30:00+08:00")
    assert (post.tags, post.categories) == (("x", "y z"), (("c",),))
    assert post.key_lines["title"] == 2
    assert post.key_lines["params"] == 7
    assert post.body_line == 10
    assert post.until == datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("files", "is_one"),
    [
        ({"hugo.yaml": "", "content/a.md": ""}, True),
        ({"hugo.toml": ""}, False),
        ({"config.toml": 'baseURL = "/"\n', "content/a.md": ""}, True),
        ({"config.toml": 'base_url = "https://zola.example"\n', "content/_index.md": ""}, False),
        ({"config.yaml": "a: 1\n", "content/a.md": ""}, False),
        ({"config/_default/hugo.toml": "theme = 'x'\n", "content/a.md": ""}, True),
        ({"config/app.toml": "theme = 'x'\n", "content/a.md": ""}, False),
        ({"config.json": '{"contentDir": "text"}', "text/a.md": ""}, True),
    ],
)
def test_which_folders_are_sites(write: Write, files: dict[str, str], is_one: bool) -> None:
    assert hugo.is_site(write(files)) is is_one


def test_keys_of_posts(write: Write) -> None:
    names = ("a.md", "posts/b/index.md", "posts/b/c.md", "posts/_index.md", "posts/d.de.md")
    languages = "[languages.en]\n[languages.de]\n"
    root = write({"hugo.toml": languages, **{f"content/{name}": "" for name in names}})
    assert hugo.open_blog(root).keys == {
        "content/a.md": "a",
        "content/posts/b/index.md": "posts/b",
        "content/posts/d.de.md": "de/posts/d",
    }


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("draft = true", "draft"),
        ("headless = true", "no-page"),
        ("[build]\nrender = 'never'", "no-page"),
        ("[_build]\nrender = 'link'", "no-page"),
        ("password = 'x'", "encrypted"),
    ],
)
def test_what_is_not_published(write: Write, read: Read, head: str, why: str) -> None:
    root = write({"hugo.toml": CONFIG, "content/a.md": f"+++\ntitle = 'A'\n{head}\n+++\n"})
    reading = read(hugo.open_blog(root), "content/a.md")
    assert reading.post is None
    assert reading.draft is not None
    (found,) = reading.findings
    assert found.message == Finding.of(Code.UNPUBLISHED.message(why), found.path).message


def test_a_broken_head_is_told(write: Write, read: Read) -> None:
    root = write({"hugo.toml": CONFIG, "content/a.md": "+++\ntitle = 'A'\ntags = [\n+++\n"})
    (found,) = read(hugo.open_blog(root), "content/a.md").findings
    assert (found.code, found.line) == (Code.BAD_FRONT_MATTER, 3)


def test_a_bad_date_is_told_once(write: Write, read: Read) -> None:
    root = write({"hugo.toml": CONFIG, "content/a.md": "---\ntitle: A\ndate: soon\n---\n"})
    reading = read(hugo.open_blog(root), "content/a.md")
    assert [(found.code, found.line) for found in reading.findings] == [(Code.BAD_DATE, 3)]


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/:sections[last]/:contentbasename", "deep/a"),
        ("/:sections[:1]/:slugorcontentbasename/", "posts/a"),
        ("/:nothing/", None),
    ],
)
def test_permalinks(write: Write, read: Read, pattern: str, path: str | None) -> None:
    config = f'baseURL = "https://x.example"\n[permalinks.page]\nposts = "{pattern}"\n'
    files = {"content/posts/deep/_index.md": "", "content/posts/deep/a.md": HEAD.format("T")}
    blog = hugo.open_blog(write({"hugo.toml": config, **files}))
    wanted = f"https://x.example/{path}/" if path else None
    assert post_of(read(blog, "content/posts/deep/a.md")).permalink == wanted


def test_an_address_of_its_own_may_have_placeholders(write: Write, read: Read) -> None:
    head = "+++\ntitle = 'T'\nurl = '/:year/:title.html'\ndate = 2024-05-04\n+++\n"
    blog = hugo.open_blog(write({"hugo.toml": CONFIG, "content/a.md": head}))
    post = post_of(read(blog, "content/a.md"))
    assert post.permalink == "https://notes.example/blog/2024/t.html"


def test_settings_below_config(write: Write, read: Read) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://weak.example"\n[params]\na = 1\n',
        "config/_default/config.toml": 'baseURL = "https://strong.example"\n',
        "config/_default/languages.de.toml": "weight = 2\n",
        "config/_default/languages.en.toml": "weight = 1\n",
        "config/production/permalinks.yaml": "posts: /p/:filename/\n",
        "content/posts/a.de.md": "",
    }
    blog = hugo.open_blog(write(files))
    assert blog.site.url == "https://strong.example"
    post = post_of(read(blog, "content/posts/a.de.md"))
    assert post.permalink == "https://strong.example/de/p/a/"


def test_bad_settings_are_told(write: Write) -> None:
    blog = hugo.open_blog(write({"hugo.toml": "a = 1\nb = [\n", "content/a.md": ""}))
    assert [(found.code, found.path, found.line) for found in blog.findings] == [
        (Code.BAD_CONFIG, "hugo.toml", 2)
    ]


def test_pictures_and_pages(write: Write, read: Read) -> None:
    places = (
        "static/images/s.png", "assets/a.png", "content/posts/b/in.png", "content/posts/own/x.png",
    )  # fmt: skip
    files = {"content/posts/b/index.md": HEAD.format("B"), "content/posts/own.md": HEAD.format("O")}
    root = write({"hugo.toml": CONFIG, **files, **dict.fromkeys(places, "")})
    blog = hugo.open_blog(root)
    bundle = post_of(read(blog, "content/posts/b/index.md"))
    own = post_of(read(blog, "content/posts/own.md"))
    for post, written, place in (
        (bundle, "/images/s.png", places[0]), (bundle, "/blog/images/s.png", places[0]),
        (bundle, "a.png", places[1]), (bundle, "in.png", places[2]), (own, "x.png", places[3]),
        (own, "/posts/b/in.png", places[2]),
    ):  # fmt: skip
        assert blog.find_picture(post, written) == root / place
    for path, there in (
        ("posts/", True),
        ("images/s.png", True),
        ("tags/x/", True),
        ("no/", False),
    ):
        assert blog.has_page(path) is there


def test_links_to_posts(write: Write) -> None:
    first = (
        "---\ntitle: First\naliases: [/old/]\n---\n## 1. One?\n\n"
        'See [it]({{< ref "b.md#two" >}}), [again]({{< relref path="/posts/deep/b.md" >}}), '
        '[deep]({{% ref "deep/b" %}}), <a href="{{< ref "b" >}}">raw</a> and [no]({{< ref "x.md" >}}).\n\n'
        '## 2. Two?\n\nSee [section]({{< ref "/posts/_index.md" >}}).\n'
    )
    second = (
        "---\ntitle: Second\n---\n## 1. Three?\n\nSee [old](/blog/old/).\n\n## 2. Four?\n\nYes.\n"
    )
    files = {"content/posts/_index.md": "", "content/posts/a.md": first}
    root = write({"hugo.toml": CONFIG, **files, "content/posts/deep/b.md": second})
    corpus = corpus_of(root)
    resolved = {link.href: link.resolution.status for link in corpus.links}
    base = "https://notes.example/blog"
    assert resolved == {
        f"{base}/1/first/": "post", f"{base}/1/second/": "post", f"{base}/posts/": "page",
        "post:x": "broken",
    }  # fmt: skip
    (link,) = [link for link in corpus.links if link.href == f"{base}/1/second/"]
    assert len(link.occurrences) == 4


@pytest.mark.parametrize(
    ("kind", "heading", "fragment"),
    [
        ("github", "What's new, Ü_x & 题目?", "whats-new-ü_x--题目"),
        ("github-ascii", "Ü x 题", "u-x-"),
        ("blackfriday", "What's new, C++?", "what-s-new-c"),
        ("github", "!", "heading"),
    ],
)
def test_ids_of_headings(kind: str, heading: str, fragment: str) -> None:
    slugger = slugger_of({"autoheadingidtype": kind})
    assert slugger is not None
    assert slugger.slugs(heading, heading)[0] == fragment


def test_headings_may_have_no_ids() -> None:
    assert slugger_of({"autoheadingid": False}) is None


def test_a_missing_title_is_the_heading_above_all(write: Write, read: Read) -> None:
    text = "+++\ndate = 2024-05-04\n+++\n# All locks\n\n## 1. What is a lock?\n"
    root = write({"hugo.toml": CONFIG, "content/a.md": text, "content/b.md": "## 1. What?\n"})
    blog = hugo.open_blog(root)
    assert post_of(read(blog, "content/a.md")).title == "All locks"
    untitled = read(blog, "content/b.md")
    assert post_of(untitled).title == "b"
    assert Code.MISSING_TITLE in [found.code for found in untitled.findings]
