"""Quill, an engine that does not exist: a kind of blog as somebody else would add it.

Settings in `quill.ini`, posts below `notes`, front matter in TOML between lines of `+++`, and tags such
as `{{< picture a.png >}}` and `{{< aside >}}…{{< /aside >}}`.
"""

from __future__ import annotations

from configparser import ConfigParser
from configparser import Error as IniError
from dataclasses import dataclass
from pathlib import Path

from pipeline.files import read_file, walk
from pipeline.findings import Code, Finding
from pipeline.ir import Post, Site
from pipeline.markdown.dialect import Dialect
from pipeline.readers import site_files
from pipeline.readers.contract import Draft, FileRead, SourcePost
from pipeline.readers.front_matter.js_types import Timestamp
from pipeline.readers.post_file import open_post
from pipeline.readers.site_config import SiteConfig
from pipeline.slugs import keys_of
from tests.quick.readers.quill.front_matter import split
from tests.quick.readers.quill.tags import SHORTCODES

SETTINGS = "quill.ini"
MARKERS = (SETTINGS,)
DIALECT = Dialect(breaks=True, tags=(SHORTCODES,))


@dataclass(frozen=True)
class QuillBlog:
    site: Site
    root: Path
    keys: dict[str, str]
    findings: tuple[Finding, ...]
    dialect: Dialect = DIALECT
    posts_in: str = "posts"
    drafts: tuple[Draft, ...] = ()
    has_addresses: bool = True
    addresses_known: bool = True
    links_by_file: bool = True

    def read(self, path: str, data: bytes) -> FileRead:
        opened = open_post(path, data, split)
        if isinstance(opened, FileRead):
            return opened
        date, topics, key = opened.value("date"), opened.value("topics"), self.keys[path]
        post = SourcePost(
            site=self.site.key,
            key=key,
            path=path,
            permalink=f"{self.site.url}/{opened.text_of('address') or key}/",
            title=opened.text_of("title") or opened.title_from_name(),
            date=date.written if isinstance(date, Timestamp) else None,
            tags=tuple(map(str, topics)) if isinstance(topics, list) else (),
            categories=(),
            layout=None,
            front_matter=opened.head.as_json(),
            key_lines=opened.head.lines,
            permalink_line=opened.line_of("address"),
            text=opened.text,
            body_line=opened.head.body_line,
        )
        return opened.reading(post)

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        return site_files.find(self.root, written, [(self.root / post.path).parent])

    def has_page(self, path: str) -> bool:
        return site_files.find(self.root, path, [self.root / "static"]) is not None


def is_site(root: Path) -> bool:
    return (root / SETTINGS).is_file()


def open_blog(root: Path) -> QuillBlog:
    config = _settings(root)
    listed, problems = walk(root, root / "notes", lambda name: True)
    posts = {path: path.removeprefix("notes/") for path in listed if path.endswith(".md")}
    site = config.site(root, "quill", config.url(), "en")
    return QuillBlog(site, root, keys_of(posts), (*config.findings, *problems))


def _settings(root: Path) -> SiteConfig:
    data = read_file(root, SETTINGS)
    text = data.decode() if isinstance(data, bytes) else ""
    parser = ConfigParser()
    try:
        parser.read_string(text)
    except IniError:
        broken = SiteConfig(SETTINGS, {}, {})
        broken.refuse("", Code.BAD_CONFIG.message("no-settings"))
        return broken
    lines = {line.partition("=")[0].strip(): n for n, line in enumerate(text.split("\n"), 1)}
    return SiteConfig(SETTINGS, dict(parser["site"]), lines)
