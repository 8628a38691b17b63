from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline.findings import Code
from pipeline.ir import Site
from pipeline.readers import hexo
from pipeline.readers.contract import FileRead, SourcePost
from pipeline.readers.hexo.slug import slugize
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of

CONFIG = """\
title: Notes
language: [zh-CN, en]
url: http://WWW.Notes.example:8080/blog/
root: /blog/
timezone: Asia/Shanghai
permalink: :title.html
"""
POSTS = "source/_posts"


def post_of(reading: FileRead) -> SourcePost:
    assert reading.post is not None, reading.findings
    return reading.post


def codes(reading: FileRead) -> list[tuple[Code, int | None]]:
    return [(found.code, found.line) for found in reading.findings]


def test_the_site(write: Write) -> None:
    blog = hexo.open_blog(write({"_config.yml": CONFIG, f"{POSTS}/a.md": ""}))
    assert blog.findings == ()
    assert blog.site == Site(
        "www.notes.example:8080",
        "hexo",
        "Notes",
        "http://WWW.Notes.example:8080/blog",
        "zh-CN",
        "Asia/Shanghai",
    )


@pytest.mark.parametrize(
    ("config", "licence"),
    [
        ("license: MIT", "MIT"), ("licence: by-nc-sa", "CC BY-NC-SA"), ("license: []", None),
        ("theme_config: {creative_commons: {license: BY}}", "CC BY"), ("theme_config: by", None),
        ("theme_config: {creative_commons: by}", None), ("license: ' '", None),
    ],
)  # fmt: skip
def test_the_licence_of_a_site(write: Write, config: str, licence: str | None) -> None:
    blog = hexo.open_blog(write({"_config.yml": config, f"{POSTS}/a.md": ""}))
    assert (blog.site.licence, blog.findings) == (licence, ())


def test_a_site_without_settings(write: Write, read: Read) -> None:
    root = write({"my blog/_config.yml": "", f"my blog/{POSTS}/a.md": "Text"}) / "my blog"
    blog = hexo.open_blog(root)
    assert blog.site == Site("my blog", "hexo", "my blog", None, None, "UTC")
    assert post_of(read(blog, f"{POSTS}/a.md")).permalink is None


@pytest.mark.parametrize(
    ("config", "line", "code"),
    [
        ("title: a\ntitle: b\n", 2, Code.BAD_CONFIG),
        ("title: a: b\n", 1, Code.BAD_CONFIG),
        ("\ntimezone: Mars/Olympus\n", 2, Code.BAD_SETTING),
        ("timezone: ../../etc/passwd\n", 1, Code.BAD_SETTING),
        ("timezone: America\n", 1, Code.BAD_SETTING),
        ("url: notes.example\n", 1, Code.BAD_SETTING),
        ("url: http://[broken\n", 1, Code.BAD_SETTING),
        ("title: [a]\n", 1, Code.BAD_SETTING),
        ("post_asset_folder: maybe\n", 1, Code.BAD_SETTING),
        ("source_dir: ../elsewhere\n", 1, Code.BAD_CONFIG),
        ("just a word\n", 1, Code.BAD_CONFIG),
        ("a: 1\nb: *x\n", 2, Code.BAD_CONFIG),
        ("a: &x [*x]\n", 1, Code.BAD_CONFIG),
    ],
)
def test_bad_settings_are_told_with_their_line(
    write: Write, config: str, line: int, code: Code
) -> None:
    blog = hexo.open_blog(write({"_config.yml": config, f"{POSTS}/a.md": "Text"}))
    (found,) = {(found.code, found.path, found.line) for found in blog.findings}
    assert found == (code, "_config.yml", line)


def test_which_files_are_posts(write: Write) -> None:
    files = dict.fromkeys(
        [
            "a.md", "b.markdown", "c.mdtext", "deep/d.md", "a.txt", "_hidden.md", ".dot.md",
            "_folder/e.md", ".folder/f.md", "g.md~", "h.md%", "i.html", "题目.md", "x.md/y.md",
        ],
        "",
    )  # fmt: skip
    drafts = {"source/_drafts/x.md": "", "source/_drafts/_y.md": "", "source/page.md": ""}
    named = {f"{POSTS}/{name}": text for name, text in files.items()}
    blog = hexo.open_blog(write({"_config.yml": "", **named, **drafts}))
    posts = ["a.md", "b.markdown", "c.mdtext", "deep/d.md", "x.md/y.md", "题目.md"]
    assert tuple(sorted(blog.keys)) == tuple(f"{POSTS}/{name}" for name in posts)
    assert [(found.code, found.path) for found in blog.findings] == [
        (Code.UNPUBLISHED, "source/_drafts/x.md")
    ]


