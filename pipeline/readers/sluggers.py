"""The ids of headings as code hosts make them, which kramdown's parser of GitHub's Markdown does alike, and
sites of documentation.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from ..markdown.slugger import Slugger
from .docs_site import Engine

_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+""")
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
    """Return the slug that VuePress 1 gives a text (`slugify` of @vuepress/shared-utils)."""
    return vitepress(re.sub("[–—]", "-", text))


def vitepress(text: str) -> str:
    """Return the slug that VitePress and VuePress 2 give a text (`slugify` of @mdit-vue/shared)."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return re.sub(r"^(\d)", r"_\1", _SPECIAL.sub("-", plain).strip("-")).lower()


def mkdocs(text: str) -> str:
    """Return the slug that Python-Markdown gives a text (`slugify` of markdown.extensions.toc)."""
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", latin).strip().lower())


def pymdownx(text: str) -> str:
    """Return the slug that MkDocs gives a text where its slugs may hold letters of all languages
    (`slugify` of pymdownx.slugs).
    """
    return (
        re.sub(r"[^\w -]", "", unicodedata.normalize("NFC", text)).strip().lower().replace(" ", "-")
    )


def _is_word(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] == "L" or kind in _WORD


_OF_A_FOLDER = Slugger(
    lambda _, shown: (github(shown), vuepress(shown), vuepress(shown).lstrip("_")),
    any_case=True,
    opaque=_INCLUDED,
)


def of_docs(engine: Engine) -> Slugger:
    """Return how the headings of a site of documentation get ids; its files are read on code hosts too."""
    if engine == "mkdocs":
        forms: tuple[Callable[[str], str], ...] = (mkdocs, pymdownx, github)
    else:
        forms = (github,) if engine == "docusaurus" else (vitepress, vuepress, github)
    return Slugger(
        lambda _, shown: tuple(form(shown) for form in forms),
        any_case=True,
        opaque=_INCLUDED,
        attributes=True,
        joint="_" if engine == "mkdocs" else "-",
    )


def of_a_folder(root: Path) -> Slugger | None:
    """Return how the headings of a folder get ids, where a code host, VuePress or Hexo shows it; code hosts
    take any case. None where settings of another engine are in the folder or the one above.
    """
    folders = (root, root.resolve().parent)
    others = any(os.access(folder / name, os.F_OK) for folder in folders for name in _OTHER_ENGINES)
    return None if others else _OF_A_FOLDER
