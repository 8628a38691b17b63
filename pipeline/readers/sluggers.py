"""The ids of headings, as code hosts make them; kramdown's parser of GitHub's Markdown does alike."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from ..markdown.slugger import Slugger

_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’–—<>,.?/]+""")
_INCLUDED = re.compile(r"<!--\s*@?include|^<<<|\{\{|^@\[", re.MULTILINE)
_OTHER_ENGINES = (
    "SUMMARY.md", "book.json", "book.toml", ".gitbook", ".gitbook.yaml", "mkdocs.yml", "hugo.toml",
    "hugo.yaml", "config.toml", ".obsidian",
)  # fmt: skip
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


_OF_A_FOLDER = Slugger(
    lambda _, shown: (github(shown), vuepress(shown), vuepress(shown).lstrip("_")),
    any_case=True,
    opaque=_INCLUDED,
)


def of_a_folder(root: Path) -> Slugger | None:
    """Return how the headings of a folder get ids, where a code host, VuePress or Hexo shows it; code hosts
    take any case. None where settings of another engine are in the folder or the one above.
    """
    folders = (root, root.resolve().parent)
    others = any(os.access(folder / name, os.F_OK) for folder in folders for name in _OTHER_ENGINES)
    return None if others else _OF_A_FOLDER
