"""Hexo: posts below `source/_posts`, settings in `_config.yml`. Both may lie in one folder, if a repository
holds no more than the source folder.

Read as Hexo 8 does (`lib/plugins/processor/post.js`), with these exceptions: pages, drafts
(`render_drafts`) and posts that are not Markdown are left out. `include` and `exclude` have no effect on
posts, in Hexo neither; patterns of `ignore` are looked for from the source folder's own name on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...files import Decoded, decode, is_backup, is_folder, is_hidden, is_output, read_file, walk
from ...findings import Code, Finding
from ...markdown.dialect import Dialect
from ...slugs import keys_of
from .. import site_config, site_files
from ..contract import Draft, FileRead, SourcePost
from ..engines import is_of_hexo
from ..front_matter.js_types import as_js_string
from ..hexo_syntax import fence, prepare, split, tags
from ..pages import Pages
from ..picture_search import PictureSearch
from ..post_file import drafts_in, encrypted, has_password, left_out, open_post, unpublished
from ..titles import title_of
from . import fields
from .formulas import literal_formulas
from .patterns import rendered
from .permalink import Names, Permalinks
from .renderers import choices_of
from .slugger import slugger_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ...ir import Post, Site
    from ..site_config import SiteConfig

SETTINGS = "_config.yml"
MARKERS = (SETTINGS,)
EXTENSIONS = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext"})
"""The extensions of hexo-renderer-marked."""


@dataclass(frozen=True, slots=True)
class HexoBlog:
    """A Hexo site. See `contract.Blog` for what its methods promise."""

    site: Site
    root: Path
    dialect: Dialect
    findings: tuple[Finding, ...]
    source: str
    slug_is_title: bool
    future: bool
    permalinks: Permalinks
    names: Names
    keys: dict[str, str]
    drafts: tuple[Draft, ...]
    pages: Pages
    pictures: PictureSearch
    addresses_known: bool
    encrypted: frozenset[str]
    has_addresses: bool = True
    links_by_file: bool = False

    @property
    def posts_in(self) -> str:
        """The folder of the posts."""
        return _posts_in(self.source)

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one post; `published: false` or a password leaves it out."""
        opened = open_post(path, data, split)
        if isinstance(opened, FileRead):
            return opened
        below = path.removeprefix(f"{self.posts_in}/")
        slug, parts = self.names.parse(below)
        title = fields.title(opened) or (slug if self.slug_is_title else "")
        date = fields.date(opened, parts, self.permalinks.zone)
        categories = fields.categories(opened)
        tags = fields.tags(opened)
        permalink = self.permalinks.of(opened, title, slug, parts, date, categories)
        if not fields.is_published(opened):
            return unpublished(opened, slug, permalink)
        if has_password(opened):
            return encrypted(opened, slug, permalink)
        if self.encrypted.intersection(tags) and opened.value("password") != "":
            return encrypted(opened, slug, permalink, key="tags")
        post = SourcePost(
            site=self.site.key,
            key=self.keys.get(path, below),
            path=path,
            permalink=permalink,
            title=title or title_of(opened.head.body) or opened.title_from_name(),
            date=str(date) if date else None,
            tags=tags,
            categories=categories,
            layout=opened.text_of("layout") or "post",
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("permalink", "abbrlink", "title"),
            text=opened.text,
            body_line=opened.head.body_line,
            due=date.moment if date and not self.future else None,
            names=(slug, title) if title else (slug,),
        )
        return opened.reading(post)

    def has_page(self, path: str) -> bool:
        """Whether the source folder has something at a path, or Hexo makes something there."""
        return self.pages.has(path)

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Find a picture in the post's folder, beside the post, in the source folder, or further away."""
        return self.pictures.find(post, written)


def is_site(root: Path) -> bool:
    """Whether a folder is a Hexo site: it has a `_config.yml` of Hexo, and `_posts`."""
    if not (root / SETTINGS).is_file():
        return False
    config = site_config.load(root, SETTINGS, last_counts=True)  # it may be Jekyll's
    return is_of_hexo(root, config, _source(root, config))


