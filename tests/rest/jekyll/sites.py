"""Jekyll sites of our own, each as its `_config.yml` and its files, on which readers are compared."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.dates import DATES

PLAIN = """\
title: Notes
url: http://notes.example
timezone: Asia/Shanghai
"""


@dataclass(frozen=True)
class JekyllSite:
    name: str
    config: str
    files: dict[str, str]


def _post(head: str, body: str = "Text.\n") -> str:
    return f"---\n{head}---\n{body}"


def _posts(posts: dict[str, str]) -> dict[str, str]:
    return {f"_posts/2024-05-04-{name}.md": text for name, text in posts.items()}


SITES = (
    JekyllSite(
        "heads",
        PLAIN + "title: Notes of a day\ntimezone: Asia/Shanghai\n",
        _posts(
            {
                "crlf": "---\r\ntitle: Lines\r\n---\r\n\r\nText.\r\n",
                "bom": "\ufeff---\ntitle: Mark\n---\nText.\n",
                "spaced": "--- \t\ntitle: Spaced\n---  \nText.\n",
                "dots": "---\ntitle: Dots\n...\nText.\n",
                "nothing": "---\n---\nText.\n",
                "no-head": "Text first.\n\n---\n\nMore.\n",
                "open": "---\ntitle: Open\n\nText.\n",
                "glued": "---\ntitle: Glued\n---Text.\n",
                "rule": _post("title: Rule\n", "One.\n\n---\n\nTwo.\n"),
                "twice": _post("title: One\ntags: a\ntitle: Two\nx: {y: 1, y: 2}\n"),
                "alias": _post("title: &t Alias\ntags: [*t, b]\n"),
                "merge": _post("a: &a {title: no}\nb:\n  <<: *a\ntitle: Merged\n"),
                "quoted": _post("title: 'It''s: \"so\"'\n"),
                "number": _post("title: 404\n"),
                "list": _post("categories:\n- a b\n- c\n"),
                "UPPER_case-Name.": _post("layout: post\n"),
            }
        ),
    ),
    JekyllSite(
        "dates",
        PLAIN,
        _posts({f"{n}": _post(f"date: {date}\n") for n, date in enumerate((*DATES, "20240504"))}),
    ),
    JekyllSite(
        "names",
        PLAIN + "permalink: /:categories/:year/:month/:day/:title/\n",
        {
            "_posts/2024-05-04-a.md": "",
            "_posts/2024-5-4-b c.markdown": "",
            "_posts/24-05-04-d.mkd": "",
            "_posts/deep/er/2024-05-04-e.md": _post("title: E\n"),
            "cs/Net works/_posts/2024-05-04-题目.md": _post("categories: X y\n"),
            "_posts/2024-02-30-f.md": "",
            "_posts/undated.md": _post("title: Undated\n"),
            "_posts/2024-05-04.md": _post("title: No name\n"),
            "_posts/2024-05-04-g.md~": "",
            "_posts/_hidden/2024-05-04-h.md": "",
            "_posts/#2024-05-04-i.md": "",
            "_drafts/2024-05-04-j.md": "",
            "_other/2024-05-04-k.md": "",
        },
    ),
    JekyllSite(
        "tags-and-categories",
        PLAIN + "permalink: none\n",
        _posts(
            {
                "words": _post("tags: a b  a\ncategories: x Y\n"),
                "lists": _post("tags: [a b, 3, null]\ncategories: [x y, Z]\n"),
                "nested": _post("tags: [[a, [b]], c]\n"),
                "single": _post("tag: a b\ncategory: x y\n"),
                "both": _post("tag: a\ntags: [b, c]\ncategory: x\ncategories: [y, z]\n"),
                "nothing": _post("tag:\ntags:\ncategories:\ncategory:\n"),
                "beside": _post("tag:\ntags: [b]\n"),
                "empty": _post("tags: []\ncategories: ''\n"),
            }
        ),
    ),
    JekyllSite(
        "published",
        PLAIN,
        _posts(
            {
                name: _post(f"published: {value}\n")
                for name, value in {
                    "true": "true", "false": "false", "no": "no", "off": "Off", "yes": "yes",
                    "nothing": "", "text": "'false'", "number": "0",
                }.items()
            }
        ),
    ),
    JekyllSite(
        "left-out",
        PLAIN + "exclude: [demo, 'tes*', kept, _posts/2024-05-05, '*.txt']\ninclude: [kept]\n",
        {
            "_posts/2024-05-04-a.md": "",
            "_posts/2024-05-05-b.md": "",
            "demo/x/_posts/2024-05-04-c.md": "",
            "demonstration/_posts/2024-05-04-d.md": "",
            "tests/_posts/2024-05-04-e.md": "",
            "kept/_posts/2024-05-04-f.md": "",
        },
    ),
    JekyllSite(
        "to-come",
        PLAIN,
        {
            "_posts/2024-05-04-a.md": "",
            "_posts/2999-05-04-b.md": "",
            "_posts/2024-05-05-c.md": _post("date: 2999-05-04 10:00:00 +0800\n"),
            "_posts/2999-05-04-d.md": _post("date: 2024-05-04\n"),
        },
    ),
    *(
        JekyllSite(
            f"future-{value}",
            PLAIN + f"future: {value}\n",
            {"_posts/2024-05-04-a.md": "", "_posts/2999-05-04-b.md": ""},
        )
        for value in ("true", "yes", "off", "~")
    ),
)  # fmt: skip
