"""Which formulas a site's renderer of Markdown hands on as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..site_config import SiteConfig

_KEEPS = re.compile(
    r"pandoc|markdown-it-plus|markdown-it-(?:\w+-)?(?:katex|latex|math|texmath)"
    r"|filter-(?:katex|mathjax-ssr)|simple-katex|katexify|static-math"
)
"""Packages that read formulas themselves, before Markdown does or in its place: renderers, plugins of
markdown-it, filters. Others, such as hexo-filter-mathjax, read the finished page.
"""


def literal_formulas(config: SiteConfig, packages: Collection[str]) -> frozenset[str]:
    """Return the signs around the formulas whose backslashes stay, which hexo-renderer-marked takes out."""
    plugins = config.table("markdown").get("plugins")
    named = " ".join((*packages, str(plugins), *config.values))
    if _KEEPS.search(named):
        return frozenset({"$", "$$"})
    return frozenset({"$$"}) if "kramed" in named else frozenset()
