"""What a post shows in real Hexo, with its default renderer, it shows in ours.

Each post is rendered in one piece: its text line by line, its links and its pictures must be the
same. `RULES` and `KNOWN` hold every difference, each with its reason; one that no longer shows is a
failure as well.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from pipeline.files import read_file
from pipeline.ir import Question, Span, Text
from pipeline.markdown.blocks import Markdown
from pipeline.pictures import PictureFile, Unusable, inspect
from pipeline.readers import hexo
from pipeline.stages.normalise import normalise
from pipeline.stages.parse import ReadPost, parse
from pipeline.stages.pieces import Look, Pieces
from tests.rest.hexo.engine import hexo_reads
from tests.rest.hexo.shown import Shown, parsed, shown

pytestmark = pytest.mark.hexo

OURS = Path(__file__).parent / "text_site"


@dataclass(frozen=True)
class Page:
    """One post as both render it. A rule changes a copy."""

    address: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class Rule:
    """A difference that is meant, wherever it shows: how one side becomes like the other."""

    why: str
    theirs: Callable[[BeautifulSoup, Page], None] | None = None
    ours: Callable[[BeautifulSoup, Page], None] | None = None
    both: Callable[[str], str] | None = None


def without(selector: str) -> Callable[[BeautifulSoup, Page], None]:
    def drop(soup: BeautifulSoup, page: Page) -> None:
        for element in soup.select(selector):
            element.decompose()

    return drop


def absolute(soup: BeautifulSoup, page: Page) -> None:
    for link in soup.find_all("a", href=True):
        link["href"] = urljoin(page.address, str(link["href"]))


def linked(selector: str) -> Callable[[BeautifulSoup, Page], None]:
    """Return a rule's change: elements with content from another server become links."""

    def change(soup: BeautifulSoup, page: Page) -> None:
        for element in soup.select(selector):
            source = str(element["src"])
            link = soup.new_tag("a", href=source)
            link.string = str(element.get("alt") or element.get("title") or source)
            element.replace_with(link)

    return change


def titled(soup: BeautifulSoup, page: Page) -> None:
    for image in soup.find_all("img", title=True):
        if not image.get("alt"):
            image["alt"] = str(image["title"])


