"""Quotes, dashes and dots as kramdown shows them (`smart_quotes.rb`, `typographic_symbol.rb`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...markdown.typography import Typographer

_SYMBOLS: Mapping[str, tuple[str, str]] = {
    "---": ("mdash", "—"),
    "--": ("ndash", "–"),
    "...": ("hellip", "…"),
    "<< ": ("laquo_space", "«\N{NO-BREAK SPACE}"),
    " >>": ("raquo_space", "\N{NO-BREAK SPACE}»"),
    "<<": ("laquo", "«"),
    ">>": ("raquo", "»"),
}
_PUNCTUATION = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
_SPACE, _WORD = r"[ \t\r\n\f\v]", "[A-Za-z0-9_]"  # \s and \w are of ASCII in Ruby, but not \b
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rule, re.DOTALL), quotes)
    for rule, quotes in (
        (r"()([\"'])(?=[_*]{1,2}[^ \t\r\n\f\v])", "open"),
        (rf"()([\"'])(?={_PUNCTUATION}(?!\.\.)\B)", "close"),
        (rf"({_SPACE}?)(\"')(?={_WORD})", "open"),
        (rf"({_SPACE}?)('\")(?={_WORD})", "open"),
        (rf"({_SPACE}?)(')(?=[0-9][0-9]s)", "close"),
        (rf"({_SPACE})(['\"])(?={_WORD})", "open"),
        (r"([^ \\\t\r\n\[{(-])(['\"])", "close"),
        (rf"()([\"'])(?={_SPACE}|s\b|\Z)", "close"),
        (r"(.?)(['\"])", "open"),
    )
)
_SIGN = re.compile(r"""[^\\]?["']|---|--|\.\.\.|<< | >>|<<|>>""", re.DOTALL)


def typography_of(options: Mapping[str, Any]) -> Typographer:
    """Return how kramdown's options have quotes, dashes and dots."""
    quotes = _quotes(options.get("smart_quotes", "lsquo,rsquo,ldquo,rdquo"))
    written: Any = options.get("typographic_symbols")
    own = written if isinstance(written, dict) else {}
    symbols = {sign: str(own.get(name, shown)) for sign, (name, shown) in _SYMBOLS.items()}
    if "no_auto_typographic" in str(options.get("gfm_quirks", "")):
        symbols = {sign: sign for sign in symbols}
    return lambda: partial(shown, quotes, symbols)


def shown(
    quotes: Mapping[str, str], symbols: Mapping[str, str], before: str, text: str, after: str
) -> str:
    """Return a text as kramdown shows it. `quotes` are those that open and close."""
    source = before + text + after
    end = len(before) + len(text)
    parts, at = list[str](), 0
    while (match := _SIGN.search(source, at)) and match.start() < end:
        parts.append(source[at : match.start()])
        if match[0] in symbols:
            parts.append(symbols[match[0]])
            at = match.end()
            continue
        found, side = next(
            (found, side) for rule, side in _RULES if (found := rule.match(source, match.start()))
        )
        if found.end() > end:
            at = match.start()
            break
        parts.append(found[1] + "".join(quotes[side + quote] for quote in found[2]))
        at = found.end()
    return "".join((*parts, source[at:end]))[len(before) :]


def _quotes(written: Any) -> dict[str, str]:
    """Return the quotes by how they are used; they are set as names or numbers of characters."""
    names = written if isinstance(written, list) else str(written).split(",")
    if len(names) != 4:
        names = ["lsquo", "rsquo", "ldquo", "rdquo"]
    made = [
        unescape(f"&#{name};" if str(name).strip().isdecimal() else f"&{str(name).strip()};")
        for name in names
    ]
    return dict(zip(("open'", "close'", 'open"', 'close"'), made, strict=True))
