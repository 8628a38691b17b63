"""A folder of Markdown, or single files: a site of documentation (`docs_site`), or without any settings.

Front matter is typed as in Hexo, in TOML as in Hugo, and tag plugins and shortcodes are read as theirs,
since such folders are often taken from their sites. A post's title is that of its front matter, else a
heading above the whole file (`titles`), else its name in the navigation, else the file's name. The time
zone is UTC; an offset that a date bears is kept. Folders that are hidden, and `_drafts`, are left out. The
address of a post is the page on its site, else that of its file on a code host, if one is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ..files import is_backup, is_below_output, is_exhausted, is_hidden
from ..findings import Code, Finding, Severity
from ..ir import Post, Site
from ..markdown.boxes import CALLOUTS, TITLES, UNTITLED
from ..markdown.code import Fence, attributed_fence, has_attributes
from ..markdown.dialect import Dialect
from ..slugs import keys_of
from . import docs_site, gitbook, hexo_syntax, hugo_syntax, site_files
from .code_host import FilePages, file_pages, is_on_host, of_repository
from .contract import Draft, FileRead, SourcePost
from .docs_site import DocsSite
from .docs_site.components import without_components
from .docs_site.navigation import Navigation, navigation
from .docs_site.pages import Pages, pages, route
from .folder_fields import categories, date_of, names
from .front_matter import Split
from .furniture import is_furniture
from .picture_search import PUBLIC, PictureSearch
from .post_file import Opened, encrypted, has_password, open_post, unpublished
from .site_name import site_name
from .sluggers import of_a_folder, of_docs
from .titles import title_of
from .wiki_names import Names

KIND = "folder"
EXTENSIONS = frozenset({".md", ".markdown", ".mdx"})
_LEFT_OUT = frozenset({"_drafts", "_site", "node_modules"})

_SHOWN = 5  # names in a message
_AT_SITE = re.compile(r"\A~?@(?:site|source)/(?:static/)?")
"""The root of a site of Docusaurus or VuePress, as its build has it."""


@dataclass(frozen=True, slots=True)
class FolderBlog:
    """Markdown files below a folder. See `contract.Blog` for what its methods promise.

    `part` names the files and folders, below the root, that are wanted; without any, all are. `docs` is the
    site that shows the folder, `shown_at` says where pages of posts are, the best first.
    """

    site: Site
    root: Path
    dialect: Dialect
    findings: tuple[Finding, ...]
    keys: dict[str, str]
    pictures: PictureSearch
    docs: DocsSite | None = None
    navigation: Navigation = Navigation()  # noqa: RUF009  # it cannot change
    shown_at: tuple[Pages | FilePages, ...] = ()
    part: tuple[str, ...] = ()
    posts_in: str = "."
    drafts: tuple[Draft, ...] = ()
    has_addresses: bool = False
    addresses_known: bool = True
    links_by_file: bool = True

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one file; `published: false` or a password leaves it out."""
        opened = open_post(path, data, _split)
        if isinstance(opened, FileRead):
            return opened
        if opened.value("published") in (False, "false"):
            return unpublished(opened, PurePosixPath(path).stem)
        if has_password(opened):
            return encrypted(opened, PurePosixPath(path).stem)
        if self.docs and opened.value("draft") is True:
            return unpublished(opened, PurePosixPath(path).stem, key="draft")
        title = opened.text_of("title") or title_of(opened.head.body)
        title = title or opened.text_of("sidebar_label") or self.navigation.titles.get(path, "")
        title = title or opened.title_from_name()
        values = opened.head.values
        addresses = (shown.address(path, values) for shown in self.shown_at)
        post = SourcePost(
            site=self.site.key,
            key=self.keys.get(path, path),
            path=path,
            permalink=next(filter(None, addresses), None),
            title=title,
            date=date_of(opened),
            tags=tuple(dict.fromkeys(names(opened, "tags") or names(opened, "tag"))),
            categories=categories(opened),
            layout=opened.text_of("layout") or None,
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("permalink", "abbrlink", "title"),
            text=self._text(opened),
            body_line=opened.head.body_line,
            order=self.navigation.order(path, values),
        )
        return opened.reading(post)

    def _text(self, opened: Opened) -> str:
        """Return the text of a file without components, of which those that leave nothing are noted."""
        mdx = opened.path.endswith(".mdx") or (self.docs is not None and self.docs.is_mdx)
        if not mdx and (self.docs is None or not self.docs.has_components):
            return opened.text
        start = opened.head.body_line - 1
        lines = opened.text.split("\n")
        plain = without_components("\n".join(lines[start:]), mdx=mdx)
        for name, line in plain.unknown.items():
            told = Finding.of(
                Code.UNKNOWN_TAG.message(tag=f"<{name}>"), opened.path, start + line + 1
            )
            opened.findings.append(replace(told, severity=Severity.INFO))  # it may well be no text
        return "\n".join([*lines[:start], plain.body])

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
        return self.pictures.find(post, _AT_SITE.sub("/", written.strip(), count=1))


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
    listed = set(paths)
    docs = docs_site.find(root)
    beside = {
        p
        for p in listed - {*part}
        if not is_named(p) and (is_furniture(root, p) or _is_part(docs, p))
    }
    if beside:
        names = ", ".join(sorted(beside)[:_SHOWN]) + (", …" if len(beside) > _SHOWN else "")
        message = Code.EXCLUDED.message("beside", files=len(beside), names=names)
        findings = (*findings, Finding.of(message, "."))
    keys = keys_of({path: path for path in sorted(listed - beside)})
    dialect = Dialect(
        tags=(*hugo_syntax.shortcodes({}), *hexo_syntax.tags(others=gitbook.TAGS)),
        prepare=_prepare,
        fence=_fence,
        slugger=of_docs(docs.engine) if docs else of_a_folder(root),
        containers={**TITLES, **UNTITLED},
        callouts=CALLOUTS,
        admonitions=docs is not None and docs.engine == "mkdocs",
        marks=(root / ".obsidian").is_dir() or (docs is not None and docs.engine == "mkdocs"),
        wiki=Names.of_keys(keys.values()).address_of,
    )
    home = f"{docs.home}/static" if docs else "static"
    base = docs.base if docs else "/"
    search = PictureSearch(
        root, root, base=base, own_first=False, public=(*PUBLIC, home), keys=keys
    )
    site_pages = pages(root, docs) if docs else None
    name = site_name(root)
    title = docs.title if docs else ""
    return FolderBlog(
        Site(name, KIND, title or name, site_pages.url if site_pages else None, None, "UTC"),
        root, dialect, findings, keys, search, docs, navigation(root, docs, listed),
        tuple(filter(None, (site_pages, file_pages(root)))), part,
    )  # fmt: skip


