"""Canonical HTML, as the corpus holds it, made into what a field of a note may hold."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

from ...characters import CONTROL
from ...html.addresses import WEB_AND_MAIL, scheme_of
from ...html.mathjax import for_mathjax, refusal

PICTURES = "pictures/"
_FORMULA_OR_TEXT = re.compile(
    r'(?P<opens><span class="math (?:inline|display)">\\(?:\(|&#91;))'
    r"(?P<tex>[^<>]*)(?P<closes>\\[)\]]</span>)"
    r"|(?P<text>\\(?=\(|&#91;|<(?!/)|\Z))|<[^<>]*>"
)
_IMAGE = re.compile(r"<img\b[^<>]*>")
_IMAGE_WORDS = re.compile(r'(?<= alt=")[^"]*|(?<= title=")[^"]*')


def picture(src: str) -> str | None:
    """Return the media name of a picture of the corpus, None for any other picture."""
    name = src.removeprefix(PICTURES)
    return name if src.startswith(PICTURES) and name and "/" not in name else None


def link(href: str) -> str | None:
    """Return an address that a card may link to; None where only the link's text is to stay."""
    try:
        urlsplit(href)
    except ValueError:
        return None
    return href if scheme_of(href) in WEB_AND_MAIL else None


def harmless(html: str) -> str:
    r"""Return the HTML of a field without anything that Anki would run or refuse.

    Anki runs `[sound:…]`, `[anki:…]`, `[latex]` and `[$]` wherever they stand, in code and in
    attributes too, splits fields at U+001F, and hands every `\(` and `\[` of a text to MathJax.
    Only the `[` that opens display math stays, as some of Anki's programs look for it in the
    source; the space after it keeps it from opening one of the others.
    """
    html = CONTROL.sub("\ufffd", html).replace("[", "&#91;")
    html = _FORMULA_OR_TEXT.sub(_only_ours, html)
    html = _IMAGE.sub(_with_one_source, html)
    return html.replace('<span class="math display">\\&#91;', '<span class="math display">\\[ ')


def _with_one_source(tag: re.Match[str]) -> str:
    """Return the tag of a picture with each `=` in its words encoded.

    Else the words could hold what looks like another ` src=`: Anki does not parse its HTML.
    """
    return _IMAGE_WORDS.sub(lambda words: words[0].replace("=", "&#61;"), tag[0])


def _only_ours(match: re.Match[str]) -> str:
    r"""Return text with an empty element in it, so that MathJax finds no formula there; or a formula of
    ours as MathJax may have it, as code if it may not. Other tags are returned as they are.

    MathJax looks for formulas within one element, and reads on over `<wbr>`, `<br>` and comments
    (HTMLDomStrings.ts).
    """
    if match["text"]:
        return f"{match['text']}<span></span>"
    if match["tex"] is None:
        return match[0]
    written = unescape(match["tex"])
    tex = for_mathjax(written)
    if refusal(tex):
        return f"<code>{match['tex']}</code>"
    return match["opens"] + _encoded(tex) + match["closes"] if tex != written else match[0]


def _encoded(tex: str) -> str:
    return escape(tex, quote=False).replace("[", "&#91;")