def open_blog(root: Path) -> HexoBlog:
    """Open a Hexo site and list its posts. What is wrong is in its `findings`."""
    config = site_config.load(root, SETTINGS)
    source = _source(root, config)
    url = config.url()
    site = config.site(root, "hexo", url, config.language("language"))
    posts = _posts_in(source)
    new_post_name = config.text("new_post_name", ":title.md")
    extensions = EXTENSIONS
    if config.flag("post_asset_folder"):  # then other files are assets
        extensions &= {PurePosixPath(new_post_name).suffix}
    is_rendered = rendered(config, source)
    listed, problems = walk(root, root / posts, _is_entered)
    paths = {
        path: path.removeprefix(f"{posts}/")
        for path in listed
        if _is_post(PurePosixPath(path), extensions)
        and is_rendered(path.removeprefix(f"{source}/"))
    }
    packages = _packages(root)
    base = config.text("root") or urlsplit(url or "").path
    drafts = drafts_in(
        root,
        f"{source}/_drafts",
        _is_entered,
        lambda path: _is_post(PurePosixPath(path), EXTENSIONS),
    )
    pinyin = config.table("permalink_pinyin").get("enable") is True
    if pinyin:
        line = config.lines.get("permalink_pinyin")
        problems += (Finding.of(Code.UNKNOWN_PERMALINKS.message(), SETTINGS, line),)
    keys, theme = keys_of(paths), config.text("theme")
    made = (config.text(key) for key in ("archive_dir", "tag_dir", "category_dir"))
    return HexoBlog(
        site=site,
        root=root,
        dialect=Dialect(
            **choices_of(config, packages),
            tags=tags(_code_reader(root, source, config)),
            prepare=prepare,
            fence=fence,
            literal_formulas=literal_formulas(config, packages),
            slugger=slugger_of(config, packages),
        ),
        permalinks=Permalinks.of_config(config, url),
        names=Names.of_rule(new_post_name),
        findings=(
            *config.findings,
            *problems,
            *left_out(drafts),
            *_spoilt(root, source, is_rendered),
        ),
        source=source,
        slug_is_title=config.flag("use_slug_as_post_title"),
        future=config.flag("future", default=True),
        keys=keys,
        drafts=drafts,
        pictures=PictureSearch(
            root,
            root / source,
            url,
            base.rstrip("/") + "/",
            own_first=True,
            public=(f"themes/{theme}/source",) if theme else (),
            keys=keys,
        ),
        pages=Pages(root, source, _may_hold_pages, split, frozenset(made)),
        addresses_known=not pinyin,
        encrypted=_encrypted_tags(config),
    )


def _spoilt(root: Path, source: str, is_rendered: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for each output folder in the source folder that Hexo does not copy as it is; one
    whose name begins with a dot, as the folder of a run that is not done, it leaves alone.
    """
    folders = sorted((root / source).iterdir()) if is_folder(root / source) else []
    for folder in folders if source != "." else ():
        if (
            folder.name[0] != "."
            and is_output(folder)
            and is_rendered(f"{folder.name}/cheatsheet.html")
        ):
            message = Code.OUTPUT_RENDERED.message(folder=folder.name)
            yield Finding.of(message, f"{source}/{folder.name}")


def _source(root: Path, config: SiteConfig) -> str:
    """Return the path of the source folder: the usual one, or the root, if only that has posts."""
    named = config.folder("source_dir", "source")
    places = (named, "source", ".")
    return next((place for place in places if is_folder(root / _posts_in(place))), named)


def _posts_in(source: str) -> str:
    return f"{source}/_posts".removeprefix("./")


def _is_post(path: PurePosixPath, extensions: frozenset[str]) -> bool:
    return path.suffix in extensions and not is_hidden(path.name) and not is_backup(path.name)


def _is_entered(name: str) -> bool:
    return not is_hidden(name)


def _encrypted_tags(config: SiteConfig) -> frozenset[str]:
    """Return the tags whose posts hexo-blog-encrypt encrypts, unless their password is empty."""
    named = config.table("encrypt").get("tags")
    pairs = [item for item in (named if isinstance(named, list) else ()) if isinstance(item, dict)]
    return frozenset(as_js_string(pair["name"]) for pair in pairs if pair.get("name"))


def _may_hold_pages(name: str) -> bool:
    return _is_entered(name) and name != "node_modules"


def _packages(root: Path) -> Collection[str]:
    """Return the names of the packages from npm that a site depends on."""
    data = read_file(root, "package.json") if (root / "package.json").exists() else b""
    try:
        package = json.loads(data) if isinstance(data, bytes) else None
    except (ValueError, RecursionError):
        package = None
    needed = package.get("dependencies") if isinstance(package, dict) else None
    return needed if isinstance(needed, dict) else {}


def _code_reader(root: Path, source: str, config: SiteConfig) -> Callable[[str], str | None]:
    """Return a function that reads the text of a file for `include_code`, None if it cannot."""
    folder = root / source / config.folder("code_dir", "downloads/code")

    def text_of(path: str) -> str | None:
        file = site_files.find(folder, path, [folder])
        data = read_file(root, file.relative_to(root).as_posix()) if file is not None else None
        found = decode(data, path) if isinstance(data, bytes) else None
        return found.text if isinstance(found, Decoded) else None

    return text_of
