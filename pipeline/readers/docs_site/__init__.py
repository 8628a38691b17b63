"""Sites of documentation in a folder: which engine shows it, and what its settings say.

VuePress and VitePress have their settings in a folder of their own below the documents, Docusaurus and
MkDocs in a file beside them. They make the folder no other kind of blog: its posts, their keys and their
cards are those of any folder.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Literal, cast

from ...files import decode, is_exhausted, is_hidden, read_file
from ...findings import Finding
from ..front_matter import load_yaml
from . import script
from .script import Data, setting

Engine = Literal["vuepress", "vitepress", "docusaurus", "mkdocs"]

_SCRIPTS = (".js", ".ts", ".mjs", ".mts", ".cjs")
_FILES: dict[str, Engine] = {
    **{f".vuepress/config{ending}": "vuepress" for ending in _SCRIPTS},
    **{f".vitepress/config{ending}": "vitepress" for ending in _SCRIPTS},
    **{f".vitepress/config/index{ending}": "vitepress" for ending in _SCRIPTS},
    **{f"docusaurus.config{ending}": "docusaurus" for ending in _SCRIPTS},
    "mkdocs.yml": "mkdocs",
    "mkdocs.yaml": "mkdocs",
}
_PYTHON = re.compile(r"(?<=[\s\[,])!{1,2}[A-Za-z][\w/.:-]*")
_DEEPEST = 2  # folders below the root in which settings are looked for
_NOT_ENTERED = frozenset({"node_modules"})


@dataclass(frozen=True, slots=True)
class DocsSite:
    """A site of documentation. `home` is the folder that its settings are for, `documents` the one in which
    its documents lie, both from the folder that is read, "." for that itself. `data` is what the settings
    say.
    """

    engine: Engine
    home: str
    documents: str
    data: Data = field(default=None, repr=False)

    @property
    def is_mdx(self) -> bool:
        """Whether its Markdown is MDX."""
        return self.engine == "docusaurus"

    @property
    def has_components(self) -> bool:
        """Whether its Markdown may hold components."""
        return self.engine != "mkdocs"

    @property
    def title(self) -> str:
        """The title of the site, "" where it is not known."""
        return self.text("site_name" if self.engine == "mkdocs" else "title")

    @property
    def base(self) -> str:
        """The path at which the site lies on its host."""
        path = self.text("baseUrl" if self.engine == "docusaurus" else "base").strip("/")
        return f"/{path}/" if path else "/"

    def text(self, *keys: str) -> str:
        """Return a setting that is a text, "" where it is something else."""
        value = setting(self.data, *keys)
        return value.strip() if isinstance(value, str) else ""

    def below(self, path: str) -> str | None:
        """Return the path of a document from the folder of documents, None for another file."""
        place = PurePosixPath(path)
        inside = self.documents == "." or place.is_relative_to(self.documents)
        return str(place.relative_to(self.documents)) if inside else None


def is_home(folder: Path) -> bool:
    """Whether settings of a site of documentation lie in a folder."""
    return any((folder / name).is_file() for name in _FILES)


def find(root: Path) -> DocsSite | None:
    """Return the site whose documents a folder holds, or None: the outermost, the first of several."""
    inside = ((root, place, name) for place in _folders(root) for name in _FILES)
    above = root.resolve().parent
    beside = ((above, ".", name) for name in _FILES if not name.startswith("."))
    for top, place, name in chain(inside, beside):
        site = _site(top, place, name) if (top / place / name).is_file() else None
        if site is None or top is root:
            if site:
                return site
        elif site.documents == root.resolve().name:
            return replace(site, documents=".")
    return None


def _folders(root: Path) -> list[str]:
    """Return the folders in which settings may lie, from the root on."""
    found: list[str] = []
    level = ["."]
    for _ in range(_DEEPEST + 1):
        found += level
        level = [
            normpath(f"{place}/{name}") for place in level for name in _subfolders(root / place)
        ]
    return found


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError as error:
        if is_exhausted(error):
            raise
        return []
    return sorted(name for name in names if not is_hidden(name) and name not in _NOT_ENTERED)


def _site(root: Path, home: str, name: str) -> DocsSite | None:
    """Return the site of a file of settings, None where there are none in it."""
    engine, text = _FILES[name], text_of(root, f"{home}/{name}")
    data = _yaml(text) if engine == "mkdocs" else _main(script.load(text))
    site = DocsSite(engine, home, home, data)
    if engine == "mkdocs" and not isinstance(data, dict):
        return None
    inner = {
        "vuepress": "",
        "vitepress": site.text("srcDir"),
        "docusaurus": docs_option(data, "path") or "docs",
        "mkdocs": site.text("docs_dir") or "docs",
    }[engine]
    return replace(site, documents=normpath(f"{home}/{inner}"))


def docs_option(data: Data, key: str) -> str | None:
    """Return an option of the documents in the settings of Docusaurus, None where it is not set."""
    presets = setting(data, "presets")
    for preset in presets if isinstance(presets, list) else []:
        options = preset[-1] if isinstance(preset, list) and preset else None
        value = setting(options, "docs", key)
        if isinstance(value, str):
            return value
    return None


def text_of(root: Path, path: str) -> str:
    """Return the text of a file below a root, "" where it has none that can be read."""
    data = read_file(root, path)
    decoded = data if isinstance(data, Finding) else decode(data, path)
    return "" if isinstance(decoded, Finding) else decoded.text


def _main(values: list[Data]) -> Data:
    """Return the object with the most members, which are the settings."""
    objects = [value for value in values if isinstance(value, dict)]
    return max(objects, key=len, default=None)


def _yaml(text: str) -> Data:
    """Return settings of MkDocs; the names of Python's objects in them count as nothing."""
    return cast("Data", load_yaml(_PYTHON.sub("", text), last_counts=True).value)
