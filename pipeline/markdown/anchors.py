"""The id that an author gives to a line, so that links can lead there.

`{#id}` stands behind a heading (kramdown, pandoc, Hugo; with blanks in MkDocs), `{: #id}` below one
(kramdown), `^id` at the end of a line (Obsidian), and `<a id>` or `<a name>` in a line or above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from ..ir import Span
from .outside_code import code_spans

RULE = "anchors"
_BEHIND = re.compile(
    r"\{:?\s*+#(?P<braced>[\w:.-]++)(?:\s[^{}]*+)?\}$"
    r"|(?<=\s)\^(?P<caret>[A-Za-z][A-Za-z0-9-]++|(?=[0-9-]*+[A-Za-z])[A-Za-z0-9-]{6,}+)$"
)
_TAG = re.compile(
    r"<(?:a|h[1-6]|details|summary)\b[^<>]*?\s(?:id|name)\s*=\s*[\"']?(?P<id>[^\s\"'<>]++)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:<a\b[^<>]*>\s*</a>\s*)+", re.IGNORECASE)
_BELOW = re.compile(r"\s*\{:[^{}#]*#(?P<id>[\w:.-]++)[^{}]*+\}\s*")


def without_anchor(line: str) -> str:
    """Return a line without the id behind its words."""
    line = line.rstrip()
    return _BEHIND.sub("", line).rstrip()


def anchor_of(lines: Sequence[str], span: Span) -> str:
    """Return the id that its author gave to what stands on these lines of a file, "" for none."""
    own = lines[span.start - 1 : span.end]
    for line in own:
        if match := _BEHIND.search(line.rstrip()):
            return match["braced"] or match["caret"]
    for line in own:
        if name := _in_tag(line):
            return name
    above = span.start - 1
    while above and not lines[above - 1].strip():
        above -= 1
    if above and _ALONE.fullmatch(lines[above - 1].strip()):
        return _in_tag(lines[above - 1])
    below = _BELOW.fullmatch(lines[span.end]) if span.end < len(lines) else None
    return below["id"] if below else ""


def _in_tag(line: str) -> str:
    """Return the id in a tag of a line, "" for none; what stands in code is no tag."""
    code = [range(*span) for span in code_spans(line)]
    tags = (tag for tag in _TAG.finditer(line) if not any(tag.start() in span for span in code))
    return next((tag["id"] for tag in tags), "")


def anchors_plugin(md: MarkdownIt) -> None:
    """Take ids off headings, in every engine: who writes one does not mean it as text."""
    md.core.ruler.after("block", RULE, _take_off)


def _take_off(state: StateCore) -> None:
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            inline.content = without_anchor(inline.content)
