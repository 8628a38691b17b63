"""Addresses of Jekyll's posts, after `url.rb`, `drops/url_drop.rb` and `utils.rb` in Jekyll 4."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..front_matter.js_types import as_js_string

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..front_matter.js_types import Value
    from ..post_file import Opened
    from ..site_config import SiteConfig

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_SAFE = "/:@!$&'()*+,;=~-._"


def rule_of(config: SiteConfig) -> str:
    """Return the pattern of the posts' addresses; the name of a style becomes its pattern."""
    posts = config.table("collections").get("posts")
    own: Mapping[str, Value] = posts if isinstance(posts, dict) else {}
    rule = as_js_string(own.get("permalink") or config.text("permalink", "date"))
    return _STYLES.get(rule, rule)


def default_rules(config: SiteConfig) -> Mapping[str, str]:
    """Return the patterns of `defaults:` for posts, by folder (`frontmatter_defaults.rb`)."""
    found: dict[str, str] = {}
    defaults = config.values.get("defaults")
    for item in defaults if isinstance(defaults, list) else ():
        scope, values = (
            part if isinstance(item, dict) and isinstance(part := item.get(key), dict) else {}
            for key in ("scope", "values")
        )
        if scope.get("type") in (None, "", "posts") and values.get("permalink"):
            folder = as_js_string(scope.get("path") or "").strip("/")
            found[folder] = as_js_string(values["permalink"])
    return found


def default_rule(rules: Mapping[str, str], path: str) -> str | None:
    """Return the pattern of the longest folder that holds the post at this path, or None."""
    fitting = [folder for folder in rules if not folder or f"{path}/".startswith(f"{folder}/")]
    rule = rules[max(fitting, key=len)] if fitting else None
    return _STYLES.get(rule, rule) if rule else None


def path_of(
    opened: Opened, rule: str, slug: str, moment: datetime | None, categories: tuple[str, ...]
) -> str | None:
    """Return the path of a post's address, or None where the pattern names what is not known.

    `permalink` in the front matter, a pattern or the name of a style, comes before the site's.
    """
    own = opened.text_of("permalink")
    rule = _STYLES.get(own, own) or rule
    shown = opened.text_of("slug") or slug
    values = _parts_of_date(moment) if moment else {}
    values |= {
        "categories": "/".join(dict.fromkeys(name.lower() for name in categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(_slugify, categories))),
        "title": _slugify(shown, pretty=True),
        "slug": _slugify(shown),
        "name": _slugify(PurePosixPath(opened.path).stem),
        "output_ext": ".html",
    }
    if any(match[1] not in values for match in _PLACEHOLDER.finditer(rule)):
        return None
    path = _PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=_SAFE), rule)
    return re.sub("/{2,}", "/", f"/{path}")


def _parts_of_date(moment: datetime) -> dict[str, str]:
    """Return the values of a date by placeholder (`drops/url_drop.rb`), always in English."""
    year, week, day = moment.isocalendar()
    long_day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    long_month = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    )  # fmt: skip
    return {
        "year": f"{moment.year:04}",
        "short_year": f"{moment.year % 100:02}",
        "month": f"{moment.month:02}",
        "i_month": str(moment.month),
        "long_month": long_month[moment.month - 1],
        "short_month": long_month[moment.month - 1][:3],
        "day": f"{moment.day:02}",
        "i_day": str(moment.day),
        "y_day": f"{moment.timetuple().tm_yday:03}",
        "long_day": long_day[day - 1],
        "short_day": long_day[day - 1][:3],
        "week": f"{week:02}",
        "w_year": f"{year:04}",
        "w_day": str(day),
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
        "second": f"{moment.second:02}",
    }


def _slugify(text: str, *, pretty: bool = False) -> str:
    """Return the slug of a text as `Utils.slugify` does; `pretty` keeps case and some signs."""
    kept = "._~!$&'()+,;=@" if pretty else ""
    spaced = "".join(
        letter if letter in kept or unicodedata.category(letter)[0] in "LM"
        or unicodedata.category(letter) == "Nd" else "\0"
        for letter in text
    )  # fmt: skip
    slug = re.sub("^-|-$", "", re.sub("\0+", "-", spaced))
    return slug if pretty else slug.lower()
