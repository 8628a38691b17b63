"""The ids of headings, as code hosts make them; kramdown's parser of GitHub's Markdown does alike."""

from __future__ import annotations

import re
import unicodedata

from ..markdown.slugger import Slugger

_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’–—<>,.?/]+""")
_INCLUDED = re.compile(r"<!--\s*@?include|^<<<|\{\{|^@\[", re.MULTILINE)
_WORD = frozenset({"Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def github(text: str) -> str:
    """Return a text in lower case, with nothing but its words, and each blank a hyphen."""
    return "".join("-" if c in " \t" else c for c in text.lower() if c in " \t-" or _is_word(c))


def vuepress(text: str) -> str:
    """Return the slug that VuePress gives a text (`slugify` of @vuepress/shared-utils)."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return re.sub(r"^(\d)", r"_\1", _SPECIAL.sub("-", plain).strip("-")).lower()


def _is_word(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] == "L" or kind in _WORD


OF_A_FOLDER = Slugger(
    lambda _, shown: (github(shown), vuepress(shown)), any_case=True, opaque=_INCLUDED
)
"""A folder's engine is not known: a code host shows it, or VuePress. The former takes any case."""
