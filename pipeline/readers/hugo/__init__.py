"""Hugo: posts below `content`, settings in `hugo.toml` and its like.

Read as Hugo does (`hugolib/`, `resources/page/`), with these exceptions:

- All pages of Markdown are posts, whatever section they lie in; those of sections, `_index.md`, are none.
- Raw HTML is kept, as in all posts, though Hugo drops it unless `markup.goldmark.renderer.unsafe` is
  set: a card shows what its author wrote. Dates are read in more forms.
- `cascade`, content of modules and of themes, and content that is not Markdown are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ...files import is_folder
from ...findings import Code, Finding
from ...markdown.dialect import Dialect
from ...slugs import keys_of
from .. import site_files
from ..contract import Draft, FileRead, SourcePost
from ..front_matter.js_types import Value, as_js_string
from ..hugo_syntax import fence, post_address, prepare, shortcodes, split
from ..pages import Pages
from ..picture_search import PictureSearch
from ..post_file import encrypted, has_password, open_post
from ..titles import title_of
from . import fields, settings
from .contents import Content, Language, contents_of, languages_of
from .permalink import Named, Permalinks
from .slugger import slugger_of
from .typography import typography_of

if TYPE_CHECKING:
    from ...findings import Message
    from ...ir import Post, Site
    from ..post_file import Opened
    from ..site_config import SiteConfig

MARKERS = (*settings.OWN_NAMES, *settings.SHARED_NAMES, "config")


@dataclass(frozen=True, slots=True)
class HugoBlog:
    """A Hugo site. See `contract.Blog` for what its methods promise."""

    site: Site
    root: Path
    dialect: Dialect
    findings: tuple[Finding, ...]
    posts_in: str
    keys: dict[str, str]
    contents: Mapping[str, Content]
    permalinks: Permalinks
    dates: fields.DateRules
    shown: frozenset[str]
    pages: Pages
    served: tuple[str, ...]
    pictures: PictureSearch
    drafts: tuple[Draft, ...] = ()
    has_addresses: bool = True
    addresses_known: bool = True
    links_by_file: bool = True

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one post; a draft, one without a page, or one with a password is left out."""
        opened = open_post(path, data, split)
        if isinstance(opened, FileRead):
            return opened
        content = self.contents[path]
        dates = fields.PostDates(self.dates, opened, content.name)
        date, slug = dates.of("date"), opened.text_of("slug") or dates.slug
        title = opened.text_of("title")
        named = Named(title, slug, opened.text_of("url"), dates.moment("date"))
        permalink = self._permalink(content, named)
        name = slug or content.name
        if fields.is_draft(opened) and "drafts" not in self.shown:
            return _left_out(opened, Code.UNPUBLISHED.message("draft"), name, permalink)
        if not fields.has_page(opened):
            return _left_out(opened, Code.UNPUBLISHED.message("no-page"), name, permalink)
        if has_password(opened):
            return encrypted(opened, name, permalink)
        post = SourcePost(
            site=self.site.key,
            key=self.keys.get(path, path),
            path=path,
            permalink=permalink,
            title=title or title_of(opened.head.body) or opened.title_from_name(content.name),
            date=str(date) if date else None,
            tags=fields.names(opened, "tags"),
            categories=tuple((name,) for name in fields.names(opened, "categories")),
            layout=opened.text_of("layout") or opened.text_of("type") or None,
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("url", "slug", "title"),
            text=opened.text,
            body_line=opened.head.body_line,
            due=None if "future" in self.shown else dates.moment("publishdate"),
            until=None if "expired" in self.shown else dates.moment("expirydate"),
        )
        return opened.reading(post)

    def _permalink(self, content: Content, named: Named) -> str | None:
        address = content.language.url or self.site.url
        path = self.permalinks.path_of(content, named) if address else None
        return f"{address}{path}" if path else None

    def has_page(self, path: str) -> bool:
        """Whether the site has something at a path: a page, a section, a file, or what Hugo makes."""
        if self.pages.has(path):
            return True
        folders = [self.root / folder for folder in self.served]
        if site_files.find(self.root, path, folders):
            return True
        parts = PurePosixPath(unquote(path)).parts
        return ".." not in parts and any(is_folder(folder.joinpath(*parts)) for folder in folders)

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Find a picture beside the post, among static files and assets, or further away."""
        return self.pictures.find(post, written)


def is_site(root: Path) -> bool:
    """Whether a folder is a Hugo site: settings by Hugo's own name, or clearly for it, and content."""
    if not any((root / name).exists() for name in MARKERS):
        return False
    config = settings.load(root)
    own = any((root / name).is_file() for name in settings.OWN_NAMES)
    if not own and not settings.is_telling(config):
        return False
    return any(is_folder(root / language.folder) for language in languages_of(config))


