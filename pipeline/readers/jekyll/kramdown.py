"""What kramdown, and jemoji after it, make of Markdown by a site's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .typography import typography_of

if TYPE_CHECKING:
    from ..site_config import SiteConfig

_KEPT = "%&,/;?@^"
"""The signs before which a backslash is text in kramdown and not in CommonMark (`escaped_chars.rb`)."""


def choices_of(config: SiteConfig) -> dict[str, Any]:
    """Return kramdown's choices, as those of a dialect; of another renderer only what most have."""
    choices: dict[str, Any] = {
        "definition_lists": True,
        "inline_double_dollars": True,
        "literal_formulas": frozenset({"$$"}),
        "emoji": "jemoji" in {*config.texts("plugins"), *config.texts("gems")},
    }
    if not is_kramdown(config):
        return choices
    options = config.table("kramdown")
    as_github = options.get("input", "GFM") == "GFM"
    return choices | {
        "breaks": options.get("hard_wrap") is True,
        "abbreviations": True,
        "html_with_markdown": True,
        "row_tables": True,
        "strikethrough": as_github,
        "kept_backslashes": _KEPT if as_github else f"{_KEPT}~\n",
        "typography": typography_of(options),
    }


def is_kramdown(config: SiteConfig) -> bool:
    """Whether a site's Markdown is read by kramdown, as is the default."""
    return config.text("markdown", "kramdown").lower() == "kramdown"
