"""postdeck: blog posts of numbered questions in, an Anki deck out.

Data flows one way, and imports go the same way: read → parse → normalise → identify → IR → emit →
publish. `docs/architecture.md` draws it. `read` is for programs that want the posts' content alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from .ir import Corpus

__version__ = "0.1.0"

__all__ = ["read"]


def read(
    path: str | PathLike[str],
    *more: str | PathLike[str],
    config: str | PathLike[str] | None = None,
    ledger: str | PathLike[str] | None = None,
) -> Corpus:
    """Return the corpus of one or more blogs, with all that is told of them; write nothing.

    A path is what `postdeck build` takes: a site, a folder or file of Markdown, or a folder of such.
    `config` names a `postdeck.toml`, without which nothing is set, `ledger` one ledger for all sites.
    Questions and terms bear the guids of the next build, unless a ledger cannot be read or two sites
    have one key. What is wrong with posts is in `Corpus.findings`.

    Raise FileNotFoundError where a path does not exist, OSError.
    """
    from pathlib import Path

    from . import stages  # not before: `import pipeline` is to cost nothing

    return stages.corpus_of(
        stages.Options(
            sources=(Path(path), *map(Path, more)),
            config=None if config is None else Path(config),
            ledger=None if ledger is None else Path(ledger),
        )
    )
