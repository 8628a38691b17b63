"""Compare what the engines and postdeck read of blogs: `python -m tools.engines FOLDER…`.

Each folder is a site of Hexo, Jekyll or Hugo. Its settings and posts are copied, the engine reads the copy
without plugins, themes and scripts of the site, and each post on which the two do not agree is printed
with the field, theirs, ours, and what postdeck finds. With `--text` or `--posts` before the folders, what
questions and answers or whole posts show is compared instead (`tools/engine_texts.py`). Hexo comes from npm
(`tests/rest/hexo/npm`), the others from Debian (`apt-get install jekyll hugo`).
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.files import read_file
from pipeline.findings import Finding
from pipeline.readers import kind_of, open_site
from pipeline.readers.contract import Blog, SourcePost
from tests.rest.hexo.engine import hexo_reads_all, install
from tests.rest.hugo.engine import hugo_reads_all
from tests.rest.jekyll.engine import jekyll_reads_all
from tools import engine_texts

FIELDS = ("published", "title", "date", "tags", "categories")


@dataclass
class Tally:
    """How many posts were compared, and on how many the two agree, by field."""

    posts: int = 0
    both: int = 0
    agreed: Counter[str] = field(default_factory=Counter)


_READS: Mapping[str, Callable[[Path], Mapping[str, Mapping[str, Any]]]] = {
    "hexo": lambda copy: hexo_reads_all(install(), [copy])[copy],
    "jekyll": lambda copy: jekyll_reads_all([copy])[copy],
    "hugo": lambda copy: hugo_reads_all([copy])[copy],
}


def main(folders: Sequence[str]) -> int:
    """Print the differences of each site, then how many posts agree on each field."""
    if folders and folders[0] in {"--text", "--posts"}:
        how, *rest = folders
        return engine_texts.main([*map(Path, rest)], whole=how == "--posts")
    tallies = {name: Tally() for name in engine_texts.ENGINES}
    for folder in map(Path, folders):
        kind = kind_of(folder)
        if kind not in tallies:
            print(f"{folder}: no site of {', '.join(tallies)}")
            continue
        with tempfile.TemporaryDirectory() as copy:
            _compare(folder, kind, Path(copy, "site"), tallies[kind])
    for kind, tally in tallies.items():
        agreed = ", ".join(f"{name} {tally.agreed[name]}" for name in FIELDS[1:])
        print(f"{kind}: {tally.posts} posts, {tally.agreed['published']} agreed on being published")
        print(f"{kind}: {tally.both} posts that both read; agreed on {agreed}")
    return 0


def _compare(folder: Path, kind: str, copy: Path, tally: Tally) -> None:
    blog = open_site(folder, kind)
    engine_texts.copy_site(blog, copy)
    try:
        theirs = _READS[kind](copy)
    except AssertionError as error:
        print(f"{folder}: {kind} fails: {str(error).strip()[:300]}")
        return
    for finding in blog.findings:
        print(f"{folder}: {finding.path}:{finding.line}: {finding.message}")
    for path in sorted(blog.keys):
        tally.posts += 1
        ours, findings = _read(blog, path)
        told = "; ".join(f"{found.line}: {found.message}" for found in findings)
        differing = dict(differences(ours, theirs.get(path)))
        is_read = ours is not None and path in theirs
        tally.both += is_read
        compared = FIELDS if is_read else FIELDS[:1]
        tally.agreed.update(name for name in compared if name not in differing)
        for name, values in differing.items():
            print(f"{folder.name}/{path}: {name}: {values[0]!r} != {values[1]!r} ({told})")


def _read(blog: Blog, path: str) -> tuple[SourcePost | None, Sequence[Finding]]:
    data = read_file(blog.root, path)
    if isinstance(data, Finding):
        return None, (data,)
    read = blog.read(path, data)
    return read.post, read.findings


def differences(
    ours: SourcePost | None, theirs: Mapping[str, Any] | None
) -> Iterator[tuple[str, tuple[object, object]]]:
    """Yield each field on which a post differs, with their value and ours. An engine gives a post whose
    date it does not know the time of the build, or that of its file, which is a copy made right now.
    """
    if ours is None or theirs is None:
        if (ours is None) != (theirs is None):
            yield "published", (theirs is not None, ours is not None)
        return
    title = (theirs["title"] or "").strip()
    if title and ours.title != title:  # without one ours is a heading, or the file's name
        yield "title", (title, ours.title)
    date = theirs["date"].replace("Z", "+00:00")
    unknown = not date or datetime.now(UTC) - datetime.fromisoformat(date) < timedelta(days=1)
    if not (unknown if ours.date is None else date.startswith(ours.date)):
        yield "date", (date, ours.date)
    if set(ours.tags) != set(theirs["tags"]):
        yield "tags", (set(theirs["tags"]), set(ours.tags))
    steps = {path[: size + 1] for path in ours.categories for size in range(len(path))}
    named = {tuple(path) if isinstance(path, list) else path for path in theirs["categories"]}
    if all(isinstance(name, str) for name in named):  # Jekyll's are one path
        steps = {name for path in ours.categories for name in path}  # type: ignore[misc]
    if steps != named:
        yield "categories", (named, steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
