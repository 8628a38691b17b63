"""What laws of single posts share: a site with one post, whose text they replace."""

from __future__ import annotations

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog, SourcePost

BlankSite = tuple[Blog, SourcePost, Markdown]


@pytest.fixture(scope="module")
def blank_site(tmp_path_factory: pytest.TempPathFactory) -> BlankSite:
    """A site with one blank post: each generated post takes its place."""
    root, path = tmp_path_factory.mktemp("site"), "source/_posts/post.md"
    (root / "source/_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("url: https://x.example\n", encoding="utf-8")
    (root / path).write_text("Text.\n", encoding="utf-8")
    (blog,), _ = open_blogs((root,))
    source = blog.read(path, b"Text.\n").post
    assert source is not None
    return blog, source, Markdown(blog.dialect)