def open_blog(root: Path) -> HugoBlog:
    """Open a Hugo site and list its posts. What is wrong is in its `findings`."""
    config = settings.load(root)
    languages = languages_of(config)
    contents, problems = contents_of(root, languages)
    url = None if config.text("baseurl").startswith("/") else config.url("baseurl")
    site = config.site(root, "hugo", url, config.language("languagecode", "defaultcontentlanguage"))
    keys = keys_of(
        {path: _below(path, content, languages[0]) for path, content in contents.items()}
    )
    static = config.texts("staticdir") or ["static"]
    base = f"{urlsplit(url or '').path.rstrip('/')}/"
    top = languages[0].folder
    themes = [f"themes/{theme}/static" for theme in config.texts("theme")]
    goldmark = _table(config.table("markup"), "goldmark")
    extensions = _table(goldmark, "extensions")
    taxonomies = frozenset(map(as_js_string, config.table("taxonomies").values()))
    return HugoBlog(
        site=site,
        root=root,
        dialect=Dialect(
            breaks=_table(goldmark, "renderer").get("hardwraps") is True,
            definition_lists=extensions.get("definitionlist") is not False,
            tags=shortcodes(_parameters(config)),
            prepare=partial(prepare, partial(_address, base), emoji=config.flag("enableemoji")),
            fence=fence,
            slugger=slugger_of(_table(goldmark, "parser")),
            strikethrough=extensions.get("strikethrough") is not False,
            typography=typography_of(extensions.get("typographer")),
        ),
        findings=(*config.findings, *problems),
        posts_in=top,
        keys=keys,
        contents=contents,
        permalinks=Permalinks.of_config(config),
        dates=fields.DateRules.of_config(config),
        shown=frozenset(
            kind for kind in ("drafts", "future", "expired") if config.flag(f"build{kind}")
        ),
        pages=Pages(root, top, _is_entered, split, taxonomies),
        served=(*static, *(language.folder for language in languages)),
        pictures=PictureSearch(
            root,
            root / static[0],
            url,
            base,
            own_first=True,
            public=(*static, "assets", top, *themes),
            keys=keys,
        ),
    )


def _left_out(opened: Opened, why: Message, slug: str, permalink: str | None) -> FileRead:
    """Return a reading that leaves a post out; this is its only finding."""
    opened.findings.clear()
    keys = ("draft", "published", "headless", "build", "_build")
    opened.note(why, next((key for key in keys if opened.value(key) is not None), None))
    return FileRead(None, tuple(opened.findings), Draft(opened.path, slug, permalink))


def _below(path: str, content: Content, default: Language) -> str:
    """Return the path by which a post gets its key: that of a bundle is its folder's."""
    names = [*content.folder, content.name]
    if content.language is not default:
        names.insert(0, content.language.name)
    return "/".join(names) + PurePosixPath(path).suffix


def _address(base: str, path: str) -> str:
    """Return the address of what `ref` names: a post, or the page of a section."""
    place = PurePosixPath(path.partition("#")[0])
    if place.name.startswith("_index."):
        return f"{base}{str(place.parent).strip('/.')}/"
    return post_address(path)


def _table(values: Mapping[str, Value], name: str) -> Mapping[str, Value]:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _parameters(config: SiteConfig) -> dict[str, str]:
    """Return the parameters of the site that are texts or the like."""
    values = config.table("params").items()
    return {key: as_js_string(value) for key, value in values if not isinstance(value, list | dict)}


def _is_entered(name: str) -> bool:
    return not name.startswith(".")
