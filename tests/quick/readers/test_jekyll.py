from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.findings import Code
from pipeline.ir import Site
from pipeline.readers import jekyll
from pipeline.readers.contract import FileRead, SourcePost
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of

CONFIG = """\
title: Notes
lang: zh-CN
url: https://notes.example
baseurl: /blog
timezone: Asia/Shanghai
"""


def post_of(reading: FileRead) -> SourcePost:
    assert reading.post is not None, reading.findings
    return reading.post


def test_a_site_and_its_post(write: Write, read: Read) -> None:
    text = "--- \ntitle: A\ncategories: X y\ntags: b a b\ntag: c d\n--- \nBody\n"
    root = write({"_config.yml": CONFIG, "_posts/2024-05-04-a-题.md": text})
    blog = jekyll.open_blog(root)
    url = "https://notes.example/blog"
    assert blog.site == Site("notes.example", "jekyll", "Notes", url, "zh-CN", "Asia/Shanghai")
    assert (blog.findings, blog.dialect.breaks) == ((), False)
    reading = read(blog, "_posts/2024-05-04-a-题.md")
    assert reading.findings == ()
    assert post_of(reading) == SourcePost(
        site="notes.example",
        key="2024-05-04-a-题",
        path="_posts/2024-05-04-a-题.md",
        permalink=f"{url}/x/y/2024/05/04/a-%E9%A2%98.html",
        title="A",
        date="2024-05-04",
        tags=("c d",),
        categories=(("X", "y"),),
        layout=None,
        front_matter={"title": "A", "categories": "X y", "tags": "b a b", "tag": "c d"},
        key_lines={"title": 2, "categories": 3, "tags": 4, "tag": 5},
        permalink_line=2,
        text=text,
        body_line=7,
        due=datetime(2024, 5, 4, tzinfo=ZoneInfo("Asia/Shanghai")),
    )
    open_site = jekyll.open_blog(write({"_config.yml": CONFIG + "future: true\n"}))
    assert post_of(read(open_site, "_posts/2024-05-04-a-题.md")).due is None


def test_which_files_are_posts(write: Write) -> None:
    names = [
        "_posts/2024-05-04-a.md",
        "_posts/deep/2024-05-04-b.markdown",
        "cs/_posts/2024-05-04-c.md",
        "vendor/_posts/2024-05-04-h.md",
        "_posts/undated.md",
        "_posts/2024-05-04-d.html",
        "_posts/2024-05-04-e.md~",
        "_posts/_skip/2024-05-04-f.md",
        "_other/2024-05-04-g.md",
        "vendor/ruby/_posts/2024-05-04-j.md",
        "2024-05-04-i.md",
    ]
    blog = jekyll.open_blog(
        write({"_config.yml": "", "_drafts/x.md": "", **dict.fromkeys(names, "")})
    )
    assert tuple(sorted(blog.keys)) == tuple(names[:4])
    assert blog.keys == {
        "_posts/2024-05-04-a.md": "2024-05-04-a",
        "_posts/deep/2024-05-04-b.markdown": "deep/2024-05-04-b",
        "cs/_posts/2024-05-04-c.md": "cs/2024-05-04-c",
        "vendor/_posts/2024-05-04-h.md": "vendor/2024-05-04-h",
    }
    assert [(found.code, found.path) for found in blog.findings] == [
        (Code.UNPUBLISHED, "_drafts/x.md"),
        (Code.UNPUBLISHED, "_posts/undated.md"),
    ]


