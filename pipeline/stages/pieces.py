"""The pieces of a post as canonical HTML, with their pictures bound to `pictures/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from ..findings import Code, Finding, Message
from ..html import text_of
from ..html.missing import missing
from ..html.sanitise import is_absolute, leads
from ..ir import Picture, Span, Text
from ..links.identity import files_address, from_root
from ..links.resolve.directory import files_meant, is_markdown
from ..markdown.blocks import Document, Markdown
from ..markdown.render import LinkUse, render
from ..picture_store import Refusal
from ..pictures import MAX_AREA, MAX_SIZE, PictureFile, Unusable, inspect, inspect_embedded
from ..readers import site_files
from ..readers.contract import Blog, SourcePost
from .limits import hold_to

_IMAGE_OR_LINK = re.compile(
    r'<img(?P<image>(?>(?:\s[a-z-]+="[^"]*")*))\s*>|<(?P<link>/?a)\b[^<>]*>'
)
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*data:", re.IGNORECASE)
_LONGEST = 200
"""Characters of an address that are shown."""


def _unknown(written: str) -> None:
    """Know no picture of another server."""


@dataclass(frozen=True, slots=True)
class Look:
    """How pictures are looked at: a file of the site, and one that was fetched from another server, by its
    address as written; None for an address that was not. `refusal` tells why one could not be.
    """

    file: Callable[[Path], PictureFile | Unusable] = inspect
    fetched: Callable[[str], PictureFile | None] = _unknown
    refusal: Callable[[str], Refusal | None] = _unknown


class Pieces:
    """Renders the pieces of one post, and gathers what they contain for whoever reads these fields after.

    `labels` are those of the definitions that were used; `picture_files` maps names in `pictures/` to
    files, or to bytes. `remote` has the addresses, as written, of those on other servers that cards show;
    what is rendered while `shown` is false, none does.
    """

    def __init__(
        self,
        blog: Blog,
        source: SourcePost,
        markdown: Markdown,
        document: Document,
        look: Look,
    ) -> None:
        self._blog = blog
        self._source = source
        self._markdown = markdown
        self._document = document
        self._look = look
        self._base = source.permalink or blog.site.url
        files = files_address([(source.permalink, source.path)])
        self._root = "" if blog.has_addresses else blog.site.url or files
        self._pages_apart = bool(source.permalink and not files and not blog.has_addresses)
        self.links: list[LinkUse] = []
        self.pictures: list[Picture] = []
        self.picture_files: dict[str, Path | bytes] = {}
        self.remote: dict[str, None] = {}
        self.shown = True
        self.findings: list[Finding] = []
        self.labels: set[str] = set()
        self._formulas = 0
        self._notes: set[str] = set()
        self._in_link = False

    def text(self, markdown: str, span: Span | None, *, inline: bool = False) -> Text:
        """Render a piece, keep its links, pictures and findings, and return its text."""
        if not markdown or span is None:
            return Text(markdown, "", "")
        piece = render(
            self._markdown, self._document, _as_line(markdown) if inline else markdown,
            span.start, self._source.path, self._absolute,
        )  # fmt: skip
        told = [note for label, note in piece.notes.items() if label not in self._notes]
        if piece.notes:
            self._notes = self._notes | piece.notes.keys()  # what they hold counts once
        for part in (piece, *told):
            self.links += part.links
            self.findings += part.findings
            self._note_rewritten(part.links)
            self.labels |= part.labels
            self._formulas += part.formulas
        hold_to("links", len(self.links), self._source.path, span.start)
        hold_to("formulas", self._formulas, self._source.path, span.start)
        self._in_link = False
        html = _IMAGE_OR_LINK.sub(partial(self._bind, span), piece.html).strip()
        if inline and html.count("<p>") == 1 and html.endswith("</p>"):
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Text(markdown, html, text_of(html))

    def quiet_text(self, markdown: str, span: Span) -> Text:
        """Render a piece that lies inside another, whose links and pictures are counted there."""
        links, pictures, findings = len(self.links), len(self.pictures), len(self.findings)
        notes = self._notes
        text = self.text(markdown, span)
        del self.links[links:], self.pictures[pictures:], self.findings[findings:]
        self._notes = notes
        return text

    def _absolute(self, written: str) -> str | None:
        address = written.strip()
        if address.startswith("post:"):
            return address  # which post it names is known once all are read
        if address.startswith("//"):
            address = f"https:{address}"  # as the blog's own page is read
        try:
            if address.startswith("asset:"):
                return site_files.address(self._base or "", address.removeprefix("asset:"))
            if self._pages_apart and is_markdown(address) and not is_absolute(address):
                return self._by_file(address)
            if not is_absolute(address) and self._base:
                return urljoin(self._base, from_root(address, self._root))
        except ValueError:
            return None
        return address

    def _by_file(self, address: str) -> str:
        """Return a link to the file of a post as one to the post, whose page lies elsewhere."""
        files = files_meant(address, self._source.path)
        key = next((self._blog.keys[file] for file in files if file in self._blog.keys), None)
        return address if key is None else f"post:{quote(key)}{''.join(address.partition('#')[1:])}"

    def _bind(self, span: Span, match: re.Match[str]) -> str:
        """Return a picture with its file in `pictures/`, or what shows its place; a link as it is."""
        if match["link"]:
            self._in_link = match["link"] == "a"
            return match[0]
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match["image"])}
        written = attributes.pop("src", "")
        line = int(attributes.pop("data-line", span.start))
        zoom = attributes.pop("data-zoom", "")
        seen = self._seen(written)
        picture = seen if isinstance(seen, PictureFile) else None
        hold_to("pictures", len(self.pictures) + 1, self._source.path, line)
        self.pictures.append(
            Picture(
                written[:_LONGEST] if _EMBEDDED.match(written) else written,
                picture.file if picture else None,
                picture.media_type if picture else None,
                picture.width if picture else None,
                picture.height if picture else None,
                Span(line, line),
            )
        )
        name = attributes.get("alt") or unquote(written[:_LONGEST])
        if picture is not None:
            self.picture_files[picture.file] = picture.source
            if picture.is_huge:
                message = Code.HUGE_PICTURE.message(
                    picture=written[:_LONGEST], width=picture.width, height=picture.height,
                    megabytes=picture.size / 1e6,
                )  # fmt: skip
                self._note(message, line)
            attributes.setdefault("alt", "")
            if zoom:
                attributes["width"] = str(max(1, round(picture.width * int(zoom) / 100)))
            rest = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            return f'<img src="pictures/{picture.file}"{rest}>'
        if seen is None and _REMOTE.match(written):
            if written in self.remote:
                self._note(_remote(self._look.refusal(written), written), line)
            shown, address = escape(name, quote=False), self._absolute(written) or written
            return shown if self._in_link else f'<a href="{escape(address)}">{shown}</a>'
        if not written:
            self._note(Code.MISSING_PICTURE.message("no-address"), line)
        elif seen is None:
            self._note(Code.MISSING_PICTURE.message(picture=written[:_LONGEST]), line)
        elif isinstance(seen, Unusable):
            self._note(_why(seen, written[:_LONGEST]), line)
        return missing(name[:_LONGEST], _file_named(written))

    def _seen(self, written: str) -> PictureFile | Unusable | None:
        """Return what is seen at an address: in it, in a file of the site, or fetched from elsewhere."""
        if _EMBEDDED.match(written):
            return inspect_embedded(written)
        path = self._blog.find_picture(self._source, written) if written else None
        if path is not None and site_files.is_inside(self._blog.root, path):
            return self._look.file(path)
        if not _REMOTE.match(written):
            return None
        if self.shown:
            self.remote[written] = None
        return self._look.fetched(written)

    def _note_rewritten(self, links: Iterable[LinkUse]) -> None:
        """Note each link to which an address was given that nothing may lead to."""
        for link in links:
            address = self._absolute(link.href)
            if address and address != link.href and not leads(address):
                self._note(Code.ACTIVE_CONTENT.message("link", address=link.href[:200]), link.line)

    def _note(self, message: Message, line: int) -> None:
        self.findings.append(Finding.of(message, self._source.path, line))


def _file_named(written: str) -> str:
    """Return the name of the file at an address, "" for none and for an embedded picture."""
    if _EMBEDDED.match(written):
        return ""
    path = unquote(re.split("[?#]", written, maxsplit=1)[0])
    return re.split(r"[/\\:]", path)[-1].strip()[:_LONGEST]


def _remote(refusal: Refusal | None, written: str) -> Message:
    """Return the message that tells why a picture of another server is a link."""
    if refusal is None:
        return Code.REMOTE_PICTURE.message(picture=written)
    reason, date = refusal.reason, refusal.date
    return Code.REMOTE_PICTURE.message("refused", picture=written, reason=reason, date=date)


def _why(unusable: Unusable, written: str) -> Message:
    """Return the message that tells why a picture cannot be shown."""
    if unusable.kind == "too-large":
        megabytes, megapixels = MAX_SIZE // 10**6, MAX_AREA // 10**6
        return Code.HUGE_PICTURE.message(
            "left-out", picture=written, megabytes=megabytes, megapixels=megapixels
        )
    if unusable.kind == "unreadable":
        reason = unusable.reason
        return Code.MISSING_PICTURE.message("unreadable", picture=written, reason=reason)
    return Code.UNKNOWN_PICTURE_TYPE.message(picture=written)


def _as_line(markdown: str) -> str:
    """Escape a prompt so that it is not read as a block ("1. x", "# x", "- x")."""
    return re.sub(r"^(\d+)([.)])(?=\s)|^([#>+*-])(?=\s)|^(={3,}|-{3,})$", _escaped, markdown)


def _escaped(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[0]}"
