"""Canonical HTML, as the corpus holds it, made into what a field of a note may hold."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import quote, urlsplit

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from pipeline.emitters.anki.notetype import CODE_PREFIX
from pipeline.html.rewrite import Code

ASSETS = "assets/"
HIGHLIGHT_LIMIT = 50_000
"""Code of more characters than this stays plain: some lexers take long over it."""

FRAGMENT_LIMIT = 60
"""A prompt of more characters than this is named in a link by how it begins and ends."""

# Control characters but tab and newline, and halves of surrogate pairs, which are not text.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")


_FORMULA_OPENS = re.compile(
    r"<span class=\"math (?:inline|display)\">\\(?:\(|&#91;)|<[^<>]*>|(?P<text>\\(?=\(|&#91;))"
)


_IMAGE = re.compile(r"<img\b[^<>]*>")
_IMAGE_WORDS = re.compile(r'(?<= alt=")[^"]*|(?<= title=")[^"]*')


def picture(src: str) -> str | None:
    """Give the media name of a picture of the corpus, None for any other picture."""
    name = src.removeprefix(ASSETS)
    return name if src.startswith(ASSETS) and name and "/" not in name else None


def link(href: str) -> str | None:
    """Give a link that a card may bear; None where only its text is to stay."""
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return None
    return href if scheme in ("http", "https", "mailto") else None


def code(block: Code) -> str:
    """Give code as HTML with a class on each word; copied from the card it is the source again.

    Pygments ends its spans with the line, so that no line of markup grows long: genanki and Anki
    have patterns that are slow on such.
    """
    source, plain = block.source, escape(block.source, quote=False)
    if len(source) > HIGHLIGHT_LIMIT or not (block.language or block.marked):
        return plain
    try:
        lexer = get_lexer_by_name(block.language or "text", stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False, ensurenl=False)
    formatter = HtmlFormatter(nowrap=True, classprefix=CODE_PREFIX, hl_lines=block.marked)
    html = highlight(source, lexer, formatter)
    html = html if source.endswith("\n") else html.removesuffix("\n")
    return html if unescape(re.sub(r"<[^>]*>", "", html)) == source else plain


def harmless(html: str) -> str:
    r"""Give the HTML of a field without anything that Anki would run or refuse.

    Anki runs `[sound:…]`, `[anki:…]`, `[latex]` and `[$]` wherever they stand, in code and in
    attributes too, splits fields at U+001F, and hands every `\(` and `\[` of a text to MathJax. Only the
    `[` that opens display math stays, as some of Anki's programs look for it in the source; the space
    after it keeps it from opening one of the others.
    """
    html = _NO_TEXT.sub("\ufffd", html).replace("[", "&#91;")
    html = _FORMULA_OPENS.sub(_only_ours, html)
    html = _IMAGE.sub(_with_one_source, html)
    return html.replace('<span class="math display">\\&#91;', '<span class="math display">\\[ ')


def _with_one_source(tag: re.Match[str]) -> str:
    """Hide what looks like another ` src=` in the words of a picture: Anki does not parse its HTML."""
    return _IMAGE_WORDS.sub(lambda words: words[0].replace("=", "&#61;"), tag[0])


def _only_ours(match: re.Match[str]) -> str:
    """Break what MathJax would take for a formula, unless it is one; leave attributes as they are.

    MathJax looks for formulas within one element, `<wbr>` and `<br>` aside (HTMLDomStrings.ts).
    """
    return f"{match['text']}<span></span>" if match["text"] else match[0]


def text_fragment(url: str, prompt: str) -> str:
    """Give a link that opens the page at the prompt (WICG scroll-to-text-fragment).

    A prompt that is long, or runs over more than one block, is named by how it begins and ends. A
    formula looks otherwise on the page, so only the longest stretch without one is named. `-`, `,`
    and `&` have a meaning in a fragment and are encoded.
    """
    plain = max(_FORMULA.split(prompt), key=len)
    lines = [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
    if not lines:
        return url
    parts = [" ".join(lines)]
    if len(lines) > 1 or len(lines[0]) > FRAGMENT_LIMIT:
        ends = [_head(lines[0]), _tail(lines[-1])]
        parts = ends if len(lines) > 1 or sum(map(len, ends)) < len(lines[0]) else parts
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={directive}"


_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)

# A fragment must begin and end with a word, and where Chinese words end only a dictionary knows. So
# it is cut where any reader sees an end: at punctuation, at a space, between Han and Latin.
_HAN, _LATIN = "[\u4e00-\u9fff]", "[A-Za-z]"
_PAUSE = re.compile(
    rf"(?<=[，。；：？！、,;:?!）)])|(?= )|(?<={_HAN})(?={_LATIN})|(?<={_LATIN})(?={_HAN})"
)


def _pauses(text: str) -> list[int]:
    return [match.start() for match in _PAUSE.finditer(text)]


def _head(text: str, size: int = 20) -> str:
    """Give some `size` characters from the start, to the pause that is nearest to that."""
    ends = [end for end in _pauses(text) if end >= size // 2]
    return text[: min(ends, key=lambda end: abs(end - size), default=len(text))].strip()


def _tail(text: str, size: int = 20) -> str:
    """Give some `size` characters from the end, from the pause that is nearest to that."""
    starts = [start for start in _pauses(text) if start <= len(text) - size // 2]
    wanted = len(text) - size
    return text[min(starts, key=lambda start: abs(start - wanted), default=0) :].strip()
