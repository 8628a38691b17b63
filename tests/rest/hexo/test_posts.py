"""Real Hexo and our reader read the same sites and agree on what the posts are.

Hexo comes from npm, pinned in `npm/`. Where the two are meant to differ, the tests
say so.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.files import read_file
from pipeline.findings import Finding
from pipeline.readers import hexo
from pipeline.readers.contract import SourcePost
from pipeline.readers.titles import title_of
from tests.rest.hexo.engine import Posts, hexo_reads, hexo_reads_all
from tests.rest.hexo.sites import SITES, HexoSite
from tests.support import ROOT

pytestmark = pytest.mark.hexo


def we_read(root: Path) -> dict[str, SourcePost]:
    blog = hexo.open_blog(root)
    posts = {}
    for path in sorted(blog.keys):
        data = read_file(blog.root, path)
        assert not isinstance(data, Finding)
        post = blog.read(path, data).post
        if post and (post.due is None or post.due <= datetime.now(UTC)):
            posts[path] = post
    return posts


def numbers_are_floats(value: Any) -> Any:
    """Return a value with floats for all numbers: JavaScript has one kind of number."""
    match value:
        case bool():
            return value
        case int() | float():
            return None if math.isinf(value) else float(value)
        case list():
            return [numbers_are_floats(item) for item in value]
        case dict() | Mapping():
            return {key: numbers_are_floats(item) for key, item in value.items()}
    return value


def agree(ours: SourcePost, theirs: Mapping[str, Any]) -> None:
    fallback = title_of(theirs["body"]) or Path(ours.path).stem  # a deck needs a title
    assert ours.title == (theirs["title"].strip() or fallback)
    assert ours.names[0] == theirs["slug"]
    assert set(ours.tags) == set(theirs["tags"])
    steps = {path[: size + 1] for path in ours.categories for size in range(len(path))}
    assert steps == {tuple(path) for path in theirs["categories"]}
    assert ours.layout == theirs["layout"]
    assert numbers_are_floats(ours.front_matter) == numbers_are_floats(theirs["front_matter"])
    body = ours.text.split("\n", ours.body_line - 1)[-1] if ours.body_line > 1 else ours.text
    assert body.endswith(theirs["body"])
    date = theirs["date"].replace("Z", "+00:00")
    if ours.date is not None:
        assert date.startswith(ours.date), theirs["front_matter"]
    elif ours.front_matter.get("date"):  # Hexo takes the time at which the file was made
        age = datetime.now(UTC) - datetime.fromisoformat(date)
        assert age < timedelta(days=1), theirs["front_matter"]
    if ours.permalink is not None:
        assert ours.permalink == theirs["permalink"]


@pytest.fixture(scope="module")
def read(oracle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Posts]]:
    """Where each site lies, and what Hexo reads of it, by the site's name."""
    folder = tmp_path_factory.mktemp("sites")
    roots = {site.name: written(site, folder / site.name) for site in SITES}
    theirs = hexo_reads_all(oracle, list(roots.values()))
    return {name: (root, theirs[root]) for name, root in roots.items()}


def written(site: HexoSite, root: Path) -> Path:
    posts = root / "source/_posts"
    posts.mkdir(parents=True)
    (root / "_config.yml").write_text(site.config, encoding="utf-8")
    for path, text in site.posts.items():
        (posts / path).parent.mkdir(parents=True, exist_ok=True)
        (posts / path).write_text(text, encoding="utf-8", newline="")
    return root


@pytest.mark.parametrize("name", [site.name for site in SITES])
def test_our_sites(read: dict[str, tuple[Path, Posts]], name: str) -> None:
    root, theirs = read[name]
    ours = we_read(root)
    assert ours.keys() == theirs.keys()
    for path, post in ours.items():
        agree(post, theirs[path])
    if name == "names-and-dates":
        assert all(post.permalink for post in ours.values())


@pytest.mark.parametrize("site", ["sources/llm-interview", "tests/rest/hexo/text_site"])
def test_sites_with_pictures(oracle: Path, site: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(ROOT / site, root)
    ours, theirs = we_read(root), hexo_reads(oracle, root)
    assert ours.keys() == theirs.keys()
    assert len(ours) == 6
    for path, post in ours.items():
        agree(post, theirs[path])


def test_a_real_blog(oracle: Path, shared: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(shared / "blogs/linsight", root)
    ours, theirs = we_read(root), hexo_reads(oracle, root)
    assert ours.keys() == theirs.keys()
    assert len(ours) == 6
    for path, post in ours.items():
        agree(post, theirs[path])
        assert post.permalink is not None
