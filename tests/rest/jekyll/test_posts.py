"""Real Jekyll and our reader read the same sites and agree on what the posts are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.files import read_file
from pipeline.readers import jekyll
from pipeline.readers.contract import SourcePost
from tests.rest.jekyll.engine import Posts, jekyll_reads_all
from tests.rest.jekyll.sites import SITES, JekyllSite
from tools.engines import differences

pytestmark = pytest.mark.jekyll


def we_read(root: Path) -> dict[str, SourcePost]:
    blog = jekyll.open_blog(root)
    posts = {}
    for path in blog.keys:
        data = read_file(root, path)
        assert isinstance(data, bytes)
        post = blog.read(path, data).post
        if post and (post.due is None or post.due <= datetime.now(UTC)):
            posts[path] = post
    return posts


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Posts]]:
    """Where each site lies, and what Jekyll reads of it, by the site's name."""
    folder = tmp_path_factory.mktemp("sites")
    roots = {site.name: written(site, folder / site.name) for site in SITES}
    theirs = jekyll_reads_all(list(roots.values()))
    return {name: (root, theirs[root]) for name, root in roots.items()}


def written(site: JekyllSite, root: Path) -> Path:
    for path, text in {"_config.yml": site.config, **site.files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return root


@pytest.mark.parametrize("name", [site.name for site in SITES])
def test_our_sites(read: dict[str, tuple[Path, Posts]], name: str) -> None:
    root, theirs = read[name]
    ours = we_read(root)
    assert ours.keys() == theirs.keys()
    assert {
        path: found
        for path, post in ours.items()
        if (found := list(differences(post, theirs[path])))
    } == {}
    for path, post in ours.items():
        assert post.permalink == f"http://notes.example{theirs[path]['permalink']}"
        body = post.text.split("\n", post.body_line - 1)[-1]
        assert body.strip() == theirs[path]["body"].replace("\r", "").strip()
