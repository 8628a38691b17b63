"""The language of a site's cards."""

from __future__ import annotations

from ...ir import Site


def is_chinese(site: Site) -> bool:
    """Whether a site is Chinese: by its language or, where it names none, by its title."""
    if site.language:
        return site.language.lower().startswith("zh")
    return any("\u4e00" <= char <= "\u9fff" for char in site.title)
