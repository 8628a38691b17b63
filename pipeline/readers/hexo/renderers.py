"""What the renderer of a Hexo site makes of Markdown, by the settings that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .typography import typography_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..site_config import SiteConfig

_PLUGINS = {
    "markdown-it-abbr": "abbreviations",
    "markdown-it-deflist": "definition_lists",
    "markdown-it-emoji": "emoji",
    "markdown-it-mark": "marks",
}
_EMOJI = {"hexo-filter-github-emojis": "githubEmojis", "hexo-filter-emoji": "emoji"}
"""The filters that show emoji, with their settings."""


def choices_of(config: SiteConfig, packages: Collection[str]) -> dict[str, Any]:
    """Return the choices of a site's renderer and of its filter for emoji, as those of a dialect."""
    choices = _of_renderer(config, packages)
    shows = any(
        name in packages and config.table(setting).get("enable") is not False
        for name, setting in _EMOJI.items()
    )
    return choices | {"emoji": True} if shows else choices


def _of_renderer(config: SiteConfig, packages: Collection[str]) -> dict[str, Any]:
    """Return the choices of marked unless the site has another renderer."""
    if "pandoc" in config.values or "hexo-renderer-pandoc" in packages:
        return {"breaks": False, "definition_lists": True}
    if "markdown" in config.values or any("markdown-it" in name for name in packages):
        return _of_markdown_it(config.table("markdown"))
    kramed = "kramed" in config.values or "hexo-renderer-kramed" in packages
    options = config.table("kramed" if kramed else "marked")
    return {
        "breaks": options.get("breaks") is not False,
        "definition_lists": True,
        "typography": typography_of(options),
    }


def _of_markdown_it(options: Mapping[str, Any]) -> dict[str, Any]:
    render, plugins = options.get("render"), options.get("plugins")
    named = plugins if isinstance(plugins, list) else []
    names = {str(plugin.get("name") if isinstance(plugin, dict) else plugin) for plugin in named}
    return {
        "breaks": not isinstance(render, dict) or render.get("breaks") is not False,
        **{choice: True for name, choice in _PLUGINS.items() if name in names},
    }
