"""Real Hugo and our reader read the same sites and agree on what the posts are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.files import read_file
from pipeline.readers import hugo
from pipeline.readers.contract import SourcePost
from tests.rest.hugo.engine import Posts, hugo_reads_all
from tests.rest.hugo.sites import SITES, HugoSite

pytestmark = pytest.mark.hugo


def we_read(root: Path) -> dict[str, SourcePost]:
    blog = hugo.open_blog(root)
    posts = {}
    now = datetime.now(UTC)
    for path in blog.keys:
        data = read_file(root, path)
        assert isinstance(data, bytes)
        post = blog.read(path, data).post
        if (
            post
            and (post.due is None or post.due <= now)
            and not (post.until and post.until <= now)
        ):
            posts[path] = post
    return posts


def written(site: HugoSite, root: Path) -> Path:
    for path, text in site.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return root


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_our_sites(tmp_path: Path, site: HugoSite) -> None:
    root = written(site, tmp_path)
    assert hugo.is_site(root)
    ours, theirs = we_read(root), hugo_reads_all([root])[root]
    assert ours.keys() == theirs.keys()
    assert {path: _told(post) for path, post in ours.items()} == {
        path: _said(theirs, path, ours[path]) for path in theirs
    }


def _told(post: SourcePost) -> dict[str, object]:
    return {
        "permalink": unquote(post.permalink or ""),
        "title": post.title,
        "date": post.date or "",
        "tags": list(post.tags),
        "categories": [name for path in post.categories for name in path],
    }


def _said(theirs: Posts, path: str, ours: SourcePost) -> dict[str, object]:
    page = theirs[path]
    title = page["title"] or ours.title
    date = page["date"][:10] if len(ours.date or "") == 10 else page["date"]
    date = date or ours.date or ""  # we read more dates than Hugo does
    terms = {name: _terms(page[name]) for name in ("tags", "categories")}
    return {
        "permalink": unquote(page["permalink"]),
        "title": title,
        "date": date.replace("Z", "+00:00"),
        **terms,
    }


def _terms(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [str(item).lower() if isinstance(item, bool) else str(item) for item in items]
