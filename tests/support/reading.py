"""Short ways for tests to run the stages on posts of their own."""

from __future__ import annotations

from pathlib import Path

from pipeline.ir import Corpus, Post
from pipeline.stages import Options, Outcome, build, check

NOW = 1_750_000_000


def corpus_of(*sources: Path) -> Corpus:
    """Return the corpus of sources, read and normalised."""
    outcome = check(Options(sources=sources, debug=True))
    assert outcome.corpus is not None
    return outcome.corpus


def post_of(text: str, folder: Path, name: str = "post.md") -> tuple[Post, Corpus]:
    """Return one post of this text, read in a folder of its own, and its corpus."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    corpus = corpus_of(path)
    (post,) = corpus.posts
    return post, corpus


def example_blogs(shared: Path) -> tuple[Path, Path]:
    """Return the example posts as two real sites; `shared` is the folder of the fixture."""
    return shared / "blogs" / "linsight", shared / "blogs" / "ningg"


def build_to(
    out: Path, *sources: Path, ledger: Path | None, now: int = NOW, **more: object
) -> Outcome:
    """Build sources into a folder, with one ledger for all or, without `ledger`, one beside each."""
    options = Options(sources=sources, out=out, ledger=ledger, now=now, debug=True, **more)  # type: ignore[arg-type]
    return build(options)
