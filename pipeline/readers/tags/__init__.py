"""Tag plugins of Hexo and of its themes, for Hexo's sites and for folders of posts taken from them."""

from collections.abc import Callable

from pipeline.markdown.tags import Tags
from pipeline.readers.tags.hexo import fence, prepare, table
from pipeline.readers.tags.themes import THEME_TAGS

__all__ = ["fence", "prepare", "tags"]


def tags(text_of_file: Callable[[str], str | None] = lambda _: None) -> Tags:
    """Return all tags by name. `text_of_file` reads a file of the site's folder of code."""
    return {**THEME_TAGS, **table(text_of_file)}