@pytest.mark.parametrize(
    ("settings", "taken"),
    [
        ("", "abcx"),
        ("exclude: [docs, test]", "ac"),  # the beginning of a path is enough
        ("exclude: [/docs/]", "acx"),
        ("exclude: [ocs, '?ocs', '*/sub']", "acx"),
        ("exclude: ['*.md']", ""),
        ("exclude: ['[^d]o*/a.md', '_posts/2024-05-04-a']", "bcx"),
        ("exclude: [_posts]", "bx"),
        ("exclude: docs", "acx"),  # Jekyll stops at what is no list
        ("exclude: [docs, 7]\ninclude: [docs]", "abcx"),
        ("exclude: [/docs]\ninclude: [docs]", "acx"),
        ("exclude: ['do*']\ninclude: [nothing]", "acx"),
        ("include: [_more, node_modules]", "abcdex"),
        ("include: ['_*']", "abcdfix"),
    ],
)
def test_what_the_settings_leave_out_or_take_in(write: Write, settings: str, taken: str) -> None:
    folders = {
        "a": "_posts", "b": "docs/_posts", "c": "_posts/sub/_deep", "d": "_more/_posts",
        "e": "node_modules/_posts", "x": "testing/docs/_posts", "f": "_posts/_sub", "g": ".a/_posts",
        "h": "_posts/.sub", "i": "_site/_posts", "j": "#a/_posts",
    }  # fmt: skip
    files = {f"{folder}/2024-05-04-{name}.md": name for name, folder in folders.items()}
    blog = jekyll.open_blog(write({"_config.yml": settings, **dict.fromkeys(files, "")}))
    assert "".join(sorted(files[path] for path in blog.keys)) == taken


def test_a_pattern_begins_at_the_source_folder(write: Write) -> None:
    posts = {f"docs/{folder}/_posts/2024-05-04-a.md": "" for folder in ("in", "out")}
    root = write({"_config.yml": "source: docs\nexclude: [out]\n", **posts})
    assert list(jekyll.open_blog(root).keys) == ["docs/in/_posts/2024-05-04-a.md"]


def test_posts_in_folders_of_categories_alone(write: Write) -> None:
    files = {"cs/_posts/2024-05-04-a.md": "", "README.md": ""}
    root = write({"_config.yml": "baseurl:\n", **files})
    assert jekyll.is_site(root)
    assert list(jekyll.open_blog(root).keys) == ["cs/_posts/2024-05-04-a.md"]
    for settings in ("title: x\n", "baseurl:\nexclude: [cs]\n"):
        (root / "_config.yml").write_text(settings)
        assert not jekyll.is_site(root)


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("date", "/cs/t/2024/05/04/A-b.c.html"),
        ("pretty", "/cs/t/2024/05/04/A-b.c/"),
        ("ordinal", "/cs/t/2024/125/A-b.c.html"),
        ("weekdate", "/cs/t/2024/W18/Sat/A-b.c.html"),
        ("none", "/cs/t/A-b.c.html"),
        ("/:title/", "/A-b.c/"),
        (":short_year/:i_month/:i_day/:slug:output_ext", "/24/5/4/a-b-c.html"),
        ("/:y_day/:name", "/125/2024-05-04-a-b-c"),
        ("/:long_month/:short_month/:long_day/:w_day/:w_year", "/May/May/Saturday/6/2024"),
        ("/:hour:minute:second//:slugified_categories/", "/010203/cs/t/"),
        ("/:unknown/", None),
    ],
)
def test_addresses(write: Write, read: Read, rule: str, address: str | None) -> None:
    path = "cs/_posts/2024-05-04-A b.c.md"
    text = "---\ndate: 2024-05-04 01:02:03 +0800\ncategory: T\n---\n"
    for config, head in (
        (f"permalink: '{rule}'\n", text),
        ("", f"---\npermalink: '{rule}'\n{text[4:]}"),
    ):
        root = write({"_config.yml": CONFIG + config, "_posts/.keep": "", path: head})
        post = post_of(read(jekyll.open_blog(root), path))
        assert post.permalink == (address and f"https://notes.example/blog{address}")
    config = f"collections:\n  posts:\n    permalink: '{rule}'\npermalink: none\n"
    root = write({"_config.yml": CONFIG + config, path: text})
    post = post_of(read(jekyll.open_blog(root), path))
    assert post.permalink == (address and f"https://notes.example/blog{address}")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("title: x", "2024-05-04"),
        ("date: 2023-01-01", "2023-01-01"),
        ("date: 2023-01-01 23:00:00", "2023-01-02T07:00:00+08:00"),
        ("date: 2023-01-01 23:00:00 +0800", "2023-01-01T23:00:00+08:00"),
        ("date: 2023-01-01 23:00:00 Z", "2023-01-02T07:00:00+08:00"),
        ("date: 2023-01-01 23:00", "2023-01-01T23:00:00+08:00"),
        ("date: '2023-01-01 23:00:00'", "2023-01-01T23:00:00+08:00"),
        ("date: '2023-01-01 23:00 +0000'", "2023-01-02T07:00:00+08:00"),
    ],
)
def test_dates(write: Write, read: Read, head: str, date: str) -> None:
    path = "_posts/2024-05-04-a.md"
    root = write({"_config.yml": CONFIG, path: f"---\n{head}\n---\n"})
    assert post_of(read(jekyll.open_blog(root), path)).date == date