def test_a_post(write: Write, read: Read) -> None:
    text = "---\ntitle: 题\ndate: 2024-05-04 01:02:03\ntags: [x]\ncategories: [A, B]\n---\nBody\n"
    root = write({"_config.yml": CONFIG, f"{POSTS}/cs/题目.md": text})
    reading = read(hexo.open_blog(root), f"{POSTS}/cs/题目.md")
    assert reading.findings == ()
    assert post_of(reading) == SourcePost(
        site="www.notes.example:8080",
        key="cs/题目",
        path=f"{POSTS}/cs/题目.md",
        permalink="http://WWW.Notes.example:8080/blog/cs/%E9%A2%98%E7%9B%AE.html",
        title="题",
        date="2024-05-04T01:02:03+08:00",
        tags=("x",),
        categories=(("A", "B"),),
        layout="post",
        front_matter={
            "title": "题",
            "date": "2024-05-04T01:02:03.000Z",
            "tags": ["x"],
            "categories": ["A", "B"],
        },
        key_lines={"title": 2, "date": 3, "tags": 4, "categories": 5},
        permalink_line=2,
        text=text,
        body_line=7,
        names=("cs/题目", "题"),
    )


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: 题", 2),
        ("title: 题\n'abbrlink': 1", 3),
        ('title: 题\nabbrlink: 1\n"permalink": a.html', 4),
        ("photo:\n  title: 图\n  permalink: a.html\ntitle: 题", 5),
        ("title: 题\nphoto:\n  permalink: a.html", 2),
        ("date: 2024-05-04", 1),
    ],
)
def test_the_line_that_decides_the_permalink(
    write: Write, read: Read, head: str, line: int
) -> None:
    root = write({"_config.yml": CONFIG, f"{POSTS}/a.md": f"---\n{head}\n---\n"})
    assert post_of(read(hexo.open_blog(root), f"{POSTS}/a.md")).permalink_line == line


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("published: false", (Code.UNPUBLISHED, 3)),
        ("published: 'false'", (Code.UNPUBLISHED, 3)),
        ("abbrlink: @x", (Code.BAD_FRONT_MATTER, 3)),
        ("title: again", (Code.DUPLICATE_KEY, 3)),
    ],
)
def test_heads_that_give_no_post(
    write: Write, read: Read, head: str, finding: tuple[Code, int]
) -> None:
    root = write({"_config.yml": CONFIG, f"{POSTS}/a.md": f"---\ntitle: x\n{head}\n---\n"})
    reading = read(hexo.open_blog(root), f"{POSTS}/a.md")
    assert reading.post is None
    assert codes(reading) == [finding]
    assert {found.path for found in reading.findings} == {f"{POSTS}/a.md"}
    assert {place.path for found in reading.findings for place in found.related} <= {
        f"{POSTS}/a.md"
    }


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("date: someday", (Code.BAD_DATE, 3)),
        ("date: 2024-05-04 10：30", (Code.BAD_DATE, 3)),
        ("date: 1714784523", (Code.BAD_DATE, 3)),
        ("date: '2024-05-32'", (Code.BAD_DATE, 3)),
        ("date: {{ date }}", (Code.BAD_DATE, 3)),
        ("tags: {a: b}", (Code.BAD_VALUE, 3)),
        ("category: [{a: b}]", (Code.BAD_VALUE, 3)),
        ("layout: {a: b}", (Code.BAD_VALUE, 3)),
    ],
)
def test_what_is_no_value_is_left_out(
    write: Write, read: Read, head: str, finding: tuple[Code, int]
) -> None:
    root = write({"_config.yml": CONFIG, f"{POSTS}/a.md": f"---\ntitle: x\n{head}\n---\n"})
    reading = read(hexo.open_blog(root), f"{POSTS}/a.md")
    post = post_of(reading)
    assert (post.title, post.date, post.tags, post.categories) == ("x", None, (), ())
    assert post.layout == "post"
    assert codes(reading) == [finding]


def test_tabs_in_the_settings_are_two_blanks_each(write: Write) -> None:
    config = "marked:\n\tbreaks: false\nurl: https://notes.example\n"
    blog = hexo.open_blog(write({"_config.yml": config, f"{POSTS}/a.md": ""}))
    assert (blog.findings, blog.site.url) == ((), "https://notes.example")
    assert not blog.dialect.breaks


