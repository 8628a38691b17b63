"""Canonical HTML as a sheet shows it: pictures and formulas inside the file, links as endnotes."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path

from ...html import rewrite
from ...html.abbreviations import spelt_out
from ...html.addresses import followed, readable
from ...html.canonical import split
from ...html.highlight import highlight
from ...html.mathml import FormulaError, mathml
from ...html.missing import marks_replaced
from ...html.rewrite import CodeElement, PictureElement
from ...links.cited import Citation
from ..self_contained import words
from .em_widths import formula_width
from .tables import boxed

PHONE = 18.0
"""A formula that is wider than this (em) scrolls by itself on a phone."""

_LEAST = 0.2  # of its size, for a formula that is too long for any paper
_SCROLLS = ' tabindex="0"'  # so that the keyboard reaches what is hidden (WCAG 2.1.1)

_HAN = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_SOFT_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t]*\n[ \t]*(?=[{_HAN}])")
"""The end of a line that Chinese continues on the next one without a space."""

_HEADING = re.compile(r"<(/?)h([1-6])\b")
_VOID = re.compile(r"<(br|hr|img|wbr)\b([^<>]*?) ?/>")  # as `rewrite` writes them
_CODE = re.compile(r"(?<!<pre>)(?<!<pre tabindex=\"0\">)<code>[^<>]*</code>")
_LONG_RUN = re.compile(r"[^\s<>]{20,}")
_BEHIND_SIGN = re.compile(
    r"(?:&#?\w+;|[^\w\s&<>])(?=\w)"
)  # in a run, where code may go on in the next line
_BLOCK = re.compile(r"<(?:p|div|ul|ol|dl|table|pre|blockquote|details|figure|h[1-6]|hr)\b")


@dataclass(frozen=True, slots=True)
class Endnote:
    """A link of the sheet: `shown` is its address as people read it, `name` what it is called, "" where
    that is the address; `question` is the id on the sheet of the question that it leads to, "" for none.
    """

    number: int
    href: str
    shown: str
    name: str = ""
    question: str = ""


@dataclass(slots=True)
class ContentRewriter:
    """A rewriter of the pieces of one sheet, which gathers their links; equal links share an endnote.

    `column` and `page` are the widths of one column and of all in em: a formula that is wider than
    the first spans all columns, and one that is wider than the second is made smaller. Without
    `notes` a link gets no endnote; nor does one whose text is its address. `media_types` are those
    of the pictures, `said` the words of the sheet. `cite` returns what a link in the present piece
    leads to, which is of `post`.
    """

    pictures: Path
    column: float
    page: float
    notes: bool = True
    media_types: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=lambda: words("cheatsheet", "en"))
    cite: Callable[[str], Citation | None] = lambda _: None
    post: str = ""
    endnotes: dict[str, Endnote] = field(default_factory=dict)
    has_math: bool = False
    inlined: dict[str, str] = field(default_factory=dict)

    def block(self, html: str, level: int) -> str:
        """Return the HTML of an answer or a definition, below a heading of this level."""
        texts = split(spelt_out(html), "pre")
        texts[::2] = (_SOFT_BREAK.sub("", text) for text in texts[::2])
        html = rewrite(
            marks_replaced("".join(texts), self._missing),
            picture=self._image, link=self._link, math=self._math, code=_code,
        )  # fmt: skip
        html = _CODE.sub(_with_breaks, _VOID.sub(r"<\1\2>", html))
        tables = split(html, "table")
        tables[1::2] = (boxed(table, self.column, self.page) for table in tables[1::2])
        return _with_headings_below("".join(tables), level)

    def prompt(self, html: str, level: int) -> tuple[str, str]:
        """Return what of a prompt a heading may hold, and the blocks after it, such as options."""
        html = self.block(html, level)
        before, *paragraphs = split(html, "p")
        if paragraphs and not before.strip() and paragraphs[0].startswith("<p>"):
            return paragraphs[0][len("<p>") : -len("</p>")], "".join(paragraphs[1:])
        start = _BLOCK.search(html)
        return (html[: start.start()], html[start.start() :]) if start else (html, "")

    def _image(self, picture: PictureElement) -> str:
        name = picture.src.removeprefix("pictures/")
        if name == picture.src:
            return f"<em>{escape(picture.alt, quote=False)}</em>"
        if name not in self.inlined:
            kind = self.media_types.get(name, "image/png")
            data = base64.b64encode((self.pictures / name).read_bytes()).decode()
            self.inlined[name] = f"data:{kind};base64,{data}"
        attributes = {"width": picture.width, "height": picture.height}
        sizes = "".join(
            f' {key}="{value.removesuffix("px")}"'
            for key, value in attributes.items()
            if value and not value.endswith("%")
        )
        if picture.width and picture.width.endswith("%"):
            sizes += f' style="width:{escape(picture.width)}"'
        title = f' title="{escape(picture.title)}"' if picture.title else ""
        return f'<img src="{self.inlined[name]}" alt="{escape(picture.alt)}"{title}{sizes}>'

    def _missing(self, words: str, file: str) -> str:
        names = "" if file.startswith(f"{words}.") else words
        if file and not names.endswith(file):
            names += f" <code>{file}</code>"
        return f'<span class="missing"><b>{self.said["missing"]}</b> {names.strip()}</span>'

    def _link(self, href: str, inner: str) -> str:
        if not href:
            return inner
        cited = self.cite(href)
        if cited and cited.broken:
            why = f"{self.said['broken']} · {_readable(href)}"
            return f'<span class="broken" title="{escape(why)}">{inner}<sup>✕</sup></span>'
        if not self.notes or _readable(unescape(inner)) == _readable(href):
            return f'<a href="{escape(href)}">{inner}</a>'
        if cited and not (cited.leads and followed(cited.href)):
            return f'<a href="{escape(href)}">{inner}</a>'
        question = cited.question.guid if cited and cited.question else ""
        target = f"{cited.link.key} {question}" if cited else href
        note = self.endnotes.get(target)
        if note is None:
            address, number = cited.href if cited else href, len(self.endnotes) + 1
            shown = _readable(_without_text_fragment(address))
            name = cited.name if cited and _readable(cited.name) != shown else ""
            note = Endnote(number, address, shown, name, question and f"q-{question}")
            self.endnotes[target] = note
        mark = f'<sup class="note-mark"><a href="#note-{note.number}">{note.number}</a></sup>'
        return f'<a href="{escape(href)}">{inner}</a>{mark}'

    def _math(self, tex: str, display: bool) -> str:
        try:
            formula = mathml(tex, display=display, post=f"{self.post} on a sheet")
        except FormulaError:
            return f'<code class="tex">{escape(tex, quote=False)}</code>'
        self.has_math = True
        width = formula_width(formula)
        if not display and width <= PHONE:
            return formula
        kind = "formula" if display else "inline-formula"
        kind += " wide" if width > self.column else ""
        more = _SCROLLS if width > PHONE else ""
        if 1.15 * width > self.page:  # which no estimate may miss: what sticks out is cut
            more += f' style="--fit: {max(_LEAST, self.page / (1.15 * width)):.2f}"'
        return f'<span class="{kind}"{more}>{formula}</span>'


def _code(block: CodeElement) -> str:
    return f"<pre{_SCROLLS}><code>{highlight(block)}</code></pre>"


def _with_breaks(code: re.Match[str]) -> str:
    """Return inline code that a browser breaks behind signs where it must, and not within words."""
    return _LONG_RUN.sub(lambda run: _BEHIND_SIGN.sub(r"\g<0><wbr>", run[0]), code[0])


def _with_headings_below(html: str, level: int) -> str:
    """Return HTML with its headings at the levels below its prompt, in their order."""
    found = sorted({match[2] for match in _HEADING.finditer(html)})
    below = {written: min(6, level + n) for n, written in enumerate(found, 1)}
    return _HEADING.sub(lambda match: f"<{match[1]}h{below[match[2]]}", html)


def _without_text_fragment(href: str) -> str:
    """Return an address without its text fragment (`#:~:text=`), which nobody types."""
    return re.sub(r"#?:~:text=.*", "", href)


def _readable(href: str) -> str:
    """Return an address with Chinese as such, without `http(s)://` and without `/` at its end."""
    return re.sub(r"^https?://", "", readable(href)).removesuffix("/")
