"""The ids of headings, as hexo-renderer-marked makes them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from ...markdown.slugger import Slugger
from .slug import slugize

if TYPE_CHECKING:
    from ..site_config import SiteConfig

_ALIKE = ("hexo-renderer-marked", "hexo-renderer-kramed")
_OF_THEMES = (
    "ejs", "stylus", "jade", "pug", "less", "sass", "scss", "swig", "njk", "nunjucks", "coffee", "haml",
    "handlebars", "mustache", "postcss", "inferno", "react", "vue", "ts", "js",
)  # fmt: skip
_CHANGES_IDS = ("toc", "anchor", "heading", "spacing", "pangu")
_MADE = re.compile(r"\{%-?+\s*+(?:include(?!_code)|import|for)")
"""Tags that may make headings."""


def slugger_of(config: SiteConfig, packages: Collection[str]) -> Slugger | None:
    """Return how headings get ids; None where a renderer or a plugin may do it in another way.

    `packages` are those that the site depends on; without any, Hexo has its usual renderer.
    """
    renderers = [name for name in packages if "renderer" in name and _is_for_markdown(name)]
    options = {**config.table("kramed"), **config.table("marked")}
    unusual = (
        any(not name.endswith(_ALIKE) for name in renderers)
        or (not renderers and not {"markdown", "pandoc"}.isdisjoint(config.values))
        or any(part in name for name in packages for part in _CHANGES_IDS)
        or options.get("headerIds") is False
        or options.get("anchorAlias") is True
    )
    if unusual:
        return None
    case = options.get("modifyAnchors")
    transform = case if isinstance(case, int) else 0
    return Slugger(lambda _, shown: (slugize(shown.strip(), transform),), opaque=_MADE)


def _is_for_markdown(name: str) -> bool:
    """Whether the renderer of a name is not one of those that only themes need."""
    return not name.endswith(_OF_THEMES)
