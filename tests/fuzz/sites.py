"""Sites of one post each, whose text a fuzzed one replaces: Hexo's, Jekyll's, Hugo's, and a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pipeline.ir import Corpus
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from tests.support.reading import corpus_of

FILES = {
    "h/_config.yml": "url: https://h.example\npermalink: :abbrlink/\npost_asset_folder: true\n",
    "h/source/_posts/a.md": "",
    "h/source/_posts/a/a.png": "",
    "j/_config.yml": "url: https://j.example\n",
    "j/_posts/2024-05-04-a.md": "",
    "g/hugo.toml": 'baseURL = "https://g.example"\n[permalinks]\nposts = "/:year/:slug/:title/"\n',
    "g/content/posts/a.md": "",
    "f/a.md": "",
}


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder, by name."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


@cache
def blogs() -> list[Blog]:
    """Return the blogs, opened once; their files need not stay."""
    with tempfile.TemporaryDirectory() as name:
        write_all(Path(name), FILES)
        return list(open_blogs([Path(name)])[0])


@contextmanager
def site(**files: str) -> Iterator[Path]:
    """Yield a folder of a Hexo site, of these files in place of its own: `post`, `config`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = {"config": "h/_config.yml", "post": "h/source/_posts/a.md"}
        hexo = {name: text for name, text in FILES.items() if name.startswith("h/")}
        write_all(folder, {**hexo, **{names[key]: text for key, text in files.items()}})
        yield folder / "h"


def corpus_with(text: str) -> Corpus:
    """Return the corpus of a Hexo site with a post of this text; raise what the stages raise."""
    with site(post=text) as folder:
        return corpus_of(folder)


def lines_of(text: str) -> int:
    """Return the number of lines of a file, the empty one behind its last line end included."""
    return text.count("\n") + 1
