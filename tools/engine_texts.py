"""Compare what the engines and postdeck show of posts: `python -m tools.engines --text FOLDER…`.

The engine renders each post of a copy of the site by the site's own settings, without plugins, themes and
layouts. Each question and each answer is looked for in what it shows, blanks and furniture aside; where
its text or its bold runs differ, the difference is put to a kind. Kinds are printed with their counts and
some samples: the place, theirs, ours; bold runs stand between ⟦ and ⟧. A prompt whose line is bold as a
whole is compared as bold, though a card shows it plain. With `--posts` instead of `--text`
the whole body of every post is compared.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.files import read_file
from pipeline.ir import Span, Text
from pipeline.markdown.blocks import Markdown
from pipeline.pictures import PictureFile
from pipeline.readers import hexo, hugo, jekyll
from pipeline.readers.contract import Blog, SourcePost
from pipeline.stages.limits import LeftOutError
from pipeline.stages.parse import parse
from pipeline.stages.pieces import Look, Pieces
from tests.rest.hexo.engine import hexo_reads_all, install
from tests.rest.hugo.engine import hugo_reads_all
from tests.rest.jekyll.engine import jekyll_reads_all
from tools.visible import Difference, Styled, compare, frames_of, lines_of

SAMPLES = 12
_BOLD = (("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>"))
_FIRST = re.compile(r"(?P<p><p>)?(?P<line>.*?)(?(p)(?=</p>)|$)", re.DOTALL)

Render = Callable[[Path], dict[str, dict[str, Any]]]
"""Returns the posts that an engine renders of a copy of a site, by path, each with its `content`."""

PiecesOf = Callable[[Blog, SourcePost, Markdown], Iterator[tuple[int, str]]]
"""Yields the pieces of a post that are compared: the line and the HTML of each."""


def by_hexo(copy: Path) -> dict[str, dict[str, Any]]:
    """Render by real Hexo."""
    return hexo_reads_all(install(), [copy], "alone")[copy]


def by_jekyll(copy: Path) -> dict[str, dict[str, Any]]:
    """Render by real Jekyll."""
    return jekyll_reads_all([copy], "rendered")[copy]


def by_hugo(copy: Path) -> dict[str, dict[str, Any]]:
    """Return what Hugo makes of the posts of a site."""
    return hugo_reads_all([copy])[copy]


ENGINES: dict[str, tuple[Any, Render]] = {
    "hexo": (hexo, by_hexo),
    "jekyll": (jekyll, by_jekyll),
    "hugo": (hugo, by_hugo),
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
        _report(folder, reader.open_blog(folder), render, whole_post if whole else _pieces)
    return 0


def copy_site(blog: Blog, copy: Path) -> None:
    """Copy the settings and the posts of a site."""
    settings = ("package.json", *hexo.MARKERS, *hugo.MARKERS)
    below = (path.relative_to(blog.root) for path in (blog.root / "config").rglob("*"))
    for path in (*settings, *map(str, below), *blog.keys):
        if (blog.root / path).is_file():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(blog.root / path, copy / path)


@dataclass
class Compared:
    """What was compared of a site: how many posts and pieces, how many of these agree, what differs by
    kind, each with its place, and the posts that could not be compared, each with the reason.
    """

    posts: int = 0
    pieces: int = 0
    agree: int = 0
    kinds: defaultdict[str, list[tuple[str, Difference]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    left_out: dict[str, str] = field(default_factory=dict)


def compared(blog: Blog, render: Render, of_post: PiecesOf) -> Compared:
    """Compare the pieces of a site's posts with what its engine shows of a copy."""
    with tempfile.TemporaryDirectory() as copied:
        copy = Path(copied, "site")
        copy_site(blog, copy)
        theirs = render(copy)
    result = Compared()
    for path, shown in pieces_of(blog, of_post):
        content = theirs.get(path, {}).get("content")
        if content is None:
            result.left_out[path] = theirs.get(path, {}).get("error", "not published")
            continue
        frames = frames_of(content)
        whole, ours = lines_of(content), [lines_of(html, frames) for _, html in shown]
        if _length(whole) < sum(map(_length, ours)) / 2:
            result.left_out[path] = "HTML that is not closed hides most of the page"
            continue
        result.posts += 1
        for (line, _), found in zip(shown, compare(whole, ours), strict=True):
            result.pieces += 1
            result.agree += not found
            for difference in found:
                result.kinds[difference.kind].append((f"{path}:{line}", difference))
    return result


