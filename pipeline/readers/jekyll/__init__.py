"""Jekyll: posts below `_posts`, date and slug in the file's name, settings in `_config.yml`.

Read as Jekyll 4 does (`lib/jekyll/document.rb`, `utils.rb`, `url.rb`, `drops/url_drop.rb`), with
these exceptions:

- Front matter is typed by the rules of YAML 1.2, as in Hexo; Ruby reads 1.1. So `yes`, `no`, `on`
  and `off` are texts here (`published: no` is understood), `0173600` is decimal, `1_000` and
  `12:30:45` are texts. What Ruby's YAML cannot read is an error; Jekyll reads the file without it.
- Of `defaults:` in the settings only `permalink` is read, and posts that are not Markdown are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ...files import is_backup, is_folder, walk
from ...findings import Code, Finding
from ...markdown.dialect import Dialect
from ...markdown.tags import LIQUID, Notation
from ...slugs import keys_of
from .. import site_config
from ..contract import Draft, FileRead, SourcePost
from ..engines import engine_of
from ..pages import Pages
from ..picture_search import PictureSearch
from ..post_file import drafts_in, encrypted, has_password, left_out, open_post, unpublished
from . import fields
from .entries import Entries
from .permalink import default_rule, default_rules, path_of, rule_of
from .slugger import slugger_of
from .tags import TAGS, prepare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from ...ir import Post, Site
    from ..site_config import SiteConfig

SETTINGS = "_config.yml"
MARKERS = (SETTINGS,)
EXTENSIONS = frozenset({".markdown", ".mkdown", ".mkdn", ".mkd", ".md"})

_LEFT_OUT = frozenset({"node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class JekyllBlog:
    """A Jekyll site. See `contract.Blog` for what its methods promise."""

    site: Site
    root: Path
    dialect: Dialect
    findings: tuple[Finding, ...]
    source: str
    rule: str
    defaults: Mapping[str, str]
    zone: ZoneInfo
    future: bool
    keys: dict[str, str]
    drafts: tuple[Draft, ...]
    pages: Pages
    pictures: PictureSearch
    addresses_known: bool = True
    has_addresses: bool = True
    links_by_file: bool = True

    @property
    def posts_in(self) -> str:
        """The folder of the posts; others of its name may hold posts too."""
        return f"{self.source}/_posts".removeprefix("./")

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one post; `published: false` or a password leaves it out."""
        opened = open_post(path, data, fields.split)
        if isinstance(opened, FileRead):
            return opened
        of_name, slug = fields.parse_name(path)
        date = fields.date(opened, of_name, self.zone)
        categories = fields.categories(opened, self._folders(path))
        tags = fields.tags(opened)
        title = fields.title(opened, slug)
        moment = date.moment if date else None
        address = path_of(
            opened, default_rule(self.defaults, path) or self.rule, slug, moment, categories
        )
        permalink = self.site.url + address if self.site.url and address else None
        if not fields.is_published(opened):
            return unpublished(opened, slug, permalink)
        if has_password(opened):
            return encrypted(opened, slug, permalink)
        post = SourcePost(
            site=self.site.key,
            key=self.keys.get(path, path),
            path=path,
            permalink=permalink,
            title=title,
            date=str(date) if date else None,
            tags=tags,
            categories=(categories,) if categories else (),
            layout=opened.text_of("layout") or None,
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("permalink", "title"),
            text=opened.text,
            body_line=opened.head.body_line,
            due=date.moment if date and not self.future else None,
        )
        return opened.reading(post)

    def has_page(self, path: str) -> bool:
        """Whether something is at a path; all paths of a collection are assumed to exist."""
        return self.pages.has(path)

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Find a picture beside the post, from the root, or further away."""
        return self.pictures.find(post, written)

    def _folders(self, path: str) -> tuple[str, ...]:
        """Return the names of the folders above `_posts`, which are categories."""
        above = path.removeprefix(f"{self.source}/").partition("_posts/")[0]
        return tuple(part for part in above.split("/") if part)


def is_site(root: Path) -> bool:
    """Whether a folder is a Jekyll site: it has a `_config.yml` and `_posts`, or, if the settings are
    clearly Jekyll's, posts in folders below.
    """
    if not (root / SETTINGS).is_file():
        return False
    config = site_config.load(root, SETTINGS, last_counts=True)
    source = _source(config)
    if is_folder(root / "_posts") or is_folder(root / source / "_posts"):
        return True
    return engine_of(root, config) == "jekyll" and bool(_posts_of(root, source, config)[0])


def open_blog(root: Path) -> JekyllBlog:
    """Open a Jekyll site and list its posts. What is wrong is in its `findings`."""
    config = site_config.load(root, SETTINGS, last_counts=True)
    source = _source(config)
    address = config.url()
    base = config.text("baseurl").strip("/")
    base = f"/{base}" if base else ""
    url = address + base if address else None
    site = config.site(root, "jekyll", url, config.language("lang", "language"))
    files, problems = _posts_of(root, source, config)
    posts = {
        path: below for path, below in files.items() if fields.is_post(PurePosixPath(path).name)
    }
    undated = tuple(Draft(path, PurePosixPath(path).stem) for path in files if path not in posts)
    drafts = drafts_in(
        root,
        f"{source}/_drafts",
        _is_entered,
        lambda path: PurePosixPath(path).suffix in EXTENSIONS,
    )
    kramdown = config.table("kramdown")
    return JekyllBlog(
        site=site,
        root=root,
        dialect=Dialect(
            definition_lists=True,
            inline_double_dollars=True,
            literal_formulas=frozenset({"$$"}),
            breaks=kramdown.get("hard_wrap") is True,
            tags=(Notation(LIQUID, TAGS),),
            prepare=partial(prepare, address or "", base),
            slugger=slugger_of(config),
        ),
        zone=config.zone(),
        future=fields.is_true(config.values.get("future")),
        findings=(
            *config.findings,
            *problems,
            *left_out(drafts),
            *left_out(undated, Code.UNPUBLISHED.message("undated")),
        ),
        source=source,
        rule=rule_of(config),
        defaults=default_rules(config),
        keys=keys_of(posts),
        drafts=(*drafts, *undated),
        pictures=PictureSearch(root, root / source, url, f"{base}/"),
        pages=Pages(
            root, source, _is_entered, fields.split, frozenset(config.table("collections"))
        ),
    )


def _source(config: SiteConfig) -> str:
    """Return the path of the folder that holds the posts, which must lie inside the root."""
    path = PurePosixPath(config.text("source") or ".") / config.text("collections_dir")
    if path.is_absolute() or ".." in path.parts:
        config.refuse(
            "source", Code.BAD_CONFIG.message("outside", setting="source/collections_dir")
        )
        return "."
    return str(path)


def _posts_of(
    root: Path, source: str, config: SiteConfig
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the posts' paths, with what they are below their folder `_posts`, and findings."""
    entries = Entries.of_config(config)
    listed, problems = walk(root, root / source, entries.enters, by_path=True)
    taken = ((path, _below_posts(path, source)) for path in listed if entries.takes(path))
    return {path: below for path, below in taken if below}, problems


def _is_entered(name: str) -> bool:
    return not (name.startswith(("_", ".", "#")) or name in _LEFT_OUT)


def _below_posts(path: str, source: str) -> str:
    """Return a post's path without its `_posts` folder, "" if the file is not a post."""
    above, found, below = f"/{path.removeprefix(f'{source}/')}".rpartition("/_posts/")
    name = PurePosixPath(below).name
    if not found or PurePosixPath(name).suffix not in EXTENSIONS or is_backup(name):
        return ""
    return f"{above}/{below}".strip("/")
