"""What a user may set for each site in `postdeck.toml`, checked with file and line.

The readings that somebody chose lie in a file of their own, `readings.toml` (`readings_file`).

`register` lists them all; docs/settings.md is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from ..findings import Code, Finding
from ..questions.selection import Selection
from ..spelling import nearest
from .finding_rules import FindingRules
from .post_filter import PostFilter
from .toml import TomlFile, rekeyed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..readers.contract import Blog

PostKind = Literal["unsure", "titles"]
"""The kinds of posts from which a user may have no questions taken: those that can be read in more
than one way, and those whose title is the question.
"""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What is set for one site; None and empty where nothing is."""

    aliases: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    deck: str | None = None
    separate: bool = False
    posts: PostFilter = field(default_factory=PostFilter)
    questions: Mapping[str, Selection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkcheckSettings:
    """What is set for `linkcheck`."""

    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """What `fetch` keeps of a picture: one that is no wider, in pixels (0: as wide as it is), and with
    `convert` a type that old versions of Anki's apps show. `offer`: a build on a terminal offers it.
    """

    width: int = 1600
    convert: bool = False
    offer: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All that `postdeck.toml` sets: for sites by key, for products, for `linkcheck` and for `fetch`.

    `options` holds those of built-in products by table, `emitters` those of others by name.
    `keys` holds the keys of sites to which one was given, by the real path of their root.
    `findings` says how they are ruled.
    `without_questions` holds the kinds of posts from which none are taken, `posts` says which are read.
    """

    sites: Mapping[str, SiteSettings] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    emitters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    linkcheck: LinkcheckSettings = field(default_factory=LinkcheckSettings)
    pictures: PictureSettings = field(default_factory=PictureSettings)
    without_questions: frozenset[PostKind] = frozenset()
    posts: PostFilter = field(default_factory=PostFilter)
    keys: Mapping[Path, str] = field(default_factory=dict)
    findings: FindingRules = field(default_factory=FindingRules)
    file: TomlFile = field(default_factory=TomlFile, compare=False)

    def of(self, site_key: str) -> SiteSettings:
        """Return the settings of a site, empty ones if there are none."""
        return self.sites.get(site_key, SiteSettings())

    def following(self, former: Mapping[str, str]) -> Settings:
        """Return the settings with those of sites that have a new key, given the former one by the new."""
        return replace(self, sites=rekeyed(self.sites, former))

    def deck_names(self) -> dict[str, str]:
        """Return the deck names that are set, by site key."""
        return {key: site.deck for key, site in self.sites.items() if site.deck}

    def unused(self, posts: Mapping[str, Collection[str]]) -> Iterator[Finding]:
        """Yield a finding for each site, folder and post that is set and not in the run.

        `posts` holds the post keys of the run by site key.
        """
        for key, site in self.sites.items():
            if key not in posts:
                message = Code.UNUSED_SETTING.message("site", site=key, nearest=nearest(key, posts))
                yield self.file.finding(message, "sites", key)
            else:
                at = ("sites", key, "questions")
                yield from unused_folders(self.file, at, site.questions, posts[key])

    def idle_rulings(self, blogs: Iterable[Blog]) -> Iterator[Finding]:
        """Yield a finding for each pattern that rules findings, and matches no post or draft of the run.

        It may name another file of a blog, such as `_config.yml`.
        """
        blogs = list(blogs)
        paths = [path for blog in blogs for path in blog.keys]
        paths += [draft.path for blog in blogs for draft in blog.drafts]
        for pattern in self.findings.below:
            there = any((blog.root / pattern.strip("/")).exists() for blog in blogs)
            if not there and not any(map(PostFilter((pattern,)).names, paths)):
                message = Code.UNUSED_SETTING.message(
                    "pattern", pattern=pattern, nearest=nearest(pattern.strip("/"), _folders(paths))
                )
                yield self.file.finding(message, "findings", pattern)

    def unknown_emitters(self, known: Collection[str]) -> Iterator[Finding]:
        """Yield a finding for each emitter that is set and that no plugin brings."""
        for name in sorted(self.emitters.keys() - set(known)):
            message = Code.UNUSED_SETTING.message(
                "emitter", emitter=name, nearest=nearest(name, known)
            )
            yield self.file.finding(message, "emitters", name)


def unused_folders(
    file: TomlFile, table: Sequence[str], named: Iterable[str], posts: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each named folder or post that matches none of `posts` (keys)."""
    for folder in named:
        if not any(_holds(folder, post) for post in posts):
            message = Code.UNUSED_SETTING.message(
                "folder", folder=folder, nearest=nearest(folder, _folders(posts))
            )
            yield file.finding(message, *table, folder)


def for_post(selections: Mapping[str, Selection], post_key: str) -> Selection | None:
    """Return the selection of the longest folder that holds a post, None without one.

    A folder is a prefix of the post's key by whole names; the key itself may stand there too, and "" or
    "." stands for all posts.
    """
    found = [folder for folder in selections if _holds(folder, post_key)]
    return selections[max(found, key=len)] if found else None


def _holds(folder: str, post_key: str) -> bool:
    name = folder.strip("/")
    return name in ("", ".") or f"{post_key}/".startswith(f"{name}/")


def _folders(posts: Iterable[str]) -> set[str]:
    """Return what `questions` may name: the keys of posts and the folders above them."""
    return {
        str(path) for post in posts for path in (PurePosixPath(post), *PurePosixPath(post).parents)
    }
