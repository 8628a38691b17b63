"""Hexo sites of our own, each as its `_config.yml` and its posts, on which readers are compared."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.dates import DATES, DATES_OF_HEXO

PLAIN = """\
title: Notes
url: http://notes.example
timezone: Asia/Shanghai
"""

TYPES = """\
a: yes
b: off
c: 12:30:45
d: 1_000
e: 0173600
f: 01736008
g: 45075e3
h: 2e876344
i: 1e34e252
j:\tafter a tab
k: 0x1F
l: 0o17
m: 0b101
n: -0
o: .5
p: -.5
q: 1e21
r: 123456789012345678901234567890
s: 9007199254740993
t: ~
u: "12"
v: '~'
w: [why?, 'b', 3, [null]]
x: {a: 1, "b": [c]}
y: 2024-05-04
z: 2024-5-4 9:21:09.25
aa: |
  first
    second
bb: >-
  one
  two
cc: "\\ud83d\\ude00 \\x41"
dd: .inf
ee: !!str 12
1e3: number
~: null
ff: 1.0
gg: 1e-7
hh: 0.00001
ii: plain\twith a tab
jj: 2024-05-04 01:02
"""


@dataclass(frozen=True)
class HexoSite:
    name: str
    config: str
    posts: dict[str, str]


def _post(head: str, body: str = "Text.\n") -> str:
    return f"---\n{head}---\n{body}"


SITES = (
    HexoSite(
        "front-matter",
        PLAIN + "permalink: :abbrlink.html\n",
        {
            "types.md": _post("title: Types\ndate: 2024-05-04 12:00:00\nabbrlink: 1\n" + TYPES),
            "crlf.md": "---\r\ntitle: Lines\r\nabbrlink: 2\r\n---\r\n\r\nText.\r\n",
            "bom.md": "\ufeff---\ntitle: Mark\nabbrlink: 3\n---\nText.\n",
            "tabs.md": _post("title: Tabs\nabbrlink: 4\ntags:\n\t- a\n\t- b\n"),
            "semicolons.md": ';;;\n"title": "JSON",\n"abbrlink": 5e2,\n"tags": ["x"]\n;;;\nText.\n',
            "unopened.md": "title: Unopened\nabbrlink: 6\n---\nText.\n",
            "long.md": "-----\ntitle: Long\nabbrlink: 7\n-----\nText.\n",
            "glued.md": "---\ntitle: Glued\nabbrlink: 8\n---Text.\n",
            "rule.md": _post("title: Rule\nabbrlink: 9\n", "One.\n\n---\n\nTwo.\n"),
            "number.md": _post("title: 0173600\nabbrlink: 45075e3\n"),
            "octal.md": _post("title: true\nabbrlink: 01736008\n"),
            "exponent.md": _post("title: [a, b]\nabbrlink: 1e34e252\n"),
            "string.md": _post("title: '  spaced'\nabbrlink: '1736008'\n"),
            "later.md": _post(
                "title: Later\nabbrlink: 10\ndate: 2024-02-29\nupdated: 2024-03-01\n"
            ),
            "layout.md": _post("title: Layout\nabbrlink: 11\nlayout: photo\n"),
            "trailing.md": "---\ntitle: Trailing\nabbrlink: 12\n---",
            "hidden.md": _post("title: Hidden\nabbrlink: 13\npublished: false\n"),
            "nothing.md": _post("title: Nothing\nabbrlink: 14\npublished:\n"),
            "text.md": _post("title: Text\nabbrlink: 15\npublished: 'false'\n"),
            "_partial.md": _post("title: Partial\n"),
            "backup.md~": _post("title: Backup\n"),
            "notes.txt": "No post.\n",
            "other.markdown": _post("title: Other\nabbrlink: 16\n"),
        },
    ),
    HexoSite(
        "no-front-matter",
        PLAIN + "permalink: :name/\n",
        {
            "prose.md": "Text first.\n\n---\nThe end.\n",
            "rules.md": "---\n\nText between rules.\n\n---\nMore.\n",
            "open.md": "---\ntitle: Never closed\n\nText.\n",
            "space.md": "--- \ntitle: Space after the dashes\n---\nText.\n",
            "comment.md": "---\n# a comment\n---\nText.\n",
            "empty.md": "",
            "twice.md": "---\n---\ntitle: After two lines\n---\nText.\n",
        },
    ),
    HexoSite(
        "names-and-dates",
        PLAIN + "permalink: :year/:month/:day/:hour:minute:second/:i_month-:i_day/:title.html\n",
        {
            "a.md": _post("title: A\ndate: 2024-05-04 23:59:58\n"),
            "deep/er/b c.md": _post("title: B\ndate: 2024-05-04\n"),
            "中文/题目-1.md": _post("title: 题目\ndate: 2024-12-31 23:00:00\n"),
            "quoted.md": _post("title: Quoted\ndate: '2024-05-04 01:02:03'\n"),
            "short.md": _post("title: Short\ndate: 2024-05-04 01:02\n"),
            "slash.md": _post("title: Slash\ndate: 2024/5/4 1:02:03\n"),
            "offset.md": _post("title: Offset\ndate: 2024-05-04 01:02:03 +02:00\n"),
            "zulu.md": _post("title: Zulu\ndate: 2024-05-04T01:02:03Z\n"),
            "quoted-offset.md": _post("title: Offset\ndate: '2024-05-04T01:02:03+02:00'\n"),
            "100%25.md": _post("title: Percent\ndate: 2024-05-04 00:00:00\n"),
            "a%2Fb.md": _post("title: Escape\ndate: 2024-05-04 00:00:00\n"),
            "what?.md": _post("title: Question\ndate: 2024-05-04 00:00:00\n"),
            "C#.md": _post("title: Sharp\ndate: 2024-05-04 00:00:00\n"),
            "[a] 'b' (c)&=+,;@~.md": _post("title: Signs\ndate: 2024-05-04 00:00:00\n"),
        },
    ),
    HexoSite(
        "dates",
        PLAIN + "permalink: :year/:month/:day/:hour:minute:second/:title.html\n",
        {
            f"{number}.md": _post(f"title: Date\ndate: {written}\n")
            for number, written in enumerate((*DATES, *DATES_OF_HEXO))
        },
    ),
    HexoSite(
        "aliases-and-keys",
        "title:\tNotes\nurl: http://notes.example\ntimezone: UTC\npermalink: :name/\n"
        "marked:\n\tbreaks: false\n\t# a comment\n",
        {
            "alias.md": _post("title: &t Alias\ntags: [*t, *t, b]\n"),
            "merge.md": _post("title: Merge\na: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n"),
            "scaffold.md": _post("title: 'x'\ndate: {{ date }}\n"),
            "key.md": _post("title: Key\n? [a, b]\n: c\n? {d: e}\n: f\n"),
            "moved.md": _post("title: Moved\ndate: 2024-05-04\nuntil: 2024-02-30\n"),
            "json.md": ';;;\n"title": "One",\n"title": "Two"\n;;;\nText.\n',
            "open.md": "---\ntitle: Open\n\nText.\n",
            "spaced.md": "--- \ntitle: Spaced\n---\nText.\n",
            "longer.md": "-----\ntitle: Longer\n---\nText.\n",
            "twice.md": _post("title: One\ntitle: Two\n"),
            "quote.md": _post('title: "One\ndate: 2024-05-04\n'),
        },
    ),
    HexoSite(
        "to-come",
        "url: http://notes.example\ntimezone: UTC\nfuture: false\npermalink: :name/\n",
        {
            "past.md": _post("title: Past\ndate: 2024-05-04\n"),
            "to-come.md": _post("title: To come\ndate: 2999-05-04 12:00:00\n"),
        },
    ),
    HexoSite(
        "summer-time",
        "title: Summer\nurl: https://summer.example/blog\nroot: /blog/\n"
        "timezone: America/New_York\npermalink: :year-:month-:day-:hour/:hash/:timestamp/\n",
        {
            "before.md": _post("title: Before\ndate: 2024-03-10 01:30:00\n"),
            "gap.md": _post("title: Gap\ndate: 2024-03-10 02:30:00\n"),
            "after.md": _post("title: After\ndate: 2024-03-10 03:30:00\n"),
            "next.md": _post("title: Next\ndate: 2024-03-10 12:30:00\n"),
            "autumn.md": _post("title: Autumn\ndate: 2024-11-03 01:30:00\n"),
            "summer.md": _post("title: Summer\ndate: 2024-07-01 00:00:00\n"),
        },
    ),
    HexoSite(
        "tags-and-categories",
        PLAIN + "permalink: :category/:post_title/:lang/\npermalink_defaults:\n  lang: en\n"
        "category_map:\n  算法: algorithms\ndefault_category: other\nfilename_case: 1\n",
        {
            "one.md": _post("title: One Tag?\ntags: a, b\ncategories: One\n"),
            "flat.md": _post(
                "title: Flat\ntags: [a, a, '', null, 3, true]\ncategories: [A b, 算法]\n"
            ),
            "nested.md": _post("title: Nested\ncategories:\n- [A b, C]\n- [A b, D]\nlang: fr\n"),
            "mixed.md": _post("title: Ünïcode Cþ\ncategories:\n- Solo\n- [M, N]\n"),
            "alias.md": _post("title: Alias\ntag: x y\ncategory: Ünder_scored\n"),
            "both.md": _post("title: Both\ntag: x\ntags: y\ncategory: P\ncategories: Q\n"),
            "empty.md": _post("title: Empty\ntags:\ncategories:\n"),
            "none.md": _post("title: None\ntags: []\ntag: z\ncategories: ''\ncategory: Z\n"),
            "zero.md": _post("title: Zero\ntags: 0\ncategories: false\n"),
            "list.md": _post("title: List\ntags: [[a, b], c]\n"),
        },
    ),
    HexoSite(
        "own-permalinks",
        PLAIN + "permalink: posts/:title/index.html\npost_asset_folder: true\n"
        "pretty_urls:\n  trailing_index: false\n  trailing_html: false\n",
        {
            "plain.md": _post("title: Plain\n"),
            "own.md": _post("title: Own\npermalink: some/where\n"),
            "slash.md": _post("title: Slash\npermalink: /a//b/\n"),
            "html.md": _post("title: Html\npermalink: 页面.html\n"),
            "empty.md": _post("title: Empty\npermalink: ''\n"),
            "index.md": _post("title: Index\npermalink: index.html\n"),
            "asset.markdown": _post("title: Asset\n"),
            "plain/picture.txt": "A file beside.\n",
        },
    ),
    HexoSite(
        "dated-names",
        PLAIN
        + "new_post_name: :year-:month-:day-:title.md\npermalink: :year/:month/:day/:title/\n",
        {
            "2024-05-04-first.md": _post("title: First\n"),
            "2024-05-05-second.md": _post("title: Second\ndate: 2023-01-01 10:00:00\n"),
            "no date, A_b.md": _post("title: Third\ndate: 2023-01-02 10:00:00\n"),
        },
    ),
    HexoSite(
        "defaults",
        "url: http://defaults.example\ntimezone: UTC\n",
        {"a.md": _post("title: A\ndate: 2024-05-04 12:00:00\n")},
    ),
)
