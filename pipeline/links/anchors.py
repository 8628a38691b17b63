"""Which fragments a post has: the ids of its headings, by its engine's slugger, and those it writes itself.

What is not sure counts as there, so that nobody is told that a good fragment is missing: each line
that may be a heading, and every id that is written anywhere, even in code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from ..html.text import letters, text_of
from ..markdown.blocks import Block, Document
from ..markdown.inline import Inline
from ..markdown.slugger import Slugger

Measure = Callable[[str], Inline]

_ATX = re.compile(r"[\s>*+\-\d.)]*+#{1,6}+(?P<text>.*)")
_UNDERLINE = re.compile(r"[\s>]*+(?:=+|-+)\s*")
_LEADING = re.compile(r"[\s>]*+(?:(?:[*+-]|\d{1,9}[.)])\s++)?")
_OWN_ID = re.compile(r"\{:?\s*+#(?P<id>[^\s{}]++)(?:\s[^{}]*+)?\}$")
_ID_BELOW = re.compile(r"\s*\{:[^{}#]*#(?P<id>[^\s{}]++)[^{}]*+\}\s*")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>((?>(?:[^<]|<(?!/?h[1-6]\b))*))</h\1", re.IGNORECASE)
_HTML_ID = re.compile(
    r"""\b(?:id|name)\s*=\s*+(?:"(?P<a>[^"\n]*)"|'(?P<b>[^'\n]*)'|(?P<c>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_LIST = re.compile(r"\{[^{}\n]*\}")
_LIST_ID = re.compile(r"#([^\s{}]+)")
_TAG = re.compile(r"\{[%{][^\n]{0,300}?[%}]\}")
_COPY = re.compile(r"-\d+$")
_UNSURE = re.compile(r"""[<&${}\\'"“”‘’]|--|\.\.|:\w+:|\^|~~|==""")
"""What engines, their versions and their plugins read in ways of their own."""
_ODD = frozenset({"No", "Nl", "So", "Sk", "Cf", "Cn", "Co"})
_OF_PAGE = re.compile(
    r"(?:user-content-)?fn(?:ref)?[\d:_.-].*|footnotes?|L\d+(?:-L\d+)?"
    r"|top|(?:read)?more|excerpt|main|content|toc|nav|navbar|menu|sidebar|header|footer|respond|reply"
    r"|[\w-]*(?:comment|thread|container|gitalk|gitment|valine|waline|twikoo|giscus|utteranc|disqus)[\w-]*"
    r"|(?:toc|menu|heading|header|section|anchor|nav|tab|h[1-6])[A-Za-z_-]*\d+",
    re.IGNORECASE,
)
"""What browsers, themes and comment systems have on every page: no post says it."""
_ALIKE = 75  # of 100: how like a fragment a hint is
_MOST = 200  # characters of a fragment that are read, and headings that it is compared with