@pytest.mark.parametrize(
    ("name", "head", "finding"),
    [
        ("2024-05-04-a.md", "published: false\n", (Code.UNPUBLISHED, 2)),
        ("2024-05-04-a.md", "published: no\n", (Code.UNPUBLISHED, 2)),
        ("2024-05-04-a.md", "published:\n", (Code.UNPUBLISHED, 2)),
        ("2024-05-04-a.md", "a: b: c\n", (Code.BAD_FRONT_MATTER, 2)),
    ],
)
def test_what_gives_no_post(
    write: Write, read: Read, name: str, head: str, finding: tuple[Code, int | None]
) -> None:
    root = write({"_config.yml": CONFIG, f"_posts/{name}": f"---\n{head}---\n"})
    reading = read(jekyll.open_blog(root), f"_posts/{name}")
    assert reading.post is None
    assert [(found.code, found.line) for found in reading.findings] == [finding]


@pytest.mark.parametrize(
    ("name", "head", "date", "finding"),
    [
        ("2024-13-04-a.md", "", None, (Code.BAD_DATE, None)),
        ("2024-05-04-a.md", "date: someday\n", "2024-05-04", (Code.BAD_DATE, 2)),
        ("2024-05-04-a.md", "date: 5\n", "2024-05-04", (Code.BAD_DATE, 2)),
        ("2024-05-04-a.md", "date: 2024-02-30\n", "2024-03-01", (Code.BAD_DATE, 2)),
        ("2024-05-04-a.md", "date: 2024-02-32\n", "2024-05-04", (Code.BAD_DATE, 2)),
        ("2024-05-04-a.md", "tags: {a: b}\n", "2024-05-04", (Code.BAD_VALUE, 2)),
        ("2024-05-04-a.md", "permalink: {}\n", "2024-05-04", (Code.BAD_VALUE, 2)),
        ("2024-05-04-a.md", "a: 1\na: 2\n", "2024-05-04", (Code.REPEATED_KEY, 3)),
    ],
)
def test_what_is_wrong_but_read(
    write: Write, read: Read, name: str, head: str, date: str | None, finding: tuple[Code, int]
) -> None:
    root = write({"_config.yml": CONFIG, f"_posts/{name}": f"---\n{head}---\n"})
    reading = read(jekyll.open_blog(root), f"_posts/{name}")
    assert post_of(reading).date == date
    assert [(found.code, found.line) for found in reading.findings] == [finding]


def test_of_keys_that_are_there_twice_the_last_counts(write: Write, read: Read) -> None:
    path = "_posts/2024-05-04-a.md"
    config = CONFIG.replace("timezone", "timezone: UTC\ntimezone")
    root = write({"_config.yml": config, path: "---\ntitle: b\nx: {y: 1, y: 2}\ntitle: c\n---\n"})
    blog = jekyll.open_blog(root)
    assert blog.site.timezone == "Asia/Shanghai"
    assert [(found.code, found.line) for found in blog.findings] == [(Code.REPEATED_KEY, 6)]
    reading = read(blog, path)
    post = post_of(reading)
    assert (post.title, post.front_matter["x"], post.key_lines["title"]) == ("c", {"y": 2}, 4)
    assert [[place.line for place in found.related] for found in reading.findings] == [[3], [2]]


