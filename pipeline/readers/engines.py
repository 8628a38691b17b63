"""Which engine a `_config.yml` is written for: Hexo and Jekyll call their settings by the same name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..files import is_folder, walk

if TYPE_CHECKING:
    from pathlib import Path

    from .site_config import SiteConfig

_HEXO = frozenset(
    "archive_dir category_map default_category default_layout external_link filename_case i18n_dir "
    "index_generator new_post_name per_page permalink_defaults post_asset_folder pretty_urls public_dir "
    "relative_link render_drafts skip_render source_dir tag_dir tag_map".split()
)
_JEKYLL = frozenset(
    "baseurl collections collections_dir data_dir defaults destination excerpt_separator gems highlighter "
    "includes_dir incremental keep_files kramdown layouts_dir limit_posts lsi markdown_ext paginate "
    "paginate_path plugins_dir pygments rdiscount redcarpet relative_permalinks safe sass show_drafts "
    "source strict_front_matter unpublished whitelist".split()
)
"""The settings that only one of the two knows; Octopress, which is Jekyll, shares some with Hexo."""

_OF_HEXO = ("scaffolds",)
_OF_JEKYLL = ("Gemfile", "_includes", "_layouts")
_DATED = re.compile(r"(?:.*/)?\d{2,4}-\d{1,2}-\d{1,2}-[^/]*")

Engine = Literal["hexo", "jekyll"]


def engine_of(root: Path, config: SiteConfig) -> Engine | None:
    """Return the engine that most of the settings and of the files beside them are for, if any."""
    keys = config.values.keys()
    hexo = len(keys & _HEXO) + sum((root / name).exists() for name in _OF_HEXO)
    jekyll = len(keys & _JEKYLL) + sum((root / name).exists() for name in _OF_JEKYLL)
    if hexo == jekyll:
        return None
    return "hexo" if hexo > jekyll else "jekyll"


def is_of_hexo(root: Path, config: SiteConfig, source: str) -> bool:
    """Whether the posts in the folder `source` of a site are Hexo's.

    Those in the root itself are Jekyll's as a rule: they are Hexo's if the settings are, or if these
    tell nothing and no post has a date in its name. Elsewhere they are Hexo's as a rule.
    """
    if not is_folder(root / source / "_posts"):
        return False
    engine = engine_of(root, config)
    if source != ".":
        own = config.text("source") or "."
        return engine != "jekyll" or not is_folder(root / own / "_posts")
    if engine is not None:
        return engine == "hexo"
    names, _ = walk(root, root / "_posts", lambda name: not name.startswith("."))
    posts = [name for name in names if name.endswith((".md", ".markdown"))]
    return bool(posts) and not any(map(_DATED.fullmatch, posts))