def test_the_settings_say_whether_a_post_waits_for_its_date(write: Write, read: Read) -> None:
    text = "---\ntitle: x\ndate: 2024-05-04 12:00:00\n---\n"
    root = write({"_config.yml": "timezone: UTC\n", f"{POSTS}/a.md": text})
    assert post_of(read(hexo.open_blog(root), f"{POSTS}/a.md")).due is None
    root = write({"_config.yml": "timezone: UTC\nfuture: false\n"})
    due = post_of(read(hexo.open_blog(root), f"{POSTS}/a.md")).due
    assert due == datetime(2024, 5, 4, 12, tzinfo=UTC)


def test_names_beside_a_mapping_stay(write: Write, read: Read) -> None:
    head = "title: x\ntags: [a, {b: c}]\ncategories:\n  - d\n  - e: f\n"
    root = write({"_config.yml": CONFIG, f"{POSTS}/a.md": f"---\n{head}---\n"})
    post = post_of(read(hexo.open_blog(root), f"{POSTS}/a.md"))
    assert (post.tags, post.categories) == (("a",), (("d",),))


def test_a_missing_title_is_the_name(write: Write, read: Read) -> None:
    root = write({"_config.yml": CONFIG, f"{POSTS}/cs/a b.md": "---\ntitle: x\nText"})
    reading = read(hexo.open_blog(root), f"{POSTS}/cs/a b.md")
    assert post_of(reading).title == "a b"
    (found,) = reading.findings
    assert (found.code, found.line) == (Code.OPEN_FRONT_MATTER, 1)
    root = write({"_config.yml": CONFIG + "use_slug_as_post_title: true\n"})
    reading = read(hexo.open_blog(root), f"{POSTS}/cs/a b.md")
    assert (post_of(reading).title, codes(reading)) == ("cs/a b", [(Code.OPEN_FRONT_MATTER, 1)])


def test_a_missing_title_is_the_heading_above_all(write: Write, read: Read) -> None:
    text = "---\ndate: 2024-05-04\n---\n[Back](/)\n\n# All *locks*\n\n## 1. What is a lock?\n"
    root = write({"_config.yml": CONFIG, f"{POSTS}/a b.md": text})
    reading = read(hexo.open_blog(root), f"{POSTS}/a b.md")
    assert (post_of(reading).title, codes(reading)) == ("All locks", [])
    root = write({"_config.yml": CONFIG + "use_slug_as_post_title: true\n"})
    assert post_of(read(hexo.open_blog(root), f"{POSTS}/a b.md")).title == "a b"


def test_prose_that_hexo_would_drop_is_a_post(write: Write, read: Read) -> None:
    text = "Text: with *a colon: and\nmore\n\n---\nMore\n"
    root = write({"_config.yml": CONFIG, f"{POSTS}/a.md": text})
    post = post_of(read(hexo.open_blog(root), f"{POSTS}/a.md"))
    assert (post.body_line, post.front_matter) == (1, {})


@pytest.mark.parametrize(
    ("rule", "head"),
    [(":abbrlink.html", ""), (":id/", ""), (":year/", ""), (":hash/", ""), (":x/", "x:\n")],
)
def test_addresses_that_are_not_known(write: Write, read: Read, rule: str, head: str) -> None:
    config = f"url: http://a.example\npermalink: {rule}\n"
    root = write({"_config.yml": config, f"{POSTS}/a.md": f"---\ntitle: x\n{head}---\n"})
    assert post_of(read(hexo.open_blog(root), f"{POSTS}/a.md")).permalink is None


def test_a_percent_that_encodes_nothing_gives_no_address(write: Write, read: Read) -> None:
    root = write({"_config.yml": CONFIG, f"{POSTS}/100%.md": "", f"{POSTS}/%ff.md": ""})
    blog = hexo.open_blog(root)
    assert post_of(read(blog, f"{POSTS}/100%.md")).permalink is None
    assert post_of(read(blog, f"{POSTS}/%ff.md")).permalink is None