@dataclass(frozen=True, slots=True)
class Anchors:
    """The fragments of one post: `headings` in their order; `ids` holds all that are known, `loose` the
    letters of those whose exact form is not, and `tags` those of the post's tags. `hints` are the
    headings whose exact form is known, with their letters.
    """

    headings: tuple[str, ...]
    ids: frozenset[str]
    loose: frozenset[str]
    tags: str
    hints: Mapping[str, str]
    any_case: bool

    def has(self, fragment: str) -> bool:
        """Whether a fragment, without its `#`, leads to something, as far as can be known."""
        plain = unquote(fragment)
        if not plain or _OF_PAGE.fullmatch(plain[:_MOST]):
            return True
        forms = {fragment, plain, plain.removeprefix("user-content-")}
        if self.any_case:
            forms |= {form.casefold() for form in forms}
        if not forms.isdisjoint(self.ids):
            return True
        name = letters(_COPY.sub("", plain))
        made = bool(self.tags) and name.rstrip("0123456789") in self.tags
        return made or not {name, letters(plain)}.isdisjoint(self.loose)

    def nearest(self, fragment: str) -> str | None:
        """Return the heading's fragment that is most like one which is missing, or None."""
        wanted = letters(unquote(fragment)[:_MOST])
        found = process.extractOne(wanted, self.hints, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return found[2] if found else None


def anchors_of(
    document: Document, lines: Sequence[str], measure: Measure, slugger: Slugger
) -> Anchors | None:
    """Return the fragments of a post, None where they cannot be known. `lines` are those of its file."""
    text = "\n".join(lines[document.body_line - 1 :])
    if slugger.opaque and slugger.opaque.search(text):
        return None
    starts = set(_heading_lines(document.blocks))
    likely: list[tuple[str, ...]] = []
    possible: list[tuple[str, ...]] = []
    loose: set[str] = set()
    for line, content in _candidates(lines, document.body_line):
        own = _own_id(content, lines[line : line + 2]) if slugger.attributes else None
        is_heading = line in starts
        if own:
            likely += [(own,)] * is_heading
            continue
        shown = measure(content).text if is_heading else content
        slugs = slugger.slugs(content, shown)
        possible.append(slugs)
        if is_heading:
            likely.append(slugs)
        if not is_heading or not _is_plain(content):
            loose |= {letters(content), letters(shown), *map(letters, slugs)}
    for match in _HTML_HEADING.finditer(text):
        shown = text_of(match[2])
        possible.append(slugger.slugs(shown, shown))
        loose.add(letters(shown))
    headings = tuple(_numbered((slugs[0] for slugs in likely), slugger.joint))
    sure = [(heading, letters(heading)) for heading in headings[:_MOST]]
    ids = {*headings, *_written(text)}
    for group in (likely, possible):
        every = (slug for slugs in group for slug in dict.fromkeys(slugs))
        ids.update(_numbered(every, slugger.joint))
    return Anchors(
        headings=headings,
        ids=frozenset(i.casefold() for i in ids) | ids if slugger.any_case else frozenset(ids),
        loose=frozenset(loose - {""}),
        tags=" ".join(letters(tag) for tag in _TAG.findall(text)),
        hints={heading: name for heading, name in sure if name not in loose},
        any_case=slugger.any_case,
    )


def _heading_lines(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        if block.kind == "heading":
            yield block.start
        yield from _heading_lines(block.children)


def _candidates(lines: Sequence[str], body_line: int) -> Iterator[tuple[int, str]]:
    """Yield the number and the Markdown of each line that may be a heading."""
    for number, line in enumerate(lines[body_line - 1 :], start=body_line):
        if found := _ATX.fullmatch(line):
            yield number, _bare(found["text"])
        elif line.strip() and number < len(lines) and _UNDERLINE.fullmatch(lines[number]):
            yield number, _bare(_LEADING.sub("", line, count=1))


def _own_id(content: str, below: Sequence[str]) -> str | None:
    """Return the id that an attribute gives to a heading, at its end or on a line right below it."""
    found = _OWN_ID.search(content)
    for line in below:
        found = found or _ID_BELOW.fullmatch(line)
    return found["id"] if found else None


def _bare(content: str) -> str:
    """Return the Markdown of a heading without the hashes at its end."""
    content = content.strip()
    return content.rstrip("#").rstrip() if content.endswith((" #", "##")) else content


def _is_plain(content: str) -> bool:
    """Whether every version of an engine reads a heading in the same way."""
    return not _UNSURE.search(content) and all(
        unicodedata.category(c) not in _ODD for c in content if not c.isascii()
    )


def _numbered(slugs: Iterable[str], joint: str) -> Iterator[str]:
    """Yield slugs as engines tell equal ones apart: `a`, `a-1`, `a-2`. MkDocs gives an id to each, so that
    of a heading without Latin letters is a number alone.
    """
    count = Counter({"": 1} if joint == "_" else {})
    for slug in slugs:
        yield f"{slug}{joint}{count[slug]}" if count[slug] else slug
        count[slug] += 1


def _written(text: str) -> Iterator[str]:
    """Yield the ids that a post writes itself: in HTML, and as `{#id}` or `{: #id}`."""
    for match in _HTML_ID.finditer(text):
        yield unescape(match["a"] or match["b"] or match["c"] or "")
    for attributes in _LIST.findall(text):
        yield from _LIST_ID.findall(attributes)