def boxes(soup: BeautifulSoup, page: Page) -> None:
    for box in soup.find_all("input", type="checkbox"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")


def mail(soup: BeautifulSoup, page: Page) -> None:
    """Take away the links to mail addresses, except those that we make too."""
    ours = {link["href"] for link in parsed(page.ours).find_all("a", href=True)}
    for link in soup.select('a[href^="mailto:"]'):
        if link["href"] not in ours:
            link.unwrap()


def formulas(soup: BeautifulSoup, page: Page) -> None:
    for span in soup.find_all("span", class_="math"):
        display = "display" in (span.get("class") or ())
        span.replace_with("\n$$…$$\n" if display else "$…$")


_FORMULA = re.compile(r"(?s)\$\$.+?\$\$|\$(?=[^\s$])[^$\n]*?(?<=[^\s$\\])\$(?!\d)")

RULES = (
    Rule("line numbers are no text", theirs=without("td.gutter")),
    Rule(
        "a card lies far from the file of a listing", theirs=without('a[href^="/downloads/code/"]')
    ),
    Rule("headings need no links to themselves", theirs=without("a.headerlink")),
    Rule("a card lies outside the site: its links are absolute", theirs=absolute),
    Rule("a card holds no frame", theirs=linked("iframe[src]")),
    Rule("a card loads no picture", theirs=linked('img[src^="http"]')),
    Rule("without an alternative text there is the title", theirs=titled),
    Rule("a box to tick is a character", theirs=boxes),
    Rule("a bare mail address is no link", theirs=mail),
    Rule("one tilde strikes nothing out", both=lambda t: t.replace("~", "")),
    Rule("formulas stay TeX", ours=formulas, both=lambda t: _FORMULA.sub("$…$", t)),
)

KNOWN: dict[str, list[tuple[str, str, str]]] = {
    "a bare address ends where Chinese text or a bracket goes on": [
        ("links", "[https://far.example/bare。](https://far.example/bare。)",
         "[https://far.example/bare](https://far.example/bare)"),
        ("links", "[https://far.example/o]](https://far.example/o])",
         "[https://far.example/o](https://far.example/o)"),
        ("links", "[https://far.example/u。](https://far.example/u。)",
         "[https://far.example/u](https://far.example/u)"),
        ("links", "[https://far.example/v）](https://far.example/v）)",
         "[https://far.example/v](https://far.example/v)"),
    ],
    "a block of code made by a tag is taken as it stands": [
        ("code", '<a href="" title="" target="">tag</a>', "{{ braces }} {% a tag %}"),
    ],
    "Hexo takes no path for a link's address, and gives a link without text none": [
        ("links", "Inside /archives/", "Inside"),
        ("links", "", "https://far.example/alone"),
        ("links", "[Inside /archives/](https://ways.example/links.html)",
         "[Inside](https://ways.example/archives/)"),
        ("links", "[](https://far.example/alone)",
         "[https://far.example/alone](https://far.example/alone)"),
    ],
    "Hexo loses what stands behind a second comma": [("quotes", "A Source", "A Source, 2nd ed.")],
    "a word in angle brackets is a word": [
        ("markdown", "The tokens , , , <|end|>, and List are words.",
         "The tokens <mask>, <s>, </s>, <|end|>, <think> and List<String> are words."),
    ],
    "an alternative text is text": [
        ("pictures", "a.png alt=**Bold** and `code`", "a.png alt=Bold and code"),
    ],
    "without a plugin, Hexo reads the asterisk of a formula as emphasis": [
        ("大模型面试题-2",
         "关系：带 KL 约束的 RLHF 目标有闭式最优解 $…$。反解出 $…$ 代入 Bradley–Terry "
         "偏好模型，难算的配分函数在相减时*恰好抵消，于是奖励模型和在线采样都不需要了。",
         "关系：带 KL 约束的 RLHF 目标有闭式最优解 $…$。反解出 $…$ 代入 Bradley–Terry "
         "偏好模型，难算的配分函数在相减时恰好抵消，于是奖励模型和在线采样都不需要了。"),
    ],
    "two quoted arguments are meant for a title and an alternative text; Hexo joins them": [
        ("pictures", "Far Far away", "Far away"),
        ("pictures", "[Far Far away](https://far.example/e.png)",
         "[Far away](https://far.example/e.png)"),
        ("pictures", "a.png alt=A title An alternative text title=A title An alternative text",
         "a.png alt=An alternative text title=A title"),
        ("pictures", "a.png alt=Single title Single text title=Single title Single text",
         "a.png alt=Single text title=Single title"),
        ("pictures", "a.png alt=A title A text title=A title A text width=40 height=30",
         "a.png alt=A text title=A title width=40 height=30"),
        ("pictures", "d.png alt=A title A text title=A title A text width=40 height=30",
         "d.png alt=A text title=A title width=40 height=30"),
        ("pictures", "d.png alt=Single Other title=Single Other width=40 height=30",
         "d.png alt=Other title=Single width=40 height=30"),
    ],
    "a footnote is one without a plugin, and stands below each piece that refers to it": [
        ("markdown", "A footnote[^1] here.", "A footnote[1] here."),
        ("markdown", "", "The note."),
    ],
    "emphasis beside Chinese punctuation is as its author meant it": [
        ("markdown", "**中文加粗。后面的字，和“引号”后面，还有加粗（括号）**后面。",
         "中文加粗。后面的字，和“引号”后面，还有加粗（括号）后面。"),
    ],
    "a formula may have a blank before its end": [
        ("大模型偏好对齐-DPO", r"基于 $…$，在已有的 $…$、$…$ 和 $…$ 上优化 $\pi\theta $",
         "基于 $…$，在已有的 $…$、$…$ 和 $…$ 上优化 $…$"),
    ],
    "not yet: addresses that stand alone": [
        ("links", "/pictures.html", "pictures"),
        ("links", "/links/sheet.png", "sheet.png"),
    ],
}  # fmt: skip
"""Every other difference by its reason: the post, theirs, ours."""


def pages(oracle: Path, site: Path, folder: Path) -> dict[str, Page]:
    """Return every post of a site, by its name, as both render it."""
    root = folder / "site"
    shutil.copytree(site, root)
    ours = we_render(root)
    theirs = hexo_reads(oracle, root, "rendered")
    assert ours.keys() == theirs.keys()
    return {
        Path(path).stem: Page(post["permalink"], post["content"], ours[path])
        for path, post in theirs.items()
    }


def we_render(root: Path) -> dict[str, str]:
    """Return the HTML of each post in one piece, as if it were one answer."""
    blog = hexo.open_blog(root)
    markdown = Markdown(blog.dialect)
    read: list[ReadPost] = []
    for path in sorted(blog.keys):
        data = read_file(root, path)
        assert isinstance(data, bytes)
        source = blog.read(path, data).post
        assert source is not None
        document = markdown.document(source.text, source.body_line)
        span = Span(document.body_line, document.last_line)
        pieces = Pieces(blog, source, markdown, document, Look(picture))
        body = pieces.text(document.source(span), span)
        whole = Question("", 1, "", "answered", Text("", "", ""), body, span, span)
        found = parse(blog, source, markdown, None, Look(picture)).read
        read.append(replace(found, post=replace(found.post, questions=(whole,), terms=())))
    posts = normalise([blog.site], read).posts
    return {post.path: post.questions[0].answer.html for post in posts}


def picture(path: Path) -> PictureFile | Unusable:
    """Inspect a picture, whose name stays as it is."""
    found = inspect(path)
    return replace(found, file=path.name) if isinstance(found, PictureFile) else found


def sides(page: Page, rules: Sequence[Rule]) -> tuple[Shown, Shown]:
    """Return what both show, theirs first, after the rules."""
    theirs, ours = parsed(page.theirs), parsed(page.ours)
    for rule in rules:
        if rule.theirs is not None:
            rule.theirs(theirs, page)
        if rule.ours is not None:
            rule.ours(ours, page)
    return tuple(told(shown(soup), rules) for soup in (theirs, ours))  # type: ignore[return-value]


def told(side: Shown, rules: Sequence[Rule]) -> Shown:
    lines, links, pictures = ("\n".join(part) for part in (side.lines, side.links, side.pictures))
    for rule in rules:
        if rule.both is not None:
            lines, links, pictures = map(rule.both, (lines, links, pictures))
    return Shown(*(part.split("\n") for part in (lines, links, pictures)))


def differences(page: Page, rules: Sequence[Rule] = RULES) -> list[tuple[str, str]]:
    """Return what differs: theirs, and ours."""
    theirs, ours = sides(page, rules)
    return [
        *hunks(theirs.lines, ours.lines),
        *hunks(theirs.links, ours.links),
        *hunks(theirs.pictures, ours.pictures),
    ]


def hunks(theirs: list[str], ours: list[str]) -> Iterator[tuple[str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            yield from zip(theirs[a:b], ours[c:d], strict=True)
        elif kind != "equal":
            yield "\n".join(theirs[a:b]), "\n".join(ours[c:d])


def check(found: dict[str, Page]) -> None:
    """Compare the differences of some posts with those that are known."""
    shown_ones = [(name, *pair) for name, page in found.items() for pair in differences(page)]
    known = [entry for entries in KNOWN.values() for entry in entries if entry[0] in found]
    assert sorted(shown_ones) == sorted(known)


@pytest.fixture(scope="module")
def ours(oracle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return pages(oracle, OURS, tmp_path_factory.mktemp("ours"))


def test_our_posts_show_the_same(ours: dict[str, Page]) -> None:
    assert len(ours) == 6
    check(ours)


def test_the_demo_shows_the_same(oracle: Path, demo: Path, tmp_path: Path) -> None:
    found = pages(oracle, demo / "llm-interview", tmp_path)
    assert len(found) == 6
    check(found)


def test_a_real_blog_shows_the_same(oracle: Path, shared: Path, tmp_path: Path) -> None:
    """The blog names pandoc; with the default renderer it shows the same, except for `RULES`."""
    found = pages(oracle, shared / "blogs/linsight", tmp_path)
    assert len(found) == 6
    check(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_no_rule_is_idle(rule: Rule, ours: dict[str, Page]) -> None:
    rest = [other for other in RULES if other is not rule]
    assert any(differences(page, rest) != differences(page) for page in ours.values())
