"""Posts that can be read in more than one way, and what somebody chooses: `postdeck choose`.

`asked` gives the posts with the readings to choose from, posts of a folder that are written alike together.
`terminal` asks a person, `program` a program; what they say is kept in
`readings.toml` (`settings/readings_file`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...files import real
from ...findings import Finding
from ...questions.candidates import Candidate, candidates
from ...questions.selection import Selection
from ...settings import readings_file as choices
from ...settings.toml_edit import TomlEditError
from ...stages import Options, Understood, understand
from ..terminal import plain

__all__ = ["Asked", "Candidate", "TomlEditError", "UnsurePost", "asked", "keep", "near"]


@dataclass(frozen=True, slots=True)
class UnsurePost:
    """A post to choose for: where it and its blog are, its lines, and the readings to choose from.
    `shipped`: it has cards in the deck.
    """

    path: Path
    root: Path
    site: str
    key: str
    title: str
    lines: Sequence[str]
    candidates: Sequence[Candidate]
    choices: Path
    shipped: bool

    def changes(self, selection: Selection) -> tuple[int, int]:
        """Return how many cards that somebody may have studied a reading retires, and how many it adds."""
        cards = {candidate.selection: candidate.cards for candidate in self.candidates}
        now = next((c.cards for c in self.candidates if c.taken), frozenset())
        then = cards.get(selection, now)
        return (len(now - then), len(then - now)) if self.shipped else (0, 0)

    @property
    def name(self) -> str:
        """The name of its file."""
        return plain(self.path.name)


@dataclass(frozen=True, slots=True)
class Asked:
    """Posts of one folder that are written alike: one answer serves for all."""

    posts: Sequence[UnsurePost]

    @property
    def first(self) -> UnsurePost:
        """The post that is shown for all."""
        return self.posts[0]

    def offers(self, selection: Selection) -> bool:
        """Whether these posts can be read so."""
        return any(candidate.selection == selection for candidate in self.first.candidates)

    def changes(self, selection: Selection) -> tuple[int, int]:
        """Return how many cards that somebody may have studied a reading retires, and how many it adds."""
        retired, added = zip(*(post.changes(selection) for post in self.posts), strict=True)
        return sum(retired), sum(added)


def asked(options: Options) -> tuple[list[Asked], tuple[Finding, ...]]:
    """Return what is to be asked, folders of many posts first, and all findings of the run.

    That is about posts that can be read in more than one way, and about those whose file is a source.
    """
    named = {real(source) for source in options.sources if source.is_file()}
    understood, findings = understand(options)
    posts = [post for one in understood if (post := _post(one, named)) is not None]
    alike: defaultdict[tuple[object, ...], list[UnsurePost]] = defaultdict(list)
    for post in posts:
        names = frozenset(str(candidate.selection) for candidate in post.candidates)
        alike[post.site, str(PurePosixPath(post.key).parent), names].append(post)
    return sorted(map(Asked, alike.values()), key=lambda one: -len(one.posts)), findings


def near(one: Asked, other: Asked) -> bool:
    """Whether posts are of one folder or bear one name, so that one answer often serves for both."""
    here, there = one.first, other.first
    paths = PurePosixPath(here.key), PurePosixPath(there.key)
    alike = paths[0].parent == paths[1].parent or here.path.name == there.path.name
    return here.site == there.site and alike


def keep(posts: Iterable[UnsurePost], selection: Selection) -> None:
    """Keep what was chosen for posts. Raises OSError, TomlEditError."""
    files: defaultdict[tuple[Path, str], dict[str, Selection]] = defaultdict(dict)
    for post in posts:
        files[post.choices, post.site][post.key] = selection
    for (file, site), chosen in files.items():
        choices.save(file, site, chosen)


def _post(understood: Understood, named: Collection[Path]) -> UnsurePost | None:
    """Return a post that is to be asked about, None for any other."""
    read, path = understood.read, understood.blog.root / understood.path
    if read is None or not (read.post.unsure or real(path) in named):
        return None
    parsed = understood.again()
    if parsed is None or parsed.evidence.judge == "front matter":
        return None
    found = parsed.evidence
    return UnsurePost(
        path=path,
        root=understood.blog.root,
        site=read.post.site,
        key=read.post.key,
        title=read.post.title,
        lines=found.readings.post.outline.lines,
        candidates=candidates(found),
        choices=understood.choices,
        shipped=understood.shipped,
    )