@pytest.mark.parametrize(
    ("config", "package", "breaks"),
    [
        ("", None, True),
        ("marked:\n  breaks: false\n", None, False),
        ("marked:\n  gfm: true\n", None, True),
        ("pandoc:\n  args: []\n", None, False),
        ("markdown:\n  render:\n    breaks: false\n", None, False),
        ("markdown:\n  preset: commonmark\n", None, True),
        ("", '{"dependencies": {"hexo-renderer-pandoc": "1"}}', False),
        (
            "marked:\n  breaks: false\n",
            '{"dependencies": {"hexo-renderer-markdown-it": "1"}}',
            True,
        ),
        ("kramed:\n  breaks: false\n", '{"dependencies": {"hexo-renderer-kramed": "1"}}', False),
        ("", "broken", True),
        ("", '["a"]', True),
    ],
)
def test_soft_breaks(write: Write, config: str, package: str | None, breaks: bool) -> None:
    files = {"_config.yml": config, f"{POSTS}/a.md": ""}
    blog = hexo.open_blog(write(files | ({"package.json": package} if package else {})))
    assert blog.dialect.breaks is breaks


@pytest.mark.parametrize(
    ("config", "package", "literal"),
    [
        ("", None, set()),
        ("", "hexo-renderer-marked", set()),
        ("", "hexo-filter-mathjax", set()),
        ("", "hexo-renderer-markdown-it", set()),
        ("markdown:\n  plugins:\n    - markdown-it-footnote\n", "hexo-renderer-markdown-it", set()),
        ("markdown:\n  plugins:\n    - '@x/markdown-it-katex'\n", None, {"$", "$$"}),
        ("markdown:\n  plugins:\n    - name: markdown-it-mathjax3\n", None, {"$", "$$"}),
        ("pandoc:\n  args: []\n", None, {"$", "$$"}),
        ("", "hexo-renderer-pandoc", {"$", "$$"}),
        ("", "hexo-renderer-markdown-it-plus", {"$", "$$"}),
        ("", "hexo-filter-katex", {"$", "$$"}),
        ("", "hexo-renderer-kramed", {"$$"}),
    ],
)
def test_formulas_that_reach_the_page_as_written(
    write: Write, config: str, package: str | None, literal: set[str]
) -> None:
    files = {"_config.yml": config, f"{POSTS}/a.md": ""}
    files["package.json"] = json.dumps({"dependencies": {package: "1"} if package else {}})
    assert hexo.open_blog(write(files)).dialect.literal_formulas == literal


def test_pictures(write: Write, read: Read) -> None:
    root = write(
        {
            "site/_config.yml": CONFIG,
            f"site/{POSTS}/cs/a.md": "Text",
            f"site/{POSTS}/cs/a/lora.png": "1",
            f"site/{POSTS}/cs/a/图 片.png": "2",
            f"site/{POSTS}/cs/beside.png": "3",
            "site/source/images/cover.png": "4",
            "site/source/images/100%25.png": "5",
            "site/source/images/cafe\u0301.png": "6",
            "site/source/images/a?b.png": "7",
            "outside.png": "8",
        }
    )
    (root / "site/source/link.png").symlink_to("../../outside.png")
    blog = hexo.open_blog(root / "site")
    post = post_of(read(blog, f"{POSTS}/cs/a.md"))

    def content(written: str) -> str | None:
        file = blog.find_picture(post, written)
        return None if file is None else file.read_text()

    expected = {
        "lora.png": "1", "./lora.png": "1", "a/lora.png": "1", "lora.png?raw=true#top": "1",
        "%E5%9B%BE%20%E7%89%87.png": "2", "图 片.png": "2",
        "beside.png": "3", "../cs/beside.png": "3",
        "/images/cover.png": "4", "/blog/images/cover.png": "4", "images/cover.png": "4",
        "//images/cover.png": None, "../../images/cover.png": "4",
        "http://www.notes.example:8080/blog/images/cover.png": "4",
        "https://WWW.notes.example:8080/images/cover.png": "4",
        "//www.notes.example:8080/images/cover.png": "4",
        "/images/100%25.png": "5", "/images/100%2525.png": "5",
        "/images/caf\u00e9.png": "6", "/images/cafe\u0301.png": "6", "/images/caf%C3%A9.png": "6",
        "/images/a%3Fb.png": "7", "/images/a?b.png": "7",
        "http://other.example/images/cover.png": None, "http://[broken": None,
        "data:image/png;base64,aaaa": None, "file:///etc/passwd": None, "/etc/passwd": None,
        "../../../../outside.png": None, "/../../outside.png": None, "link.png": None,
        "/images": None, "/images/": None, "": None, ".": None, "..": None,
        "Lora.png": "1", "/images/COVER.PNG": "4", "no\0pe.png": None, "lora.png/x": None,
        "/images/cover.png/": None,
    }  # fmt: skip
    assert {written: content(written) for written in expected} == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("C++ 与 Ünïcode/测试", "C-与-Unicode-测试"),
        ("  --a_b--  ", "a-b"),
        ("Æther ﬁ ① Ø ｆ Ⓐ", "AEther-ﬁ-①-O-f-A"),
        ("が 한", "が-한"),
        ("a\x01b", "ab"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugize(text) == slug
    assert slugize(text, 1) == slug.lower()
    assert slugize(text, 2) == slug.upper()


def test_an_unknown_time_zone_is_told_once(write: Write) -> None:
    config = "url: https://a.example\ntimezone: Mars/Base\n"
    blog = hexo.open_blog(write({"_config.yml": config, "source/_posts/a.md": "A"}))
    assert [found.line for found in blog.findings] == [2]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("zh_CN", "zh-CN"), ("en_US.UTF-8", "en-US"), ("ZH-hans-cn", "zh-Hans-CN"), ("es-419", "es-419"),
        ("de-1996", "de"), ("[zh_TW, en]", "zh-TW"), ("default", None), ("en\U0001f600", None),
        ("a b", None), ("en-", "en"), ("中文", None), ("'\"><script>'", None), ("[]", None),
        ("{a: b}", None), ("1e9", None),
    ],
)  # fmt: skip
def test_languages_are_tags(write: Write, written: str, tag: str | None) -> None:
    """A browser refuses a tag such as zh_CN, and a script that relies on it stops."""
    config = f"url: https://x.org\nlanguage: {written}\n"
    blog = hexo.open_blog(write({"_config.yml": config, f"{POSTS}/a.md": ""}))
    assert blog.site.language == tag
    silent = tag is not None or written in ("default", "[]", "{a: b}", "1e9")
    codes = [(Code.UNKNOWN_LANGUAGE, 2)] if not silent else []
    assert [(found.code, found.line) for found in blog.findings] == codes


