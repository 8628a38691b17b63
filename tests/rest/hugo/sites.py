"""Hugo sites of our own, each as its files, on which Hugo and our reader are compared."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.dates import DATES

PLAIN = """\
baseURL = "https://notes.example/"
title = "Notes"
timeZone = "Asia/Shanghai"
"""


@dataclass(frozen=True)
class HugoSite:
    name: str
    files: dict[str, str]


def _toml(head: str, body: str = "Text.\n") -> str:
    return f"+++\n{head}+++\n{body}"


def _yaml(head: str, body: str = "Text.\n") -> str:
    return f"---\n{head}---\n{body}"


HEADS = {
    "toml": _toml('title = "A \\"B\\""\ndate = 2024-05-04T01:02:03+02:00\ntags = ["a", "b c"]\n'),
    "literal": _toml("title = 'C:\\dir'\ntags = 'one two'\n"),
    "long": _toml('summary = """\ntitle = 1\n"""\ntitle = "Long"\n[params]\ntitle = "no"\n'),
    "yaml": _yaml("title: 'It''s'\ndate: 2024-05-04 01:02:03\ntags: [a, 3, true]\n"),
    "cases": _yaml("Title: Cases\nDATE: 2024-05-04\nTags: [x]\nCategories: [v, z]\n"),
    "twice": _yaml("title: One\nx: 1\n"),
    "json": '{\n  "title": "J {}",\n  "date": "2024-05-04",\n  "tags": ["j"]\n}\nText.\n',
    "one-line": '{"title": "One line", "a": {"b": "}"}} Text.\n',
    "crlf": "+++\r\ntitle = 'Lines'\r\n+++\r\nText.\r\n",
    "bom": "\ufeff---\ntitle: Mark\n---\nText.\n",
    "below-blanks": "\n\n---\ntitle: Blank\n---\nText.\n",
    "empty": "---\n---\nText.\n",
    "none": "Text first.\n",
    "spaced": "+++ \ntitle = 'Spaced'\n+++ \nText.\n",
    "rule": _yaml("title: Rule\n", "One.\n\n---\n\nTwo.\n"),
    "number": _yaml("title: 404\nslug: 0\n"),
    "single": _yaml("tags: a b\ncategories: c\n"),
    "nothing": _yaml("title: Nothing\ntags:\ncategories: []\n"),
}
PATHS = (
    "a.md", "posts/b.md", "posts/deep/er/c.md", "posts/bundle/index.md", "posts/bundle/inner.md",
    "posts/bundle/in/more.md", "posts/branch/_index.md", "posts/branch/d.md", "top/index.md",
    "posts/E F.md", "top/S t.md", "posts/题目 (一).md", "posts/G&H+I?.markdown", "posts/j.md~",
    "posts/.hidden.md", "posts/k.v1.md", "posts/2024-05-04-l.md", "posts/--m--n.md", "posts/#o.md",
    ".git/p.md", "posts/Ünï_cöde.md", "posts/r.txt",
)  # fmt: skip
URLS = {
    "slug": _yaml("slug: Some slug\n"), "url": _yaml("url: /x/Y z/\n"), "file": _yaml("url: x/y.html\n"),
    "bare": _yaml("url: bare\n"), "han": _yaml("slug: 题目\n"),
    "title": _yaml("title: 'A, B: (C) d'\n"),
    "dated": _yaml("title: Dated\ndate: 2024-05-04T23:30:00-08:00\nslug: s\n"),
    "path": _yaml("slug: a/b\n"), "plus+x": _yaml("title: C++ and a+b\n"),
    "a  b - c": _yaml("title: '%41 100% x'\n"),
}  # fmt: skip
PATTERNS = (
    "/:year/:month/:day/:title/", "/:section/:slug/", "/:sections/:filename/", "/p/:slugorfilename",
    "/:yearday-:weekday/:weekdayname/:monthname/:filename", "/:06/:1/:2/:Jan/:filename/", "/:title.html",
    "/:sections[1:]/:filename/", "/q-:year:month/:filename/",
)  # fmt: skip


def _site(name: str, posts: dict[str, str], config: str = PLAIN, **files: str) -> HugoSite:
    below = {f"content/{path}": text for path, text in posts.items()}
    return HugoSite(name, {"config.toml": config, **files, **below})


def _posts(texts: dict[str, str]) -> dict[str, str]:
    return {f"posts/{name}.md": text for name, text in texts.items()}


_PLACED = {path: _yaml("title: T\ndate: 2024-05-04\n") for path in PATHS}
_TWO = (
    PLAIN
    + 'defaultContentLanguage = "zh"\n[languages.zh]\nweight = 1\n[languages.en]\nweight = 2\n'
)
SITES = (
    _site("heads", _posts(HEADS)),
    _site("places", _PLACED),
    _site("ugly", _PLACED, PLAIN + "uglyURLs = true\n"),
    _site("upper", _PLACED, PLAIN + "disablePathToLower = true\nremovePathAccents = true\n"),
    _site("urls", _posts(URLS)),
    *(
        _site(
            f"pattern-{number}",
            {**_posts(URLS), **_PLACED},
            f'{PLAIN}[permalinks]\nposts = "{pattern}"\n',
        )
        for number, pattern in enumerate(PATTERNS)
    ),
    _site(
        "dates",
        _posts({str(n): _yaml(f"date: {date}\n") for n, date in enumerate(DATES) if "GMT" not in date}),
    ),
    _site(
        "order",
        _posts(
            {
                "2024-05-04-name": _yaml("date: 2023-01-01\n"),
                "2024-05-05": _yaml("title: x\n"),
                "publish": _yaml("publishDate: 2024-05-06\n"),
                "lastmod": _yaml("lastmod: 2024-05-07\n"),
                "modified": _yaml("modified: 2024-05-08\n"),
                "pubdate": _yaml("pubdate: 2024-05-09\nlastmod: 2024-05-10\n"),
            }
        ),
        PLAIN + '[frontmatter]\ndate = [":filename", ":default"]\n',
    ),
    _site(
        "default-order",
        _posts(
            {
                "publish": _yaml("publishDate: 2024-05-06\n"),
                "lastmod": _yaml("lastmod: 2024-05-07\n"),
                "published": _yaml("published: 2024-05-08\n"),
                "2024-05-04-name": _yaml("title: x\n"),
            }
        ),
    ),
    _site(
        "published",
        _posts(
            {
                "draft": _yaml("draft: true\n"), "text": _yaml("draft: 'true'\n"),
                "no": _yaml("draft: false\n"), "off": _yaml("published: false\n"),
                "on": _yaml("published: true\n"), "both": _yaml("published: false\ndraft: false\n"),
                "future": _yaml("date: 2999-01-01\n"),
                "publish": _yaml("date: 2024-01-01\npublishDate: 2999-01-01\n"),
                "past": _yaml("date: 2999-01-01\npublishDate: 2024-01-01\n"),
                "expired": _yaml("expiryDate: 2024-01-01\n"), "later": _yaml("expiryDate: 2999-01-01\n"),
                "list/index": _yaml("headless: true\n"), "never": _yaml("_build:\n  render: never\n"),
            }
        ),
    ),
    _site(
        "shown",
        _posts({"draft": _yaml("draft: true\n"), "future": _yaml("date: 2999-01-01\n")}),
        PLAIN + "buildDrafts = true\nbuildFuture = true\n",
    ),
    _site(
        "languages",
        {path: _yaml("title: T\n") for path in (
            "posts/a.md", "posts/a.en.md", "posts/b.zh.md", "posts/c.fr.md", "posts/d/index.md",
            "posts/d/index.en.md", "posts/e/index.en.md",
        )},
        _TWO,
    ),
    _site(
        "in-folders",
        {"posts/a.md": "", "posts/a.en.md": ""},
        f"defaultContentLanguageInSubdir = true\n{_TWO}",
    ),
    HugoSite(
        "language-folders",
        {
            "hugo.toml": 'baseURL = "https://notes.example"\n'
            '[languages.en]\ncontentDir = "content/english"\n'
            '[languages.de]\ncontentDir = "content/deutsch"\n',
            "content/english/posts/a.md": "", "content/deutsch/posts/a.md": "",
        },
    ),
    HugoSite(
        "below-a-path",
        {"hugo.yaml": "baseURL: https://notes.example/blog/\npermalinks:\n  posts: /:slug/\n",
         "content/posts/a.md": _yaml("title: Ä b\n"), "content/b.md": ""},
    ),
    HugoSite(
        "config-folder",
        {"config/_default/config.json": '{"baseURL": "https://notes.example/", "contentDir": "text"}',
         "config/_default/permalinks.yaml": "posts: /x/:filename/\n",
         "text/posts/a.md": "", "text/b.md": ""},
    ),
)  # fmt: skip
