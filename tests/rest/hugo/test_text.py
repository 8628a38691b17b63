"""What a post shows in real Hugo it shows in ours, and its headings have the same ids.

Raw HTML and the names that `ref` is given within text stay as they are written; where posts differ by that
they are not compared.
"""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from pipeline.files import read_file
from pipeline.ir import Span
from pipeline.markdown.blocks import Markdown
from pipeline.readers import hugo
from pipeline.stages.pieces import Pieces
from tests.rest.hugo.engine import Posts, hugo_reads_all
from tools.engine_texts import LOOK
from tools.visible import lines_of

pytestmark = pytest.mark.hugo

CONFIG = """\
baseURL = "https://notes.example/"
enableEmoji = true
[params]
colour = "green"
[markup.goldmark]
renderer = {unsafe = true}
"""
BODIES = {
    "inline": "A *b* **c** ~~d~~ `e` <https://a.example> https://b.example and [f](https://c.example).",
    "breaks": "one\ntwo  \nthree\\\nfour",
    "emoji": "A :smile: b:+1::-1: 12:30:45 ::tada:: :SMILE: :none: `:bug:` [:x:](/x) :shrug: :egg:",
    "lists": "- a\n- [ ] b\n- [x] c\n\n3. d\n4. e\n\n   f",
    "terms": "Term\n: Meaning\n: Another\n\nOther\n: Last",
    "table": "| a | b |\n|---|:-:|\n| c | `d` |",
    "quotes": "Say \"hi\" and 'yes', it's the Smiths' '90s -- a--b --- c... << d >> `--` \"*e*\"\n\n"
    "题（\"甲\"，乙\"丙\"）：'('和')'，a\\--b&quot; \"**f**\" \"`g`\" --verbose",
    "quote": "> a\n>\n> - b",
    "fence": "```go {linenos=false,hl_lines=[1]}\nx := 1 // <b>\n```\n\n    indented",
    "html": "<details><summary>S</summary>\n\nA **b**\n\n</details>\n\na <kbd>c</kbd> &amp; d",
    "highlight": "{{< highlight go >}}\nfunc main() {\n\n}\n{{< /highlight >}}",
    "marks": "{{< highlight go \"hl_lines=1\" >}}\nx\n{{< / highlight >}}\n\nafter",
    "figure": '{{< figure src="/a.png" title="T" caption="A b" attr="C" attrlink="https://d.example" >}}',
    "over-lines": '{{< figure\n  src="/a.png"\n  caption="C"\n>}}\n\nafter',
    "shown": "`{{</* x */>}}` and {{%/* y z=\"1\" */%}}\n\n```\n{{</* highlight go */>}}\n```",
    "param": "It is {{< param colour >}}.",
    "linked": '[a]({{< ref "inline.md" >}}) [b]({{< relref "/posts/lists.md#x" >}})',
    "own": "{{< own a=1 >}}\nA *b*\n\n- c\n{{< /own >}}\n\nafter",
    "own-marked": "{{% own %}}\n## A b\n{{% /own %}}",
    "own-inline": "a {{< own >}}b{{< /own >}} c",
    "own-nested": "{{< outer >}}\n  {{< own >}}\n  a\n\n  b\n  {{< /own >}}\n{{< /outer >}}",
    "own-closed": "a\n\n{{< single x=\"1\" />}}\n\nb",
    "more": "a\n\n<!--more-->\n\nb",
    "headings": "## What's new, *C++*?\n\n### 题目：一 (二)\n\n## `code` & [link](https://a.example)\n\n"
    "## Same\n\n## Same\n\n## Own {#own}\n\n## a_b - c  d\n\n## !",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[hugo.HugoBlog, Posts]:
    """Our blog of the bodies, and what Hugo renders of it."""
    root = tmp_path_factory.mktemp("site")
    (root / "content/posts").mkdir(parents=True)
    (root / "config.toml").write_text(CONFIG, encoding="utf-8")
    for name, body in BODIES.items():
        text = f"---\ntitle: {name}\n---\n{body}\n"
        (root / f"content/posts/{name}.md").write_text(text, encoding="utf-8")
    return hugo.open_blog(root), hugo_reads_all([root])[root]


def _ours(blog: hugo.HugoBlog, path: str) -> str:
    data = read_file(blog.root, path)
    assert isinstance(data, bytes)
    post = blog.read(path, data).post
    assert post is not None
    markdown = Markdown(blog.dialect)
    document = markdown.document(post.text, post.body_line)
    span = Span(document.body_line, document.last_line)
    return Pieces(blog, post, markdown, document, LOOK).text(document.source(span), span).html


@pytest.mark.parametrize("name", BODIES)
def test_what_is_shown(site: tuple[hugo.HugoBlog, Posts], name: str) -> None:
    blog, theirs = site
    path = f"content/posts/{name}.md"
    assert [str(line) for line in lines_of(_ours(blog, path))] == [
        str(line) for line in lines_of(theirs[path]["content"])
    ]


def test_the_ids_of_headings(site: tuple[hugo.HugoBlog, Posts]) -> None:
    blog, theirs = site
    soup = BeautifulSoup(theirs["content/posts/headings.md"]["content"], "html.parser")
    ids = [str(heading["id"]) for heading in soup.find_all(re.compile("h[1-6]"))]
    slugger = blog.dialect.slugger
    assert slugger is not None
    raw = re.findall(r"^#+ (.*)$", BODIES["headings"], re.MULTILINE)
    ours = [slugger.slugs(heading, heading)[0] for heading in raw]
    assert [(mine, its) for mine, its in zip(ours, ids, strict=True) if mine != its] == [
        ("same", "same-1"),
        ("own-own", "own"),
    ]  # what is counted, and what the author names


def test_where_links_lead(site: tuple[hugo.HugoBlog, Posts]) -> None:
    blog, theirs = site
    soup = BeautifulSoup(theirs["content/posts/linked.md"]["content"], "html.parser")
    assert [link["href"] for link in soup.find_all("a")] == [
        "https://notes.example/posts/inline/", "/posts/lists/#x",
    ]  # fmt: skip
    ours = BeautifulSoup(_ours(blog, "content/posts/linked.md"), "html.parser")
    assert [link["href"] for link in ours.find_all("a")] == ["post:inline", "post:posts/lists#x"]
