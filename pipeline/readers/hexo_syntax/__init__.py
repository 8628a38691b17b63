"""How Hexo's posts are written, on its sites and in folders of posts taken from them: front matter, and
the tag plugins of Hexo and of its themes.
"""

from collections.abc import Callable

from ...markdown.tags import LIQUID, Notation, Tags
from .front_matter import split
from .tags import fence, prepare, table
from .themes import THEME_TAGS

__all__ = ["fence", "prepare", "split", "tags"]


def tags(
    text_of_file: Callable[[str], str | None] = lambda _: None, others: Tags | None = None
) -> tuple[Notation, ...]:
    """Return all tags, with `others` that are written alike. `text_of_file` reads a file of the site's
    folder of code.
    """
    return (Notation(LIQUID, {**(others or {}), **THEME_TAGS, **table(text_of_file)}),)