@pytest.mark.parametrize("folder", ["/etc", "../..", "a/../../.."])
def test_code_is_taken_from_inside_the_site_alone(write: Write, folder: str) -> None:
    config = f"url: https://x.org\ncode_dir: {folder}\n"
    text = (
        "---\ntitle: 面试题\nquestions: heading-1\n---\n\n# 1. 甲？\n\n{% include_code hosts %}\n"
    )
    root = write({"_config.yml": config, f"{POSTS}/a.md": text})
    (found,) = hexo.open_blog(root).findings
    assert (found.code, found.line, found.message) == (
        Code.BAD_CONFIG, 2, "code_dir must be a folder inside the site",
    )  # fmt: skip
    corpus = corpus_of(root)
    assert Code.INTERNAL_ERROR not in {found.code for found in corpus.findings}
    assert "localhost" not in corpus.posts[0].questions[0].answer.html


@pytest.mark.parametrize(
    ("settings", "taken"),
    [
        ("skip_render:", "abcd"),
        ("skip_render: README.md", "abcd"),
        ("skip_render: _posts/README.md", "bcd"),
        ("skip_render: [_posts/*, '']", "cd"),
        ("skip_render: _posts/old/**", "ab"),
        ("skip_render: ['**/{b,c}.md']", "ad"),
        ("skip_render: ['*.md', 'source/**', 7]", "abcd"),
        ("skip_render: ['_posts/[^R]*']", "acd"),
        ("skip_render: '!_posts/old/*'", "c"),
        ("skip_render: '{_posts/b.md,_posts/**/{c,d}.md}'", "a"),
        ("ignore: '**/_posts/old'", "ab"),
        ("ignore: ['**/*.md']", ""),
        ("ignore: ['_posts/**', 'source/_posts/b.md']", "abcd"),
        ("ignore: ['**/source/_posts/old/deep/**']", "abc"),
        ("exclude: ['**/*.md', '_posts/*']", "abcd"),
        ("include: ['_posts/_hidden.md']", "abcd"),
    ],
)
def test_what_the_settings_leave_out(write: Write, settings: str, taken: str) -> None:
    paths = {"a": "README", "b": "b", "c": "old/c", "d": "old/deep/d", "e": "_hidden"}
    files = {f"{POSTS}/{path}.md": name for name, path in paths.items()}
    blog = hexo.open_blog(write({"_config.yml": settings, **dict.fromkeys(files, "")}))
    assert "".join(files[path] for path in sorted(blog.keys)) == taken


def test_a_pattern_of_many_braces_is_no_bomb(write: Write) -> None:
    files = {"_config.yml": f"skip_render: '{'{a,b}' * 60}{'**/' * 60}x'", f"{POSTS}/a.md": ""}
    assert list(hexo.open_blog(write(files)).keys) == [f"{POSTS}/a.md"]
