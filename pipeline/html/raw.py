"""Raw HTML in a post: which tags are markup and which are words.

Texts on language models are full of words in angle brackets: `<mask>`, `<s>`, `<|endoftext|>`. An
HTML parser takes them for tags, and nh3 drops even the text after those that SVG or MathML know. So
every raw tag is judged before the sanitiser sees it: a tag is markup when its name is known and it is
paired (or needs no pair); everything else is text and is escaped. What a page would not show anyway is left
out, but not where it stands in a line of text, as in "`<div>` begins a block": there it is a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from .attributes import attribute, picture_attributes

VOID = frozenset({"br", "hr", "img", "wbr", "col"})
PHRASING = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby samp small span strong sub "
    "sup u var".split()
)
FLOW = frozenset(
    "blockquote caption colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre "
    "summary table tbody td tfoot th thead tr ul".split()
)
ALLOWED = VOID | PHRASING | FLOW | {"s"}
"""The tags that a card or a sheet may hold. Markdown makes an `s` of `~~`; a raw one is a word."""

ACTIVE = frozenset("applet audio button embed form frame iframe object script video".split())
_INERT_FLOW = frozenset(
    "address article aside center fieldset footer header hgroup main nav section".split()
)
_INERT = frozenset(
    "acronym base basefont big canvas data datalist dir fieldset font frameset head html body input "
    "label legend link map area meta meter nobr noscript optgroup option output param picture progress "
    "select source strike style svg textarea time title track tt".split()
)
KNOWN = (ALLOWED | ACTIVE | _INERT_FLOW | _INERT) - {"s"}
_BLOCK = FLOW | _INERT_FLOW
_END_LEFT_OUT = frozenset("dd dt li p".split())
"""Elements outside tables that may lack their end (HTML, 13.1.2.4)."""
_ENDED_BY_NEXT = frozenset({"li", "p"})
"""Those of them that do not nest without end where they alternate."""
_STYLE = _BLOCK | frozenset("acronym basefont big font nobr strike tt".split())
"""Elements that, with attributes, change how text looks; without their end they are forgotten ones."""
_HIDDEN = frozenset({"script", "style", "svg"})
"""Their content is not visible text: it is taken out with the tag."""
_RAW_TEXT = frozenset({"iframe"})
"""What stands in one is only for old browsers (HTML, 13.2.6.4.7)."""
_SHOWS = {**dict.fromkeys("audio embed iframe source video".split(), "src"), "object": "data"}
"""The attribute that names what a tag shows from elsewhere, by tag; a link replaces the tag."""

_MAX_DEPTH = 60
_TAG = re.compile(
    r"(?P<hidden><!--|<\?|<![A-Z])"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?P<attributes>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,200}))>",
    re.DOTALL,
)
_ENDS = {"<!--": "-->", "<?": "?>"}  # else ">"
_HANDLER = re.compile(r"[\s/\"'][Oo][Nn][a-zA-Z]+\s*=|(?i:javascript|vbscript)\s*:")


@dataclass(slots=True)
class _Tag:
    group: int
    start: int
    end: int
    name: str
    kind: Literal["open", "close", "void"]
    attributes: str
    inline: bool
    alone: bool = False
    paired: bool = False
    partner: _Tag | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of raw HTML as the Markdown parser found it. `group`: the paragraph it stands in."""

    source: str
    inline: bool
    group: int
    line: int


@dataclass(frozen=True, slots=True)
class Guarded:
    """The runs, ready for the sanitiser; `active` are the names of tags taken out for safety."""

    runs: tuple[str, ...]
    active: tuple[str, ...]


def guard(runs: Sequence[Run]) -> Guarded:
    """Judge the raw HTML of one fragment: keep what is markup, escape what is text.

    Pictures get a `data-line` attribute with the line they stand on.
    """
    tags = _scan(runs)
    _pair(tags)
    active: list[str] = []
    out = [_rebuild(run, found, active) for run, found in zip(runs, tags, strict=True)]
    return Guarded(tuple(out), tuple(dict.fromkeys(active)))


def _scan(runs: Sequence[Run]) -> list[list[_Tag]]:
    found: list[list[_Tag]] = []
    for run in runs:
        tags: list[_Tag] = []
        for match, end in _matches(run.source):
            name = (match["name"] or "").lower()
            kind: Literal["open", "close", "void"] = "close" if match["close"] else "open"
            if name in VOID or name == "" or (match["attributes"] or "").rstrip().endswith("/"):
                kind = "void"
            attributes = match["attributes"] or ""
            tags.append(_Tag(run.group, match.start(), end, name, kind, attributes, run.inline))
        if not run.inline:
            _mark_alone(run.source, tags)
        found.append(tags)
    return found


def _mark_alone(source: str, tags: list[_Tag]) -> None:
    """Set `alone` of the tags on whose lines there is no text, and of ends with none behind them."""
    ends = (0, *(tag.end for tag in tags))
    starts = (*(tag.start for tag in tags), len(source))
    gaps = [source[end:start] for end, start in zip(ends, starts, strict=True)]
    text = False
    for tag, gap in zip(tags, gaps[:-1], strict=True):
        text = bool(gap.rpartition("\n")[2].strip()) or (text and "\n" not in gap)
        tag.alone = tag.kind == "close" or not text
    text = False
    for tag, gap in zip(reversed(tags), reversed(gaps[1:]), strict=True):
        text = bool(gap.partition("\n")[0].strip()) or (text and "\n" not in gap)
        tag.alone = tag.alone and not text


