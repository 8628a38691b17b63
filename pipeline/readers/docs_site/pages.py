"""At which address a site of documentation shows a document, where its settings say that for certain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from urllib.parse import quote, urlsplit

from ..front_matter.js_types import Value
from . import DocsSite, docs_option, text_of
from .navigation import numbered
from .script import setting

_PLAIN = re.compile(r"/[^:?#]*")
_CNAME = {
    "vuepress": (".vuepress/public/CNAME",),
    "vitepress": ("public/CNAME",),
    "docusaurus": (),
    "mkdocs": (),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a site at `url`, which ends in no slash. `path` is what Docusaurus has before them."""

    site: DocsSite
    url: str
    path: str = ""

    def address(self, path: str, values: Mapping[str, Value]) -> str | None:
        """Return the address of a document, given its front matter; None for what is no document."""
        below = self.site.below(path)
        if below is None:
            return None
        name = str(PurePosixPath(below).with_suffix(""))
        made = (
            self._docusaurus(name, values) if self.site.engine == "docusaurus" else self._page(name)
        )
        chosen = values.get("permalink") if self.site.engine == "vuepress" else None
        if isinstance(chosen, str) and not _PLAIN.fullmatch(chosen):
            return None
        return f"{self.url}/{quote(chosen.lstrip('/') if isinstance(chosen, str) else made)}"

    def _page(self, name: str) -> str:
        folder, _, last = name.rpartition("/")
        if last in {"index", "README"}:
            return f"{folder}/" if folder else ""
        if self.site.engine == "mkdocs":
            flat = setting(self.site.data, "use_directory_urls") is False
            return f"{name}.html" if flat else f"{name}/"
        clean = self.site.engine == "vitepress" and setting(self.site.data, "cleanUrls") is True
        return name if clean else f"{name}.html"

    def _docusaurus(self, name: str, values: Mapping[str, Value]) -> str:
        *folders, last = (numbered(part)[1] for part in name.split("/"))
        slug, own = values.get("slug"), values.get("id")
        if isinstance(slug, str) and slug:
            below = normpath(join("/", *folders, slug))
        elif last.lower() in {"index", "readme", *folders[-1:]}:
            below = "/".join(folders)
        else:
            below = "/".join([*folders, own if isinstance(own, str) and own else last])
        end = "/" if setting(self.site.data, "trailingSlash") is True else ""
        made = "/".join(filter(None, (self.path, below.strip("/"))))
        return f"{made}{end}" if made else ""


def pages(root: Path, site: DocsSite) -> Pages | None:
    """Return the pages of a site whose address is certain."""
    if site.engine == "mkdocs":
        return _at(site, site.text("site_url"))
    if site.engine == "docusaurus":
        base = setting(site.data, "baseUrl")
        url = site.text("url")
        return _at(site, url + base) if url and isinstance(base, str) else None
    base = setting(site.data, "base") if _has(site, "base") else "/"
    if not isinstance(base, str) or _has(site, "rewrites"):
        return None
    place = join(site.home, *_CNAME[site.engine])
    host = text_of(root, normpath(place)).strip() or site.text("sitemap", "hostname")
    return _at(site, f"{host if '//' in host else f'https://{host}'}{base}") if host else None


def _has(site: DocsSite, key: str) -> bool:
    return isinstance(site.data, dict) and key in site.data


def route(site: DocsSite) -> str:
    """Return what stands before documents in their addresses (`routeBasePath` of Docusaurus)."""
    if site.engine != "docusaurus":
        return ""
    written = docs_option(site.data, "routeBasePath")
    return "docs" if written is None else written.strip("/")


def _at(site: DocsSite, url: str) -> Pages | None:
    try:
        parts = urlsplit(url)
        good = (
            parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.query
        )
    except ValueError:
        good = False
    return Pages(site, url.rstrip("/"), route(site)) if good else None
