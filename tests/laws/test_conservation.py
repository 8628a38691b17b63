"""The law of conservation: what a post shows is in its pieces, once, in its order and at its place.

Plain markdown-it reads the post as a whole; our pieces (intro, sections, prompts, answers, closing
words) were each cut out and rendered alone. Region by region both must show the same text, spaces
aside. A prompt loses its number and its mark, which its own line must bear.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.files import read_file
from pipeline.ir import Post, Question, Region, Span
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.places import places_plugin
from pipeline.markdown.tags import Tags
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog, SourcePost
from pipeline.stages.parse import parse
from pipeline.stages.pieces import Look, Pieces
from tests.laws.conftest import BlankSite
from tests.laws.grammar import OUTLINES, STYLES, posts, tutorials
from tests.laws.grammar import Post as Made
from tests.support.laws import tries
from tests.support.reading import corpus_of

PLAIN = MarkdownIt("commonmark", {"html": True}).enable("table")
PLAIN.use(places_plugin)  # emphasis beside Chinese, which has tests of its own

# Formulas and tags, which plain Markdown does not know, stand aside while it reads; code is code.
_ASIDE = re.compile(
    r"""(?P<code>
        ^[ >\t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ >\t]*(?P=fence)|\Z)
      | (?<!`)(?P<tick>`+)(?!`)[^\n]+?(?<!`)(?P=tick)(?!`)
      | \\\$
    )
    | (?P<display>\$\$.+?\$\$ | \\\[.+?\\\] | ^\\begin\{(?P<name>[a-z*]+)\}.*?\\end\{(?P=name)\})
    | (?P<inline>\$(?=[^\s$])[^$\n]*?(?<=[^\s\\$])\$(?!\d) | \$[^$`\n]*?\\[A-Za-z]{2}[^$`\n]*?\s\$
      | \\\([^\n]+?\\\))
    | \{%\s*asset_img\s+(?P<file>\S+)\s*(?P<title>[^%\n]*?)\s*%\}
    | \{%\s*post_link\s+(?P<slug>\S+)\s+(?P<text>[^%\n]*?)\s*%\}""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_NOTHING = "\uf8ff"
_ELEMENT = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|</?(?:a|b|br|center|code|details|div|em|font|h[1-6]|hr|i|img|kbd|"
    r"li|ol|p|pre|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ALT = re.compile(r"""<img\b[^<>]*?\balt=["']([^"']*)""", re.IGNORECASE)


class Seen:
    """What plain Markdown shows of a post, line by line."""

    def __init__(
        self, source: SourcePost, unseen: frozenset[str], apart: frozenset[int], tags: Tags
    ) -> None:
        """Read a post. `apart` holds the lines above which a blank line is assumed, `unseen` the
        addresses of pictures of which a card shows only the name. A tag that the site does not know
        shows nothing.
        """
        self._unseen = unseen
        self._tags = tags
        self._aside: dict[str, str] = {}
        self._raw: dict[str, str] = {}
        self._lines: defaultdict[int, list[str]] = defaultdict(list)
        written: list[tuple[int, str]] = []
        for n, text in enumerate(source.text.split("\n"), 1):
            written += [(n, "")] * (n in apart) + [(n, text)] * (n >= source.body_line)
        self._numbers = [n for n, _ in written]
        body = "\n".join(text for _, text in written)
        at = 0
        for token in PLAIN.parse(_ASIDE.sub(self._put_aside, body)):
            if token.map is not None:
                at = token.map[0]
            self._see(token, at)

    def text(self, span: Span) -> str:
        lines = range(span.start, span.end + 1)
        return "".join(text for line in lines for text in self._lines[line])

    def _put_aside(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match[0]
        if match["file"] is not None:
            known = "asset_img" in self._tags
            return f"![{match['title']}]({match['file']})" if known else ""
        if match["slug"] is not None:
            return f"[{match['text']}](slug)"
        key = chr(0xE000 + len(self._aside))
        inner = match[0].strip("$") if match[0].startswith("$") else match[0][2:-2]
        if match["name"] is not None:
            inner = match[0]
        self._raw[key] = match[0]
        self._aside[key] = f"\\({inner}\\)" if match["inline"] else f"\\[{inner}\\]"
        more = match[0].split("\n")[1:]
        rest = (line[: len(line) - len(line.lstrip(" >\t"))] + _NOTHING for line in more)
        return "\n".join((f"${key}$", *rest))

    def _see(self, token: Token, line: int) -> None:
        if token.type == "inline":
            for child in token.children or ():
                if child.type in {"softbreak", "hardbreak"}:
                    line += 1
                self._add(line, self._shown(child))
        elif token.type in {"fence", "code_block"}:
            if "codeblock" in self._tags:  # then the opening line may hold a title
                self._add(line, re.sub(r"\s\w+:\S+", "", token.info).partition(" ")[2])
            for n, text in enumerate(token.content.split("\n"), line + (token.type == "fence")):
                self._add(n, self._verbatim(text))
        elif token.type == "html_block":
            for n, text in enumerate(self._html(token.content).split("\n"), line):
                self._add(n, text)

    def _add(self, at: int, text: str) -> None:
        if shown := packed(text):
            self._lines[self._numbers[at]].append(shown)

    def _shown(self, token: Token) -> str:
        if token.type == "image":
            alt = "".join(map(self._shown, token.children or ()))
            return alt or self._told(str(token.attrs["src"]))
        if token.type == "html_inline":
            return self._html(token.content)
        if token.type == "code_inline":
            return self._verbatim(token.content)
        return re.sub(rf"\$([\ue000-\uf8fe])\$|{_NOTHING}", self._formula, token.content)

    def _told(self, address: str) -> str:
        return address if address in self._unseen else ""

    def _formula(self, match: re.Match[str]) -> str:
        return self._aside[match[1]] if match[1] else ""

    def _verbatim(self, text: str) -> str:
        restored = re.sub(r"\$([\ue000-\uf8fe])\$", lambda match: self._raw[match[1]], text)
        return restored.replace(_NOTHING, "")

    def _html(self, source: str) -> str:
        def without(match: re.Match[str]) -> str:
            alt = _ALT.match(match[0])
            return (alt[1] if alt else "") + "\n" * match[0].count("\n")

        return _ELEMENT.sub(without, source)


# What a prompt loses: its number, or the mark that stands for one. In a list Markdown shows neither.
_NUMBER = re.compile(
    r"""[\u200b\ufeff]*[（(]?(?:第|问题|[Qq问])?
        (?P<number>[0-9０-９]+(?:[.][0-9]+)*|[零一二三四五六七八九十百]+)
        题?\.?[.．、:：)）]?""",
    re.VERBOSE,
)
_ITEM = re.compile(r"[ \t>]*(\d+)[.)](?!\S)")
_ANSWER_MARK = re.compile(
    r"\**【?(?:参考|标准)?(?:答案|回答|解答|解析|答|[Aa]nswer|A\d*)】?\**[:：.]?\**$"
)
_MARK = re.compile(r"(?P<bold>\**)(?:[Qq]|问题?|Question)[:：](?P=bold)")


_TYPED = str.maketrans(
    {**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"), "…": "...", "«": "<<", "»": ">>"}
)
_DASHES = re.compile("[-–—]+")


def packed(text: str) -> str:
    return "".join(text.split())


def label_of(wanted: str, given: str, question: Question) -> str:
    """Return what a prompt lost at its front if that is just its own number or mark, else ""."""
    label = wanted.removesuffix(packed(given))
    number = _NUMBER.fullmatch(label)
    if number is not None:
        told, lost = (unicodedata.normalize("NFKC", n) for n in (question.number, number["number"]))
        return label if told == lost else ""
    return label if _MARK.fullmatch(label) and not question.number else ""


def mark_of(wanted: str, given: str) -> str:
    """Return the marker that an answer lost at its front."""
    mark = _ANSWER_MARK.search(wanted.removesuffix(packed(given)))
    return mark[0] if mark is not None else ""


class Account:
    """Holds the pieces of a post against what plain Markdown sees of it."""

    def __init__(self, blog: Blog, source: SourcePost, markdown: Markdown, post: Post) -> None:
        unseen = frozenset(a.written for a in post.pictures if a.file is None)
        apart = frozenset(
            q.answer_span.start
            for q in post.questions
            if q.answer_span is not None
            and q.prompt_span is not None
            and q.answer_span.start == q.prompt_span.end + 1
        )
        known = {name: tag for notation in blog.dialect.tags for name, tag in notation.tags.items()}
        self._seen = Seen(source, unseen, apart, known)
        self._post = post
        self._typography = blog.dialect.typography
        self._document = markdown.document(source.text, source.body_line)
        self._pieces = Pieces(blog, source, markdown, self._document, Look())
        self._held: Counter[int] = Counter()
        self.faults: list[str] = []
        for region in post.regions:
            self._region(region)
        for question in post.questions:
            self._question(question)
        self._gaps(source.text.split("\n"))

    def _region(self, region: Region) -> None:
        span = Span(region.span.start, region.span.end)
        if region.kind in {"intro", "section", "outro"}:
            text = self._pieces.text(self._document.source(span), span).text
            self._compare(region.kind, span, text)
        elif region.kind in {"front-matter", "link-definitions"}:
            self._compare(region.kind, span, "")

    def _question(self, question: Question) -> None:
        asked, answered = question.prompt_span, question.answer_span
        assert asked is not None
        name, given = f"prompt {question.number}", question.prompt.text
        if answered is not None and answered.start > asked.end:
            answer = question.answer.text
            mark = mark_of(self._seen.text(answered), answer)
            self._compare(f"answer {question.number}", answered, mark + answer)
        elif answered is not None:
            name, answer = f"question {question.number}", question.answer.text
            asked = Span(asked.start, answered.end)
            given += mark_of(self._seen.text(asked), answer) + answer
        label = label_of(self._seen.text(asked), given, question)
        self._compare(name, asked, label + given)
        item = _ITEM.match(self._document.lines[asked.start - 1])
        if question.number and not label and (item is None or item[1] != question.number):
            self._tell(f"{asked.start}, {name}: its line does not bear its number")

    def _compare(self, what: str, span: Span, given: str) -> None:
        self._held.update(range(span.start, span.end + 1))
        wanted, given = self._seen.text(span), packed(given)
        if self._as_typed(wanted) != self._as_typed(given):
            self._tell(f"{span.start}-{span.end}, {what}: {wanted!r} is seen, {given!r} given")

    def _as_typed(self, text: str) -> str:
        """Return a text with its quotes, dashes and dots as typed, where the engine shows others."""
        if self._typography is None:
            return text
        return _DASHES.sub("-", text.translate(_TYPED))

    def _gaps(self, lines: list[str]) -> None:
        """A line between the pieces shows nothing, marks an answer, or is one that ends every answer."""
        often = Counter(line.strip() for line in lines)
        for n, line in enumerate(lines, 1):
            if self._held[n] > 1:
                self._tell(f"{n} is in two pieces: {line}")
            seen = self._seen.text(Span(n, n))
            marks = "<summary" in line or mark_of(seen, "")
            if not self._held[n] and seen and often[line.strip()] < 3 and not marks:
                self._tell(f"{n} is in no piece: {line}")

    def _tell(self, fault: str) -> None:
        self.faults.append(f"{self._post.path}:{fault}")


@pytest.mark.parametrize("kind", ["demo", "blogs", "seeds"])
def test_posts_lose_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue("demo" if kind == "demo" else "shared")
    root = root if kind == "demo" else root / kind
    read = {(post.site, post.path): post for post in corpus_of(root).posts}
    faults: list[str] = []
    for blog in open_blogs((root,))[0]:
        markdown = Markdown(blog.dialect)
        for path in blog.keys:
            data = read_file(blog.root, path)
            assert isinstance(data, bytes)
            source = blog.read(path, data).post
            assert source is not None
            post = read.pop((source.site, source.path))
            faults += Account(blog, source, markdown, post).faults
    assert faults == []
    assert not read


def account(blank_site: BlankSite, made: Made) -> list[str]:
    blog, source, markdown = blank_site
    source = replace(source, text=made.text, body_line=1, title=made.title)
    return Account(blog, source, markdown, parse(blog, source, markdown, None).read.post).faults


def test_code_below_an_unindented_answer(blank_site: BlankSite) -> None:
    made = Made(title="面试题")
    for n in (1, 2):
        made.lines += [f"{n}. #### 什么？", "答案。", "", "    1. 代码", "    2. 代码", ""]
    assert account(blank_site, made) == []


def code_in_items(made: Made) -> bool:
    """Whether code may stand indented below an item: there it may be the item's own list, which its
    lines do not show when they are read alone.
    """
    items = [made.lines[asked.prompt_span[0] - 1] for asked in made.asked]
    return "    1. " in made.text and any(re.match(r"[-*+] |\d+[.)] ", item) for item in items)


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
@tries(10)
def test_questions_lose_nothing(blank_site: BlankSite, style: str, data: st.DataObject) -> None:
    made = data.draw(posts(style))
    assume(not code_in_items(made))
    assert account(blank_site, made) == [], made.text


@pytest.mark.parametrize("outline", OUTLINES)
@given(data=st.data())
@tries(10)
def test_tutorials_lose_nothing(blank_site: BlankSite, outline: str, data: st.DataObject) -> None:
    made = data.draw(tutorials(outline))
    assert account(blank_site, made) == [], made.text


# What answers and prompts hold besides words.
BLOCKS = [
    "文字。",
    "两行\n文字。",
    "公式 $a_b*c*d$ 与 \\(x_1*y*\\)，**粗 $z$**。",
    "$$\na_1\n= b_2\n- c\n$$",
    "前 $$a*b*c$$ 后",
    "\\[\nx_1\n\\]",
    "\\begin{align}\na&=b\\\\\n\\end{align}",
    "`a_*b*` 与 ``c`d`` 与 `$HOME`，`$PATH`。",
    "记号 <mask>、<s> 和 </s>，vector<int>。",
    '<div align="center">居中<b>粗</b></div>',
    "<details><summary>展开</summary>\n\n里面\n\n</details>",
    "H<sub>2</sub>O<br>下一行，<font color=red>红</font>。",
    "实体 &lt;x&gt; &amp; &#65; &copy;。",
    "转义 \\*星\\* 和 \\# 和 \\$5。",
    "行尾两格  \n一个反斜杠\\\n第三行",
    "[引用][甲]和[乙]和[丙]。",
    "<!-- 注 -->看得见<!-- 又注 -->。",
    "| 列 | 乙 |\n|---|:-:|\n| a | `b` |\n| \\| | |",
    "- 一\n  - 二\n\n    段\n- 三",
    "* 甲\n* 乙",
    "> 引\n> - 列\n> > 深\n续",
    "~~~py\n$x$ # 码\n~~~",
    "```\n<b>码</b>\n\n| x |\n```",
    '![图](a.png "题")',
    "![](b.png) ![*斜*图](c.png)",
    '<img src="c.png" alt="画">',
    "<https://x.example/a> 和 https://y.example/b",
    "**粗**：后 *斜*、***两***、__下__。",
    "**加粗。**后面**（括号）**后。",
    "[*链*接`码`](https://x.example) 后",
    "价格 $5 和 $6。",
    "<p>段落</p>\n<ul><li>项</li></ul>",
    "<div>甲 < 乙</div>",
    "{% asset_img a.png 图题 %}",
    "前 {% asset_img a.png 图题 %} 后",
    "***",
]
PROMPTS = [
    "什么是甲？", "`a_b` 是什么？", "$x_1$ 是什么？", "**粗**的 <mask> 是什么？",
    "[链](https://x.example)是什么？", "A&amp;B 是什么？", "vector<int> 是什么？",
    "为什么 \\* 要转义？", "**全粗**？", "\\(y\\) 与 $z$ 何异？",
]  # fmt: skip
NOTATIONS = ["## {}. ", "# {}、", "### Q{}：", "{}、", "{}. ", "**{}. ", "（{}）", "## "]


@given(
    st.sampled_from(NOTATIONS),
    st.lists(st.sampled_from(PROMPTS), min_size=2, max_size=4),
    st.lists(st.sampled_from(BLOCKS), min_size=6, max_size=12, unique=True),
    st.booleans(),
)
@tries(120)
def test_markdown_loses_nothing(
    blank_site: BlankSite,
    notation: str,
    prompts: list[str],
    blocks: list[str],
    tight: bool,
) -> None:
    parts = ["开头 $x$。"]
    for n, prompt in enumerate(prompts, 1):
        first, *more = blocks[n - 1 :: len(prompts)]
        head = notation.format(n) + prompt + "**" * notation.startswith("**")
        parts += [f"{head}\n{first}", *more] if tight else [head, first, *more]
    parts.append("[甲]: https://j.example/ '题'\n[乙]: <https://y.example/>")
    made = Made(title="面试题", lines="\n\n".join(parts).split("\n"))
    assert account(blank_site, made) == [], made.text
