"""Compare what the engines and postdeck show of posts: `python -m tools.engines --text FOLDER…`.

The engine renders each post of a copy of the site by the site's own settings, without plugins, themes and
layouts. Each question and each answer is looked for in what it shows, blanks and furniture aside; where
its text or its bold runs differ, the difference is put to a kind. Kinds are printed with their counts and
some samples: the place, theirs, ours; bold runs stand between ⟦ and ⟧. With `--posts` instead of `--text`
the whole body of every post is compared.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.files import read_file
from pipeline.ir import Span
from pipeline.markdown.blocks import Markdown
from pipeline.pictures import PictureFile
from pipeline.readers import hexo, jekyll
from pipeline.readers.contract import Blog, SourcePost
from pipeline.stages.limits import TooManyError
from pipeline.stages.parse import parse
from pipeline.stages.pieces import Look, Pieces
from tests.rest.hexo.engine import hexo_reads_all, install
from tests.rest.jekyll.engine import jekyll_reads_all
from tools.visible import Difference, compare, frames_of, lines_of

SAMPLES = 12

Render = Callable[[Path], dict[str, dict[str, Any]]]
"""Returns the posts that an engine renders of a copy of a site, by path, each with its `content`."""

PiecesOf = Callable[[Blog, SourcePost, Markdown], Iterator[tuple[int, str]]]
"""Yields the pieces of a post that are compared: the line and the HTML of each."""


def _by_hexo(copy: Path) -> dict[str, dict[str, Any]]:
    return hexo_reads_all(install(), [copy], "alone")[copy]


def _by_jekyll(copy: Path) -> dict[str, dict[str, Any]]:
    return jekyll_reads_all([copy], "rendered")[copy]


ENGINES: dict[str, tuple[Any, Render]] = {
    "hexo": (hexo, _by_hexo),
    "jekyll": (jekyll, _by_jekyll),
}
"""By the name of an engine, its reader and how it renders posts; the first that fits a site is taken."""


def main(folders: Sequence[Path], *, whole: bool = False) -> int:
    """Print how each site's questions and answers, or whole posts, differ from what its engine shows."""
    for folder in folders:
        taken = (pair for pair in ENGINES.values() if pair[0].is_site(folder))
        reader, render = next(taken, (None, None))
        if reader is None or render is None:
            print(f"{folder}: no site of {', '.join(ENGINES)}")
            continue
        _report(folder, reader.open_blog(folder), render, _whole if whole else _pieces)
    return 0


def copy_site(blog: Blog, copy: Path) -> None:
    """Copy the settings and the posts of a site."""
    for path in (*(name for name in ("package.json", *hexo.MARKERS)), *blog.keys):
        if (blog.root / path).is_file():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(blog.root / path, copy / path)


def _report(folder: Path, blog: Blog, render: Render, pieces_of_post: PiecesOf) -> None:
    with tempfile.TemporaryDirectory() as copied:
        copy = Path(copied, "site")
        copy_site(blog, copy)
        theirs = render(copy)
    kinds: defaultdict[str, list[tuple[str, Difference]]] = defaultdict(list)
    posts = pieces = same = 0
    for path, shown in pieces_of(blog, pieces_of_post):
        content = theirs.get(path, {}).get("content")
        if content is None:
            reason = theirs.get(path, {}).get("error", "not published")
            print(f"{folder.name}/{path}: the engine does not render it: {reason.splitlines()[0]}")
            continue
        posts += 1
        frames = frames_of(content)
        ours = [lines_of(html, frames) for _, html in shown]
        for (line, _), found in zip(shown, compare(lines_of(content), ours), strict=True):
            pieces += 1
            same += not found
            for difference in found:
                kinds[difference.kind].append((f"{path}:{line}", difference))
    count = sum(map(len, kinds.values()))
    print(f"{folder.name}: {posts} posts, {pieces} pieces, {same} agree, {count} differences")
    for kind, found_ones in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"  {kind}: {len(found_ones)}")
        step = max(1, len(found_ones) // SAMPLES)
        for place, difference in found_ones[::step][:SAMPLES]:
            print(
                f"    {place}\n      theirs: {difference.theirs}\n      ours:   {difference.ours}"
            )


def pieces_of(blog: Blog, of_post: PiecesOf) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield each post that has pieces: its path, and the line and HTML of each piece."""
    markdown = Markdown(blog.dialect)
    for path in sorted(blog.keys):
        data = read_file(blog.root, path)
        source = blog.read(path, data).post if isinstance(data, bytes) else None
        if source is None:
            continue
        try:
            shown = list(of_post(blog, source, markdown))
        except TooManyError:
            continue
        if shown:
            yield path, shown


def _pieces(blog: Blog, source: SourcePost, markdown: Markdown) -> Iterator[tuple[int, str]]:
    post = parse(blog, source, markdown, None, LOOK).post
    for question in post.questions:
        if question.prompt_span is not None and question.prompt_span.start >= source.body_line:
            yield question.prompt_span.start, question.prompt.html
        if question.answer_span is not None:
            yield question.answer_span.start, question.answer.html


def _whole(blog: Blog, source: SourcePost, markdown: Markdown) -> Iterator[tuple[int, str]]:
    document = markdown.document(source.text, source.body_line)
    span = Span(document.body_line, max(document.body_line, document.last_line))
    pieces = Pieces(blog, source, markdown, document, LOOK)
    yield span.start, pieces.text(document.source(span), span).html


def _picture(_: object) -> PictureFile:
    """Take every picture for one that is there: pictures are not compared."""
    return PictureFile(b"", "picture.png", "image/png", 1, 1, 1)


LOOK = Look(_picture, _picture)
