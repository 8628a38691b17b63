"""Canonical HTML, as the corpus holds it, made into what a field of a note may hold."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ASSETS = "assets/"
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
