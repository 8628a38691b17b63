"""What HTML shows: its characters without blanks, each with its style; and how two such texts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_LINES = frozenset(
    "address article blockquote br center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 "
    "h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_FURNITURE = (
    "td.gutter, pre.lineno, .headerlink, .reversefootnote, .missing, a.footnote-backref, img, svg, "
    "#markdown-toc, link, meta"
)
_DELIMITERS = re.compile(r"\\\\?[()\[\]]|\$\$?")
_NOTE = re.compile(r"\[\d+\]")
_TYPOGRAPHIC = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "—": "---",
        "–": "--",
        "…": "...",
        "«": "<<",
        "»": ">>",
    }
)
BOLD, PLAIN, MATH, CODE = "b", ".", "m", "c"


@dataclass(frozen=True, slots=True)
class Styled:
    """A text without blanks, and the style of each of its characters."""

    text: str = ""
    style: str = ""

    def __getitem__(self, part: slice) -> Styled:
        return Styled(self.text[part], self.style[part])

    def __str__(self) -> str:
        """Return the text with its bold runs between double brackets."""
        runs = groupby(zip(self.text, self.style, strict=True), key=lambda pair: pair[1] == BOLD)
        return "".join(
            f"⟦{''.join(char for char, _ in run)}⟧" if bold else "".join(char for char, _ in run)
            for bold, run in runs
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a piece of a post shows something else: theirs, then ours."""

    kind: str
    theirs: str
    ours: str


