"""The ids of headings, as kramdown makes them (`auto_ids`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...markdown.slugger import Slugger
from ..sluggers import github
from .kramdown import is_kramdown

if TYPE_CHECKING:
    from ..site_config import SiteConfig

_KNOWN_TAGS = "highlight|raw|post_url|link|comment|end(?:highlight|raw|comment)"
_MADE = re.compile(
    rf"\{{%-?+\s*+(?!(?:{_KNOWN_TAGS})\b)|\{{\{{-?\s*(?:content|include|page\.content)"
)
"""What Liquid may make headings of."""
_DASH = re.compile("---?")


def slugger_of(config: SiteConfig) -> Slugger | None:
    """Return how headings get ids; None where settings or another renderer do it in another way."""
    options = config.table("kramdown")
    as_github = options.get("input", "GFM") == "GFM"
    unusual = (
        not is_kramdown(config)
        or options.get("auto_ids") is False
        or (options.get("auto_id_stripping") is True and not as_github)
        or options.get("transliterated_header_ids") is True
        or bool(options.get("auto_id_prefix"))
    )
    if unusual:
        return None
    slugs = _as_github if as_github else _kramdown
    return Slugger(slugs, opaque=_MADE, attributes=True)


def _as_github(raw: str, shown: str) -> tuple[str, ...]:
    """Return the ids of a heading in GitHub's Markdown: kramdown-parser-gfm makes it of what is shown,
    where two or three hyphens are a dash, and its early versions of the Markdown.
    """
    return github(_DASH.sub("", shown)), github(shown), github(raw)


def _kramdown(raw: str, _: str) -> tuple[str, ...]:
    """Return the id of a heading in Markdown (`basic_generate_id` of kramdown's converters)."""
    kept = re.sub("[^a-zA-Z0-9 -]", "", re.sub("^[^a-zA-Z]+", "", raw))
    return (kept.replace(" ", "-").lower() or "section",)