def test_folders_and_files_that_the_settings_leave_out(write: Write) -> None:
    paths = ["_posts/2024-05-04-a.md", "_posts/2024-05-05-b.md", "demo/x/_posts/2024-05-04-c.md",
             "tests/_posts/2024-05-04-d.md", "kept/_posts/2024-05-04-e.md"]  # fmt: skip
    config = CONFIG + "exclude: [demo, 'tes*', '/_posts/2024-05-05', kept]\ninclude: kept\n"
    root = write({"_config.yml": config, **dict.fromkeys(paths, "")})
    assert sorted(jekyll.open_blog(root).keys) == [paths[0], paths[4]]


def test_posts_without_a_date_are_told(write: Write) -> None:
    root = write({"_config.yml": CONFIG, "_posts/a.md": "", "_posts/2024-05-04-b.md": ""})
    blog = jekyll.open_blog(root)
    assert list(blog.keys) == ["_posts/2024-05-04-b.md"]
    assert [(draft.path, draft.slug) for draft in blog.drafts] == [("_posts/a.md", "a")]
    (found,) = blog.findings
    assert (found.code, found.path) == (Code.UNPUBLISHED, "_posts/a.md")
    assert "does not begin with a date" in found.message


@pytest.mark.parametrize(
    ("text", "body_line", "front_matter"),
    [
        ("---\n---\nBody", 3, {}),
        ("---\na: 1\n...\nBody", 4, {"a": 1}),
        ("--- \t\na: 1\n---  \nBody", 4, {"a": 1}),
        ("---\na: 1\n---Body", 1, {}),
        ("---\na: 1\n", 1, {}),
        ("a: 1\n---\nBody", 1, {}),
        ("---\na: 1\n---", 3, {"a": 1}),
    ],
)
def test_heads(
    write: Write, read: Read, text: str, body_line: int, front_matter: dict[str, object]
) -> None:
    root = write({"_config.yml": CONFIG, "_posts/2024-05-04-my-OLD_post.md": text})
    post = post_of(read(jekyll.open_blog(root), "_posts/2024-05-04-my-OLD_post.md"))
    assert (post.body_line, post.front_matter) == (body_line, front_matter)
    assert post.title == "My Old_post"


def test_tags_and_categories(write: Write, read: Read) -> None:
    head = "tags: [a b, 3, null, '']\ncategories: [x, Y z]\ncategory: [w, x]\ntag: true\n"
    path = "top/_posts/deep/2024-05-04-a.md"
    root = write({"_config.yml": CONFIG, path: f"---\n{head}---\n"})
    post = post_of(read(jekyll.open_blog(root), path))
    assert post.tags == ("true",)
    assert post.categories == (("top", "x", "Y z", "w"),)


def test_other_folders(write: Write, read: Read) -> None:
    config = CONFIG + "source: docs\ncollections_dir: all\nkramdown:\n  hard_wrap: true\n"
    root = write({"_config.yml": config, "docs/all/cs/_posts/2024-05-04-a.md": ""})
    (root / "docs/all/_posts").mkdir()
    assert jekyll.is_site(root)
    blog = jekyll.open_blog(root)
    assert blog.dialect.breaks
    post = post_of(read(blog, "docs/all/cs/_posts/2024-05-04-a.md"))
    assert (post.key, post.categories) == ("cs/2024-05-04-a", (("cs",),))
    (found,) = jekyll.open_blog(write({"_config.yml": "source: ../x\n"})).findings
    assert (found.code, found.line) == (Code.BAD_CONFIG, 1)