def _length(lines: Sequence[Styled]) -> int:
    return sum(len(line.text) for line in lines)


def _report(folder: Path, blog: Blog, render: Render, of_post: PiecesOf) -> None:
    found = compared(blog, render, of_post)
    for path, reason in found.left_out.items():
        print(f"{folder.name}/{path}: cannot be compared: {reason.splitlines()[0]}")
    count = sum(map(len, found.kinds.values()))
    pieces = f"{found.pieces} pieces, {found.agree} agree"
    print(f"{folder.name}: {found.posts} posts, {pieces}, {count} differences")
    for kind, differences in sorted(found.kinds.items(), key=lambda item: -len(item[1])):
        print(f"  {kind}: {len(differences)}")
        step = max(1, len(differences) // SAMPLES)
        for place, difference in differences[::step][:SAMPLES]:
            print(
                f"    {place}\n      theirs: {difference.theirs}\n      ours:   {difference.ours}"
            )


def pieces_of(blog: Blog, of_post: PiecesOf) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield each post that has pieces: its path, and the line and HTML of each piece. Emoji of plugins are
    left out, since the engine runs without these.
    """
    markdown = Markdown(replace(blog.dialect, emoji=False))
    for path in sorted(blog.keys):
        data = read_file(blog.root, path)
        source = blog.read(path, data).post if isinstance(data, bytes) else None
        if source is None:
            continue
        try:
            shown = list(of_post(blog, source, markdown))
        except LeftOutError:
            continue
        if shown:
            yield path, shown


def _pieces(blog: Blog, source: SourcePost, markdown: Markdown) -> Iterator[tuple[int, str]]:
    post = parse(blog, source, markdown, None, LOOK).read.post
    lines = source.text.split("\n")
    for question in post.questions:
        if question.prompt_span is not None and question.prompt_span.start >= source.body_line:
            start, end = question.prompt_span.start, question.prompt_span.end
            yield start, as_in_post(question.prompt, lines[start - 1 : end])
        if question.answer_span is not None:
            yield question.answer_span.start, question.answer.html


def as_in_post(prompt: Text, lines: Sequence[str]) -> str:
    """Return a prompt's HTML with the bold type that its line in the post has as a whole."""
    first, *_ = prompt.markdown.split("\n")
    for line in lines:
        for mark, end in _BOLD:
            before, found, _ = line.partition(first + end)
            if found and before.count(mark) % 2:
                return _FIRST.sub(r"\g<p><strong>\g<line></strong>", prompt.html, count=1)
    return prompt.html


def whole_post(blog: Blog, source: SourcePost, markdown: Markdown) -> Iterator[tuple[int, str]]:
    """Yield the whole body of a post as one piece."""
    document = markdown.document(source.text, source.body_line)
    span = Span(document.body_line, max(document.body_line, document.last_line))
    pieces = Pieces(blog, source, markdown, document, LOOK)
    lines = document.source(span).split("\n")
    apart = {line - span.start for line in document.definition_lines}  # shown where they are used
    body = "\n".join("" if at in apart else line for at, line in enumerate(lines))
    yield span.start, pieces.text(body, span).html


def _picture(_: object) -> PictureFile:
    """Take every picture for one that is there: pictures are not compared."""
    return PictureFile(b"", "picture.png", "image/png", 1, 1, 1)


LOOK = Look(_picture, _picture)
