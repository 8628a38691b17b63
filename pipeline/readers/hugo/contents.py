"""Which files of a Hugo site are posts, and in which language (`hugolib/pages_capture.go`,
`common/paths/pathparser.go`).

A post is a file of Markdown by itself, or the `index.md` of a folder, its leaf bundle, in which all else
belongs to it. `_index.md` is the page of a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ...files import is_backup, is_folder, walk

if TYPE_CHECKING:
    from ...findings import Finding
    from ..site_config import SiteConfig

MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_PAGES = MARKDOWN | {".html", ".htm", ".org", ".adoc", ".rst", ".pandoc"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a site: where its files lie, the path below which it is published, and its own address,
    if it has one.
    """

    name: str
    folder: str
    prefix: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A post's place: its folder below that of its language, and its name without what tells the language.

    The name of a bundle is that of its folder. `sections` are the folders, from the top, that have a page
    of their own, with the first one in any case.
    """

    language: Language
    folder: tuple[str, ...]
    name: str
    sections: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The first folder, "" at the top."""
        return self.folder[0] if self.folder else ""


def languages_of(config: SiteConfig) -> tuple[Language, ...]:
    """Return the languages of a site, the default one first."""
    own = config.folder("contentdir", "content")
    default = config.text("defaultcontentlanguage", "en").lower()
    left_out = {name.lower() for name in config.texts("disablelanguages")}
    below = config.flag("defaultcontentlanguageinsubdir")
    tables = config.table("languages")
    first, *others = (
        default,
        *(name for name in tables if name != default and name not in left_out),
    )
    found = [_language(config, first, own, first if below and tables else "")]
    return (*found, *(_language(config, name, own, name) for name in others))


def _language(config: SiteConfig, name: str, folder: str, prefix: str) -> Language:
    table = config.table("languages").get(name)
    values = table if isinstance(table, dict) else {}
    named, url = values.get("contentdir"), values.get("baseurl")
    if isinstance(named, str) and named and ".." not in PurePosixPath(named).parts:
        folder = named.strip("/")
    if isinstance(url, str) and url:
        return Language(name, folder, "", url.rstrip("/"))
    return Language(name, folder, prefix)


def contents_of(
    root: Path, languages: tuple[Language, ...]
) -> tuple[dict[str, Content], tuple[Finding, ...]]:
    """Return the place of each post by the path of its file, and the findings of looking for them."""
    found: dict[str, Content] = {}
    problems: tuple[Finding, ...] = ()
    by_folder: dict[str, Language] = {}
    for language in languages:
        by_folder.setdefault(language.folder, language)
    names = {language.name: language for language in languages}
    for folder, language in by_folder.items():
        if not is_folder(root / folder):
            continue
        others = {other for other in by_folder if other.startswith(f"{folder}/")}
        listed, told = walk(root, root / folder, _is_entered)
        problems += told
        files = [
            path
            for path in listed
            if not any(path.startswith(f"{other}/") for other in others) and _is_page(path)
        ]
        found.update(_below(files, folder, language, names))
    return found, problems


def _below(
    files: list[str], folder: str, language: Language, names: Mapping[str, Language]
) -> dict[str, Content]:
    """Return the places of the posts among the pages of one folder of content."""
    split = {path: _split(path.removeprefix(f"{folder}/"), language, names) for path in files}
    bundles = {above for above, name, _ in split.values() if name == "index"}
    sections = {above for above, name, _ in split.values() if name == "_index"}
    found: dict[str, Content] = {}
    for path, (above, name, own) in split.items():
        if PurePosixPath(path).suffix not in MARKDOWN or name.partition(".")[0] == "_index":
            continue
        held = above[:-1] if name == "index" else above
        if any(held[:size] in bundles for size in range(1, len(held) + 1)):
            continue  # a resource of a bundle
        within = (held[:size] for size in range(1, len(held) + 1))
        shown = tuple(part[-1] for part in within if len(part) == 1 or part in sections)
        called = above[-1] if name == "index" and above else name
        found[path] = Content(own, held, called, shown)
    return found


def _split(
    path: str, language: Language, names: Mapping[str, Language]
) -> tuple[tuple[str, ...], str, Language]:
    """Return the folders of a file, its name without suffixes, and its language."""
    place = PurePosixPath(path)
    stem, dot, last = place.stem.rpartition(".")
    if dot and stem and last.lower() in names:
        return place.parts[:-1], stem, names[last.lower()]
    return place.parts[:-1], place.stem, language


def _is_page(path: str) -> bool:
    name = PurePosixPath(path).name
    return PurePosixPath(name).suffix in _PAGES and not (
        name.startswith((".", "#")) or is_backup(name)
    )


def _is_entered(name: str) -> bool:
    return not name.startswith((".", "#"))
