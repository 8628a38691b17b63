"""Addresses of posts, and the names of their files, by the patterns of Hexo's settings.

After `lib/plugins/filter/post_permalink.js` in Hexo 8, and `permalink.js`, `full_url_for.js`,
`encode_url.js` and `pretty_urls.js` in hexo-util.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode

from ..front_matter.js_types import Value, as_js_string
from .slug import slugize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from ..dates import PostDate
    from ..post_file import Opened
    from ..site_config import SiteConfig

_PARAMETER = re.compile(r":([A-Za-z0-9_]*[A-Za-z0-9])")
_SEGMENTS = {
    "year": r"(\d{4})", "month": r"(\d{2})", "day": r"(\d{2})",
    "i_month": r"(\d{1,2})", "i_day": r"(\d{1,2})", "hash": r"([0-9a-f]{12})",
}  # fmt: skip
_RESERVED = re.compile("%(3B|2F|3F|3A|40|26|3D|2B|24|2C|23)", re.IGNORECASE)
_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_SAFE = ";,/?:@&=+$-_.!~*'()"


@dataclass(frozen=True, slots=True)
class Names:
    """The pattern of file names, `new_post_name`."""

    pattern: re.Pattern[str]
    parameters: tuple[str, ...]

    @classmethod
    def of_rule(cls, rule: str) -> Names:
        """Compile a pattern such as `:year-:month-:day-:title.md`."""
        pieces = _PARAMETER.split(_stem(rule))
        parameters = tuple(pieces[1::2])
        pieces[::2] = [re.escape(piece) for piece in pieces[::2]]
        pieces[1::2] = [_SEGMENTS.get(name, "(.+?)") for name in parameters]
        return cls(re.compile("".join(pieces), re.ASCII), parameters)

    def parse(self, path: str) -> tuple[str, dict[str, str]]:
        """Return the slug and the other parts that a post's path below `_posts` holds."""
        stem = _stem(path)
        match = self.pattern.fullmatch(stem)
        parts = dict(zip(self.parameters, match.groups(), strict=True)) if match else {}
        return parts.pop("title", None) or slugize(stem), parts


def _stem(path: str) -> str:
    return path.removesuffix(PurePosixPath(path).suffix)


@dataclass(frozen=True, slots=True)
class Permalinks:
    """The settings that decide the addresses of posts."""

    url: str | None
    rule: str
    defaults: Mapping[str, Value]
    default_category: str
    category_map: Mapping[str, Value]
    filename_case: int
    folders: bool
    trailing_index: bool
    trailing_html: bool
    zone: ZoneInfo

    @classmethod
    def of_config(cls, config: SiteConfig, url: str | None) -> Permalinks:
        """Read them from `_config.yml`, with Hexo's defaults."""
        pretty = config.table("pretty_urls")
        case = config.values.get("filename_case")
        return cls(
            url=url,
            rule=config.text("permalink") or ":year/:month/:day/:title/",
            defaults=config.table("permalink_defaults"),
            default_category=config.text("default_category", "uncategorized"),
            category_map=config.table("category_map"),
            filename_case=case if isinstance(case, int) else 0,
            folders=config.flag("post_asset_folder"),
            trailing_index=pretty.get("trailing_index") is not False,
            trailing_html=pretty.get("trailing_html") is not False,
            zone=config.zone(),
        )

    def of(
        self,
        opened: Opened,
        title: str,
        slug: str,
        parts: Mapping[str, str],
        date: PostDate | None,
        categories: tuple[tuple[str, ...], ...],
    ) -> str | None:
        """Return the address of a post, or None where it is not known.

        It is not where the site has no url, the pattern names something that the post does not have
        (Hexo would print "undefined") or that only Hexo's database knows (`:id`), or the address
        holds a `%` that encodes nothing (Hexo would drop the post).
        """
        if self.url is None:
            return None
        own = opened.value("permalink")
        known = self._values(opened, title, slug, date, categories)
        known = {**self.defaults, **opened.head.values, **parts, **known}
        path = as_js_string(own) if own else self._fill(known)
        if path is None:
            return None
        if self.folders and not path.endswith(("/", ".html")):
            path += "/"
        return self._absolute(path)

    def _values(
        self,
        opened: Opened,
        title: str,
        slug: str,
        date: PostDate | None,
        categories: tuple[tuple[str, ...], ...],
    ) -> dict[str, Value]:
        """Return what the filter calls `meta`; a value of None is not known."""
        values: dict[str, Value] = {
            "id": opened.value("id"),
            "title": slug,
            "slug": slug,
            "name": PurePosixPath(slug).name,
            "post_title": slugize(title, 1),
            "category": self._category(categories),
            "layout": opened.value("layout") or "post",
        }
        if date is None:
            unknown = "year month day hour minute second i_month i_day timestamp hash"
            return values | dict.fromkeys(unknown.split())
        moment = date.moment
        stamp = str(int(moment.timestamp()))
        digest = hashlib.sha1((slug + stamp).encode(), usedforsecurity=False)
        return values | {
            "year": f"{moment.year:04}",
            "month": f"{moment.month:02}",
            "day": f"{moment.day:02}",
            "hour": f"{moment.hour:02}",
            "minute": f"{moment.minute:02}",
            "second": f"{moment.second:02}",
            "i_month": str(moment.month),
            "i_day": str(moment.day),
            "timestamp": stamp,
            "hash": digest.hexdigest()[:12],
        }

    def _category(self, categories: tuple[tuple[str, ...], ...]) -> str:
        """Return the slug of the category that Hexo's database would list last.

        Where a post has several paths Hexo may take another one: it lists categories in the order
        in which all posts first named them.
        """
        if not categories:
            return self.default_category
        every = [path[: size + 1] for path in categories for size in range(len(path))]
        last = list(dict.fromkeys(every))[-1]
        mapped = (self.category_map.get(name) or name for name in last)
        return "/".join(slugize(as_js_string(name), self.filename_case) for name in mapped)

    def _fill(self, values: Mapping[str, Value]) -> str | None:
        path = ""
        for index, piece in enumerate(_PARAMETER.split(self.rule)):
            value = values.get(piece) if index % 2 else piece
            if value is None:
                return None
            path += as_js_string(value)
        return path

    def _absolute(self, path: str) -> str | None:
        if path.startswith(("//", "http:", "https:")):
            return path
        encoded = _encode(re.sub("/{2,}", "/", f"/{path}"))
        if encoded is None:
            return None
        address = f"{self.url}{encoded}"
        if not self.trailing_index:
            address = re.sub(r"index\.html$", "", address)
        if not self.trailing_html and not address.endswith("index.html"):
            address = address.removesuffix(".html")
        return address


def _encode(path: str) -> str | None:
    """Encode a path as `encodeURL` does; None where that throws: a `%` that encodes nothing."""
    path, sharp, fragment = path.partition("#")
    path, mark, query = path.partition("?")
    if _BAD_ESCAPE.search(path):
        return None
    try:
        plain = unquote(_RESERVED.sub(r"%25\1", path), errors="strict")
    except UnicodeDecodeError:
        return None
    pairs = urlencode(parse_qsl(query, keep_blank_values=True), safe="*")
    return f"{quote(plain, safe=_SAFE)}{mark}{pairs}{sharp}{quote(fragment, safe=_SAFE + '%')}"