def test_pictures(write: Write, read: Read) -> None:
    path = "cs/_posts/2024-05-04-a.md"
    root = write(
        {
            "_config.yml": CONFIG,
            path: "",
            "cs/_posts/b.png": "1",
            "images/c d.png": "2",
            "shots/1.png": "3",
        }
    )
    blog = jekyll.open_blog(root)
    post = post_of(read(blog, path))
    expected = {
        "b.png": "1",
        "images/c%20d.png": "2",
        "/images/c d.png": "2",
        "/blog/images/c d.png": "2",
        "{{ site.baseurl }}/images/c d.png": "2",
        "{{site.url}}{{site.baseurl}}/images/c%20d.png": "2",
        "{{ '/images/c d.png' | relative_url }}": "2",
        '{{ "/images/c d.png" | absolute_url }}?x': "2",
        "{{ '/images/c d.png' | prepend: site.baseurl }}": "2",
        "https://notes.example/blog/images/c d.png": "2",
        "https://other.example/blog/images/c d.png": None,
        "{{ page.picture }}": None,
        "/blog/shots/1.png": "3",
        "/blogshots/1.png": None,
        "../../../etc/passwd": None,
    }
    prepare = blog.dialect.prepare
    assert prepare is not None
    found = {written: blog.find_picture(post, prepare(written)) for written in expected}
    assert {key: file and file.read_text() for key, file in found.items()} == expected


def test_a_last_line_that_kramdown_takes_out_is_a_line(write: Write) -> None:
    text = "---\ntitle: FAQ\n---\n1. 什么是堆？\n\n一棵树。\n\n* any list\n{:toc}"
    root = write({"_config.yml": CONFIG, "_posts/2024-05-04-a.md": text})
    (post,) = corpus_of(root).posts
    assert (post.regions[0].span.start, post.regions[-1].span.end) == (1, 9)


def test_a_definition_list_is_a_glossary(write: Write) -> None:
    terms = "".join(f"{term}\n: 它是{term}的一种\n\n" for term in ("堆", "栈", "树", "图", "队列"))
    root = write(
        {"_config.yml": CONFIG, "_posts/2024-05-04-a.md": f"---\ntitle: 术语表\n---\n\n{terms}"}
    )
    (post,) = corpus_of(root).posts
    assert [term.term for term in post.terms] == ["堆", "栈", "树", "图", "队列"]
    assert (post.terms[1].definition.text, post.terms[1].span.start) == ("它是栈的一种", 8)


@pytest.mark.parametrize(
    ("defaults", "permalink"),
    [
        ('[{scope: {path: "", type: posts}, values: {permalink: "/posts/:title/"}}]', "/posts/a/"),
        ('[{scope: {path: ""}, values: {permalink: pretty}}]', "/cs/2024/05/04/a/"),
        ('[{scope: {path: cs}, values: {permalink: "/cs/:title"}}]', "/cs/a"),
        ('[{scope: {path: c}, values: {permalink: "/c/:title"}}]', "/cs/2024/05/04/a.html"),
        ('[{scope: {type: pages}, values: {permalink: "/p/:title"}}]', "/cs/2024/05/04/a.html"),
        (
            '[{values: {permalink: "/p/:title"}}, {scope: {path: cs}, values: {permalink: "/q/:title"}}]',
            "/q/a",
        ),
        ("[1, {scope: 2, values: 3}]", "/cs/2024/05/04/a.html"),
        ("nothing", "/cs/2024/05/04/a.html"),
    ],
)
def test_defaults_may_set_the_addresses(
    defaults: str, permalink: str, write: Write, read: Read
) -> None:
    path = "cs/_posts/2024-05-04-a.md"
    config = f"url: https://notes.example\ndefaults: {defaults}\n"
    blog = jekyll.open_blog(write({"_config.yml": config, path: "---\ntitle: A\n---\n"}))
    assert post_of(read(blog, path)).permalink == f"https://notes.example{permalink}"