def shown_at(blog: FolderBlog, chosen: str, known: str) -> FolderBlog:
    """Return a blog whose pages are where its user says: at the address of a repository, of its files or of
    a site; else on its own site, and those of its files where they are `known` to have been.
    """
    of_site = tuple(pages for pages in blog.shown_at if isinstance(pages, Pages))
    if not chosen:
        return replace(blog, shown_at=(*of_site, FilePages(known))) if known else blog
    if blog.docs is None or is_on_host(chosen):
        files = FilePages(of_repository(chosen.rstrip("/")) or chosen.rstrip("/"))
        return replace(blog, site=replace(blog.site, url=None), shown_at=(files,))
    site_pages = Pages(blog.docs, chosen.rstrip("/"), route(blog.docs))
    site = replace(blog.site, url=site_pages.url)
    return replace(blog, site=site, shown_at=(site_pages, *blog.shown_at[len(of_site) :]))


def _is_part(docs: DocsSite | None, path: str) -> bool:
    """Whether a file is no page of its site, but a part of pages or one of an earlier version."""
    names = PurePosixPath(path).parts
    if docs is None or docs.engine != "docusaurus":
        return False
    return "versioned_docs" in names or any(name.startswith("_") for name in names)


def _split(text: str) -> Split:
    """Cut a file into head and body: as Hugo does below a line of `+++`, else as Hexo does."""
    return hugo_syntax.split(text) if text.startswith("+++") else hexo_syntax.split(text)


def _prepare(body: str) -> str:
    return hexo_syntax.prepare(hugo_syntax.prepare(hugo_syntax.post_address, body))


def _fence(info: str) -> Fence:
    """Read the line that opens a fence, whichever engine it was written for."""
    return attributed_fence(info) if has_attributes(info) else hexo_syntax.fence(info)
