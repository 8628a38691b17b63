"""A folder of Markdown, or single files: no engine, no settings, no addresses.

Front matter is typed as in Hexo, and tag plugins are read as Hexo's, since such folders are often
taken from its sites. A post's title is that of its front matter, else a heading above the whole file
(`titles`), else the file's name. The time zone is UTC; an offset that a date bears is kept. Folders that
are hidden, and `_drafts`, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, timezone
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ..files import is_backup, is_below_output, is_exhausted, is_hidden
from ..findings import Code, Finding
from ..ir import Post, Site
from ..markdown.dialect import Dialect
from ..slugs import keys_of
from . import dates, site_files
from .contract import Draft, FileRead, SourcePost
from .front_matter.js_types import Timestamp, Value, as_js_string
from .furniture import is_furniture
from .hexo_syntax import fence, prepare, split, tags
from .picture_search import PUBLIC, PictureSearch
from .post_file import Opened, encrypted, has_password, open_post, unpublished
from .site_name import site_name
from .sluggers import of_a_folder
from .titles import title_of

KIND = "folder"
EXTENSIONS = frozenset({".md", ".markdown"})
_LEFT_OUT = frozenset({"_drafts", "_site", "node_modules"})

_SHOWN = 5  # names in a message


@dataclass(frozen=True, slots=True)
class FolderBlog:
    """Markdown files below a folder. See `contract.Blog` for what its methods promise.

    `part` names the files and folders, below the root, that are wanted; without any, all are.
    """

    site: Site
    root: Path
    dialect: Dialect
    findings: tuple[Finding, ...]
    keys: dict[str, str]
    pictures: PictureSearch
    part: tuple[str, ...] = ()
    posts_in: str = "."
    drafts: tuple[Draft, ...] = ()
    has_addresses: bool = False
    addresses_known: bool = True
    links_by_file: bool = True

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one file; `published: false` or a password leaves it out."""
        opened = open_post(path, data, split)
        if isinstance(opened, FileRead):
            return opened
        if opened.value("published") in (False, "false"):
            return unpublished(opened, PurePosixPath(path).stem)
        if has_password(opened):
            return encrypted(opened, PurePosixPath(path).stem)
        title = opened.text_of("title") or title_of(opened.head.body) or opened.title_from_name()
        post = SourcePost(
            site=self.site.key,
            key=self.keys.get(path, path),
            path=path,
            permalink=None,
            title=title,
            date=_date(opened),
            tags=tuple(dict.fromkeys(_names(opened, "tags") or _names(opened, "tag"))),
            categories=_categories(opened),
            layout=opened.text_of("layout") or None,
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("permalink", "abbrlink", "title"),
            text=opened.text,
            body_line=opened.head.body_line,
        )
        return opened.reading(post)

    def has_page(self, path: str) -> bool:
        """Whether a file or a folder is at a path, percent-encoded."""
        if site_files.find(self.root, path, [self.root]):
            return True
        try:
            folder = self.root / unquote(path)
            if not folder.is_dir():
                return False
            folder = folder.resolve()
            inside = folder.is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError) as error:
            if is_exhausted(error):
                raise
            return False
        return inside and not is_below_output(folder)

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Find a picture beside the post, in a folder of its name, from the root, or further away."""
        return self.pictures.find(post, written)


def is_markdown(path: str) -> bool:
    """Whether a path is that of a post, by the file's name."""
    name = PurePosixPath(path).name
    suffix = PurePosixPath(name).suffix
    return suffix in EXTENSIONS and not is_hidden(name) and not is_backup(name)


def is_entered(name: str) -> bool:
    """Whether a folder of this name may hold posts."""
    return not name.startswith(".") and name not in _LEFT_OUT


def open_blog(
    root: Path,
    paths: Iterable[str],
    findings: tuple[Finding, ...] = (),
    part: tuple[str, ...] = (),
    is_named: Callable[[str], bool] = bool,
) -> FolderBlog:
    """Return a blog of the files at these paths below a root.

    What is no post is left out and told, unless the user names it: as `part`, or by `is_named`.
    """
    name = site_name(root)
    site = Site(name, KIND, name, None, None, "UTC")
    listed = set(paths)
    beside = {p for p in listed - {*part} if not is_named(p) and is_furniture(root, p)}
    if beside:
        names = ", ".join(sorted(beside)[:_SHOWN]) + (", …" if len(beside) > _SHOWN else "")
        message = Code.EXCLUDED.message("beside", files=len(beside), names=names)
        findings = (*findings, Finding.of(message, "."))
    keys = keys_of({path: path for path in sorted(listed - beside)})
    dialect = Dialect(tags=tags(), prepare=prepare, fence=fence, slugger=of_a_folder(root))
    pictures = PictureSearch(root, root, own_first=False, public=PUBLIC, keys=keys)
    return FolderBlog(site, root, dialect, findings, keys, pictures, part)


def _names(opened: Opened, key: str) -> list[str]:
    value = opened.value(key)
    values: list[Value] = value if isinstance(value, list) else [value] if value else []
    if any(isinstance(item, dict) for item in values):
        opened.note(Code.BAD_VALUE.message("names", key=key), key)
    return [
        name
        for item in values
        if not isinstance(item, dict | None) and (name := as_js_string(item))
    ]


def _categories(opened: Opened) -> tuple[tuple[str, ...], ...]:
    path = tuple(_names(opened, "categories") or _names(opened, "category"))
    return (path,) if path else ()


def _date(opened: Opened) -> str | None:
    value = opened.value("date")
    found = dates.from_text(value) if isinstance(value, str) else value
    if not value:
        return None
    if not isinstance(found, Timestamp):
        opened.note(dates.unreadable(as_js_string(value)), "date")
        return None
    if not found.exists:
        opened.note(dates.moved(found), "date")
    if not found.has_time:
        return found.clock.date().isoformat()
    zone = UTC if found.offset is None else timezone(found.offset)
    return dates.iso(found.local.replace(tzinfo=zone))
