"""The language of a post, by which programs choose the forms of its characters."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...ir import Post, Site

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_HAN, _KANA, _HANGUL = (
    re.compile(f"[{chars}]") for chars in ("\u4e00-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af")
)
_SHARED = ("zh", "ja", "ko")
"""Languages that are written with Han characters."""
_FEW, _MANY = 0.1, 0.2


def language_of(site: Site, post: Post) -> str:
    """Return the language of a post as a tag, "" if it is not known.

    That is the one that the post or its site names, unless its title and prompts are written in the
    characters of another one: the settings of many sites still say what their theme came with.
    """
    named = (post.front_matter.get("lang"), post.front_matter.get("language"), site.language)
    tags = (tag.replace("_", "-") for tag in named if isinstance(tag, str))
    said = next(filter(_TAG.fullmatch, tags), "")
    written = _written(" ".join((post.title, *(asked.prompt.text for asked in post.questions))))
    shared = written == "zh-CN" and said.lower().startswith(_SHARED)
    return said if shared or said.lower().startswith(written[:2]) else written


def is_chinese(language: str) -> bool:
    """Whether a tag is that of Chinese."""
    return language.lower().startswith("zh")


def site_is_chinese(site: Site) -> bool:
    """Whether a site is Chinese: by its language or, where it names none, by its title."""
    if site.language:
        return is_chinese(site.language)
    return any("\u4e00" <= char <= "\u9fff" for char in site.title)


def in_language(html: str, language: str, tag: str = "div") -> str:
    """Return HTML in an element that says its language."""
    return f'<{tag} lang="{escape(language)}">{html}</{tag}>' if html else ""


def _written(text: str) -> str:
    """Return the language whose characters a text is written in, "" where it could be many."""
    han, kana, hangul = (len(kind.findall(text)) for kind in (_HAN, _KANA, _HANGUL))
    if han + kana + hangul <= _MANY * sum(map(str.isalpha, text)):
        return ""
    if kana > _FEW * (han + kana):
        return "ja"
    return "ko" if hangul > han else "zh-CN"
