"""Blocks of code as canonical HTML: language, marked lines, and a caption above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

_LINES = re.compile(r"\{(?P<lines>[\d,\s-]+)\}")
_TITLE = re.compile(r"\s\[(?P<title>[^\[\]]+)\]")
_ATTRIBUTE = re.compile(r"\b(title|filename|hl_lines)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'}]+)")
_ATTRIBUTES = re.compile(
    f"{_LINES.pattern}|{_ATTRIBUTE.pattern}|^\\s*\\{{|:line-numbers|{_TITLE.pattern}\\s*$"
)
_LANGUAGE = re.compile(r"(?:\{\s*\.?)?(?P<name>[^\s{}\[\],]+)")
_LONGEST = 10_000  # lines that a range of marks may hold


@dataclass(frozen=True, slots=True)
class Fence:
    """What the line that opens a block of code says. `marked`: lines of the code, from 1."""

    language: str = ""
    title: str = ""
    url: str = ""
    link_text: str = ""
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block of code: its source ends in a line end."""

    fence: Fence
    source: str

    @property
    def html(self) -> str:
        """The block as `<pre><code>`, in a `<figure>` where it has a caption."""
        language = self.fence.language.lower()
        attributes = f' class="language-{escape(language)}"' if language else ""
        if marked := ",".join(str(line) for line in self.fence.marked if line > 0):
            attributes += f' data-marked="{marked}"'
        code = f"<pre><code{attributes}>{escape(self.source, quote=False)}</code></pre>"
        caption = escape(self.fence.title)
        if self.fence.url:
            text = escape(self.fence.link_text or "link")
            caption += f' <a href="{escape(self.fence.url)}">{text}</a>'
        if not caption:
            return f"{code}\n"
        return f"<figure><figcaption>{caption}</figcaption>\n{code}</figure>\n"


def plain_fence(info: str) -> Fence:
    """Read the line that opens a fence: its first word is the language (CommonMark, "Info strings")."""
    return Fence(next(iter(info.split()), ""))


def has_attributes(info: str) -> bool:
    """Whether the line that opens a fence bears what sites of documentation write there."""
    return bool(_ATTRIBUTES.search(info))


def attributed_fence(info: str) -> Fence:
    """Read the line that opens a fence as sites of documentation write it: ``js {1,3-4} title="a.js"``,
    also ``js{1}``, ``js [a.js]``, ``js hl_lines="1 3"`` and ``{.js}``.
    """
    said = {key: value.strip("\"'") for key, value in _ATTRIBUTE.findall(info)}
    lines = _LINES.search(info)
    marked = lines["lines"] if lines else said.get("hl_lines", "").replace(" ", ",")
    title = _TITLE.search(info)
    language = _LANGUAGE.match(info.strip())
    return Fence(
        language["name"].partition(":")[0] if language else "",
        said.get("title") or said.get("filename") or (title["title"] if title else ""),
        marked=marked_lines("".join(marked.split())),
    )


def marked_lines(written: str) -> tuple[int, ...]:
    """Return the numbers of the lines that a text such as `1,4-7` names, in order."""
    lines: set[int] = set()
    for match in re.finditer(r"(?:^|,)(\d{1,6})(?:-(\d{1,6}))?(?=,|$)", written):
        ends = sorted((int(match[1]), int(match[2] or match[1])))
        lines.update(range(ends[0], min(ends[1], ends[0] + _LONGEST) + 1))
    return tuple(sorted(lines))