def _matches(source: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the tags and comments of a source, each with its end; a comment without one is text."""
    at = 0
    endless: set[str] = set()  # not looked for again: linear on hostile input
    while match := _TAG.search(source, at):
        at = match.end()
        if match["hidden"]:
            closing = _ENDS.get(match["hidden"], ">")
            start = match.start() + 2  # "<!-->" is whole
            end = -1 if closing in endless else source.find(closing, start)
            if end < 0:
                endless.add(closing)
                continue
            at = end + len(closing)
        yield match, at


def _pair(found: list[list[_Tag]]) -> None:
    """Mark tags that open and close each other: inline ones in a paragraph, blocks in all runs."""
    every = [tag for tags in found for tag in tags if tag.kind != "void" and tag.name in KNOWN]
    _match([tag for tag in every if not (tag.inline and tag.name not in _BLOCK)])
    groups: dict[int, list[_Tag]] = {}
    for tag in every:
        if tag.inline and not tag.paired:
            groups.setdefault(tag.group, []).append(tag)
    for tags in groups.values():
        _match(tags)


def _match(tags: list[_Tag]) -> None:
    """Set `paired` and `partner` of the tags that open and close the same element."""
    open_tags: list[_Tag] = []
    waiting: dict[str, int] = {}
    for tag in tags:
        if tag.kind == "open":
            if len(open_tags) < _MAX_DEPTH:
                open_tags.append(tag)
                waiting[tag.name] = waiting.get(tag.name, 0) + 1
        elif waiting.get(tag.name, 0):
            while open_tags:
                candidate = open_tags.pop()
                waiting[candidate.name] -= 1
                if candidate.name == tag.name:
                    candidate.paired = tag.paired = True
                    candidate.partner = tag
                    break


def _rebuild(run: Run, tags: list[_Tag], active: list[str]) -> str:
    """Return a run with each tag kept, replaced or escaped; add the names of active tags to `active`."""
    out: list[str] = []
    at = 0
    line, counted = run.line, 0
    here = {id(tag) for tag in tags}
    for tag in tags:
        if tag.start < at:
            continue  # inside a dropped script
        out.append(_text(run.source[at : tag.start]))
        at = tag.end
        source = run.source[tag.start : tag.end]
        if not tag.name:
            if not source.startswith("<!--"):  # else a comment
                out.append(escape(source, quote=False))
            continue
        if tag.name in VOID - {"br"} and source.startswith("</"):
            continue  # what closes nothing; browsers read `</br>` as `<br>`
        if tag.name in _HIDDEN and tag.paired:
            if tag.name in {"script", "svg"} or _HANDLER.search(source):
                active.append(tag.name)
            at = _behind(tag, here)
            continue
        if _is_markup(tag):
            if _HANDLER.search(tag.attributes):
                active.append(tag.name)
            if tag.name == "img":
                line, counted = line + run.source.count("\n", counted, at), at
                more = picture_attributes(tag.attributes)
                source = f'<img data-line="{line}"{more}{source[4:]}'
            out.append(_without_class(tag, source))
        elif tag.name in KNOWN and (tag.paired or _address(tag) or _is_litter(tag)):
            active += [tag.name] * (tag.name in ACTIVE)
            out.append(_instead_of(tag))
            at = _behind(tag, here)
        else:
            out.append(escape(source, quote=False))
    out.append(_text(run.source[at:]))
    return "".join(out)


def _behind(tag: _Tag, here: Collection[int]) -> int:
    """Return where a source goes on after a tag, or after its content if that is never shown."""
    unseen = tag.name in _HIDDEN | _RAW_TEXT and tag.partner is not None
    return tag.partner.end if unseen and tag.partner and id(tag.partner) in here else tag.end


def _without_class(tag: _Tag, source: str) -> str:
    """Return a tag as written, but a `<span>` bare: its class marks a formula in canonical HTML."""
    if tag.name != "span":
        return source
    return "</span>" if tag.kind == "close" else "<span>"


def _instead_of(tag: _Tag) -> str:
    """Return what replaces a tag that is taken out: a plain block for one that makes a block, a
    link with its title for one that shows something from elsewhere; else "".
    """
    if tag.paired and tag.name in _INERT_FLOW:
        return "</div>" if tag.kind == "close" else "<div>"
    address = _address(tag)
    if not address:
        return ""
    name = attribute(tag.attributes, "title") or address
    return f'<a href="{escape(address)}">{escape(name)}</a>'


def _address(tag: _Tag) -> str:
    """Return the address of what a tag shows from elsewhere, else ""."""
    return attribute(tag.attributes, _SHOWS.get(tag.name, "")) if tag.kind != "close" else ""


def _text(source: str) -> str:
    """Escape text outside tags: a lone `<` would swallow what follows it."""
    return source.replace("<", "&lt;")


def _is_markup(tag: _Tag) -> bool:
    if tag.name == "img":
        return picture_attributes(tag.attributes) is not None  # else a word
    return tag.name in VOID or (tag.name in ALLOWED and tag.paired) or _opens_a_line(tag)


def _opens_a_line(tag: _Tag) -> bool:
    """Whether a tag begins an element of a block of HTML that the next one ends."""
    is_open = tag.kind == "open" and tag.name in _ENDED_BY_NEXT
    return is_open and not tag.inline and not tag.alone


def _is_litter(tag: _Tag) -> bool:
    """Whether a tag is to be dropped: an unpaired block, its partner elsewhere, or a `<meta …>`.

    In a line of text only one that changes how the text looks is, or whose end may be left out.
    """
    if tag.name not in KNOWN - {"img"} - PHRASING or "={" in tag.attributes:
        return False
    if not tag.inline and tag.name in _BLOCK and (tag.alone or tag.name in _END_LEFT_OUT):
        return True
    in_line = tag.name in _STYLE and "=" in tag.attributes
    return in_line or (tag.alone and bool(tag.attributes.strip(" /")))
