"""Posts that can be read in more than one way, and what somebody chooses: `postdeck choose`.

`asked` gives the posts with the readings to choose from, posts of a folder that are written alike together.
`terminal` asks a person, `program` a program; what they say is kept in
`readings.toml` (`settings/readings_file`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...findings import Finding
from ...questions.selection import Selection
from ...settings import readings_file as choices
from ...settings.toml_edit import TomlEditError
from ...stages import Options, Understood, understand
from ..terminal import plain
from .candidates import Candidate, candidates

__all__ = ["Asked", "Candidate", "TomlEditError", "UnsurePost", "asked", "keep", "near"]


@dataclass(frozen=True, slots=True)
class UnsurePost:
    """A post to choose for: where it is, its lines, and the readings to choose from."""

    path: Path
    site: str
    key: str
    title: str
    lines: Sequence[str]
    candidates: Sequence[Candidate]
    choices: Path

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


def asked(options: Options) -> tuple[list[Asked], tuple[Finding, ...]]:
    """Return what is to be asked, folders of many posts first, and all findings of the run."""
    understood, findings = understand(options)
    posts = [post for one in understood if (post := _post(one)) is not None]
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


def _post(understood: Understood) -> UnsurePost | None:
    """Return a post that can be read in more than one way, None for any other."""
    read = understood.read
    if read is None or read.evidence.sure:
        return None
    found = read.evidence
    return UnsurePost(
        path=understood.blog.root / understood.path,
        site=read.post.site,
        key=read.post.key,
        title=read.post.title,
        lines=found.readings.post.outline.lines,
        candidates=candidates(found),
        choices=understood.choices,
    )
