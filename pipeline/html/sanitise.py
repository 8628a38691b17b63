"""Sanitising with nh3 (ammonia, html5ever): allow-lists of tags, attributes and URL schemes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import nh3

from .addresses import followed, scheme_of
from .raw import ALLOWED

_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "data-line", "data-zoom"},
    "code": {"class", "data-marked"},
    "span": {"class", "title"},
    "div": {"class"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan"},
    "ol": {"start", "class"},
    "details": {"open"},
    "abbr": {"title"},
    "blockquote": {"class"},
    "*": {"lang"},
}
_CLASSES = {
    "code": re.compile(r"language-[\w+#.-]{1,40}"),
    "span": re.compile(r"math (?:inline|display)"),
    "div": re.compile(
        r"note(?: (?:primary|info|success|warning|danger))?|tabs|caption|pullquote|pictures"
    ),
    "td": re.compile(r"(?:left|center|right)"),
    "th": re.compile(r"(?:left|center|right)"),
    "blockquote": re.compile(r"pullquote"),
    "ol": re.compile(r"footnotes"),
}
_SCHEMES = {"http", "https", "mailto", "post", "asset"}  # the last two become the first
_OF_PICTURES = re.compile(r"""(?i)\ssrc\s*+=\s*+["']?\s*+([a-z][a-z0-9+.-]*+):""")
_NEVER = {"javascript", "vbscript"}
_MARKED = re.compile(r"\d{1,6}(?:,\d{1,6})*")
_NUMBER = re.compile(r"\d{1,5}(?:px|%)?")
_ABSOLUTE = re.compile(r"(?i)^\s*(?:[a-z][a-z0-9+.-]*:|//)")


def sanitise(html: str, link: Callable[[str], str | None], *, own: bool = False) -> str:
    """Return canonical HTML: only what is on the lists, well-formed, no comments, `<details>` open.

    `link` turns a written address into an absolute one, or None to drop it; so does an address that
    nothing may lead to. Pictures keep the address as written, of whatever scheme, for the caller to bind.
    With `own` the HTML may be canonical already, where a missing picture has a mark.
    """
    schemes = frozenset(scheme.lower() for scheme in _OF_PICTURES.findall(html)) - _NEVER
    return _cleaner(link, own, schemes | _SCHEMES).clean(html)


@lru_cache(maxsize=1)
def _cleaner(link: Callable[[str], str | None], own: bool, schemes: frozenset[str]) -> nh3.Cleaner:
    """Return the cleaner for the pieces of a post; to make one takes longer than to clean a piece."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            if own and (tag, value) == ("span", "missing"):
                return value
            pattern = _CLASSES.get(tag)
            return value if pattern is not None and pattern.fullmatch(value) else None
        if (tag, attribute) == ("span", "title"):
            return value if own else None
        if attribute == "href":
            address = link(value)
            return address if address and leads(address) else None
        if attribute == "data-marked":
            return value if _MARKED.fullmatch(value) else None
        if attribute in {
            "width",
            "height",
            "start",
            "colspan",
            "rowspan",
            "data-line",
            "data-zoom",
        }:
            return value if _NUMBER.fullmatch(value) else None
        return value

    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        set_tag_attribute_values={"details": {"open": ""}},  # print and cards unfold nothing
        attribute_filter=keep,
        url_schemes=set(schemes),
        link_rel=None,
        strip_comments=True,
    )


def leads(address: str) -> bool:
    """Whether a link may keep an address: nh3 looks at its scheme before `link` makes another of it."""
    return scheme_of(address) == "post" or followed(address) is not None


def is_absolute(address: str) -> bool:
    """Whether an address has a scheme or a host of its own; others are relative to the site."""
    return bool(_ABSOLUTE.match(address))