def lines_of(html: str, addresses: Sequence[str] = ()) -> list[Styled]:
    """Return what HTML shows, a line for each block; furniture and pictures show nothing, nor do links
    to `addresses`.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(_FURNITURE):
        element.decompose()
    for link in soup.select("a[href]"):
        if link["href"] in addresses:
            link.decompose()
    for box in soup.find_all("input", type="checkbox"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")
    for note in soup.select("sup"):
        if _NOTE.fullmatch(note.get_text()):
            note.string = note.get_text().strip("[]")
    lines: list[list[tuple[str, str]]] = [[]]
    for text, style in _texts(soup, PLAIN):
        if style == "\n":
            lines.append([])
        else:
            lines[-1] += ((char, style) for char in text if not char.isspace())
    return [
        Styled("".join(char for char, _ in line), "".join(style for _, style in line))
        for line in lines
        if line
    ]


def frames_of(html: str) -> list[str]:
    """Return the addresses of what other servers show within a page: frames, players."""
    soup = BeautifulSoup(html, "html.parser")
    return [str(frame["src"]) for frame in soup.select("iframe[src], embed[src], video[src]")]


def _texts(element: Tag, style: str) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if isinstance(child, PreformattedString) or (
            isinstance(child, Tag) and child.name in _HIDDEN
        ):
            continue
        if isinstance(child, NavigableString):
            yield (_DELIMITERS.sub("", child) if style != CODE else str(child)), style
        elif isinstance(child, Tag):
            edge = child.name in _LINES
            if edge:
                yield "", "\n"
            yield from _texts(child, _style_of(child, style))
            if edge:
                yield "", "\n"


def _style_of(element: Tag, style: str) -> str:
    if element.name in {"strong", "b"}:
        return BOLD if style == PLAIN else style
    if element.name in {"code", "pre"}:
        return CODE
    if "math" in (element.get("class") or ()):
        return MATH
    return style


def joined(lines: Sequence[Styled]) -> Styled:
    """Return lines as one."""
    return Styled("".join(line.text for line in lines), "".join(line.style for line in lines))


def compare(theirs: Sequence[Styled], ours: Sequence[Sequence[Styled]]) -> list[list[Difference]]:
    """Return how each piece of a post differs from what the engine shows of the whole post."""
    whole = joined(theirs)
    found: list[list[Difference]] = []
    missed: list[int] = []
    at = 0
    for number, lines in enumerate(ours):
        piece = joined(lines)
        start = whole.text.find(piece.text, at)
        start = start if start >= 0 else whole.text.find(piece.text)
        if start < 0:
            missed.append(number)
            found.append([])
            continue
        at = start + len(piece.text)
        found.append(list(_styles(whole[start:at], piece)))
    if missed:
        for number, differences in _hunks(theirs, ours, set(missed)).items():
            found[number] += differences
    return found


def _styles(theirs: Styled, ours: Styled) -> Iterator[Difference]:
    """Yield where one text is bold and the other is not; what is bold throughout is so by its place."""
    if set(theirs.style) == {BOLD} or set(ours.style) == {BOLD}:
        return
    pairs = zip(theirs.style, ours.style, strict=True)
    at = 0
    for (a, b), run in groupby((x == BOLD, y == BOLD) for x, y in pairs):
        size = len(list(run))
        if a != b and any(char.isalnum() for char in theirs.text[at : at + size]):
            around = slice(max(0, at - 8), at + size + 8)
            yield Difference(
                "bold: ours alone" if b else "bold: theirs alone",
                str(theirs[around]),
                str(ours[around]),
            )
        at += size


def _hunks(
    theirs: Sequence[Styled], ours: Sequence[Sequence[Styled]], missed: set[int]
) -> dict[int, list[Difference]]:
    """Return the differences, line by line, of the pieces that were not found as a whole."""
    placed = [(number, line) for number, lines in enumerate(ours) for line in lines]
    found: dict[int, list[Difference]] = {number: [] for number in missed}
    texts = [line.text for line in theirs], [line.text for line in (line for _, line in placed)]
    for kind, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind == "equal":
            for left, (number, right) in zip(theirs[a:b], placed[c:d], strict=True):
                if number in missed:
                    found[number] += _styles(left, right)
            continue
        numbers = {number for number, _ in placed[c:d]} or (
            {placed[c - 1][0]} & {placed[c][0]} if 0 < c < len(placed) else set()
        )
        for number in sorted(numbers & missed):
            mine = joined([line for owner, line in placed[c:d] if owner == number])
            found[number] += _within(joined(theirs[a:b]), mine, alone=len(numbers) == 1)
    return found


def _within(theirs: Styled, ours: Styled, *, alone: bool) -> Iterator[Difference]:
    """Yield what differs between some lines. Of lines that hold more than one piece, what theirs alone
    show may belong to another, and so may their ends.
    """
    start = theirs.text.find(ours.text)
    if ours.text and start >= 0:
        yield from _styles(theirs[start : start + len(ours.text)], ours)
        return
    codes = SequenceMatcher(None, theirs.text, ours.text, autojunk=False).get_opcodes()
    for at, (kind, a, b, c, d) in enumerate(codes):
        outer = at in {0, len(codes) - 1}
        if kind == "equal":
            yield from _styles(theirs[a:b], ours[c:d])
        elif not (kind == "delete" and outer and (not alone or ours.text)):
            left, right = theirs[max(0, a - 12) : b + 12], ours[max(0, c - 12) : d + 12]
            yield Difference(
                kind_of(theirs[a:b], ours[c:d], left, right), str(left)[:160], str(right)[:160]
            )


def kind_of(
    theirs: Styled, ours: Styled, left: Styled | None = None, right: Styled | None = None
) -> str:
    """Return in which way two texts differ; `left` and `right` are the texts around them too."""
    a, b = unquote(theirs.text), unquote(ours.text)
    around = (right or ours).style
    stars = set("*_~")
    if a.translate(_TYPOGRAPHIC) == b.translate(_TYPOGRAPHIC):
        return "typographic"
    if MATH in around:
        return "formula"
    if not set(a) - stars and not b:
        return "marks: theirs alone" + (", bold in ours" if BOLD in around else "")
    if not set(b) - stars and not a:
        return "marks: ours alone"
    for signs, name in (("{%", "tag"), ("{{", "Liquid"), ("{:", "attributes"), ("[^", "footnote"),
                        ("<", "HTML"), ("==", "mark"), ("|", "table"), ("\\", "backslash"),
                        ("://", "address"), ("`", "code"), ("[", "brackets")):  # fmt: skip
        for text, whose in ((a, "theirs"), (b, "ours")):
            if signs in text:
                return f"{name}: in {whose}"
    if CODE in around:
        return "code"
    return "text: " + ("ours alone" if not a else "theirs alone" if not b else "changed")
