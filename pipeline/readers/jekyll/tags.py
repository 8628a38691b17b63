"""Liquid and kramdown's attributes in a Jekyll post: block tags as HTML, the rest within the text.

Jekyll runs Liquid before Markdown, so addresses that Liquid makes are written out before blocks are
read (`prepare`); each line stays a line. Tags: jekyll/lib/jekyll/tags/.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from html import escape

from ...markdown.code import CodeBlock, Fence
from ...markdown.outside_code import code_spans, replace_outside_code, text_lines, without_in_code
from ...markdown.tags import RAW, Call, Html, Tag, Tags
from ..picture_names import is_picture
from .extensions import without_extensions

_OUTPUT = re.compile(
    r"""\{\{-?\s*(?:site\.(?P<name>url|baseurl)|"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)')"""
    r"""(?P<filters>(?:\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url)\b)*)\s*-?\}\}"""
)
_FILTER = re.compile(r"relative_url|absolute_url|site\.baseurl|site\.url")
_TO_POST = re.compile(
    r"""(?:(?<=[("'<])|(?<=:\s))(?:\{\{-?\s*site\.(?:base)?url\s*-?\}\}){0,2}"""
    r"""\{%-?\s*(?:post_url\s+|link\s+(?>[^\s%]*?_posts/))(?P<slug>[^\s%]++)\s*-?%\}"""
)
_TO_FILE = re.compile(
    r"""(?:\{\{-?\s*site\.(?:base)?url\s*-?\}\}){0,2}\{%-?\s*link\s+(?P<path>[^\s%]++)\s*-?%\}"""
)
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_OWN_LABEL = re.compile(r"\[(?P<text>(?>(?:[^\[\]\\]|\\.){1,200}))\]\[\]")
_LABEL = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EXTENSION = re.compile(r"\.(?:md|markdown|mkdown|mkdn|mkd)$")
_ATTRIBUTES = re.compile(r"(?P<quote>[ \t>]{0,40})\{:(?![:/])[^{}]*\}\s*")
_ITEM_ATTRIBUTES = re.compile(
    r"^(?P<item>[ \t>]*+(?:[*+:-]|\d{1,9}\.)[ \t]+)\{:(?![:/])[^{}]*\}[ \t]*"
)
_SPAN_ATTRIBUTES = re.compile(r"(?<=[*_)\]>~`])\{:[^{}]*\}")
_CONTENTS = re.compile(r" {0,3}\{:\s*toc\b[^{}]*\}\s*")
_ITEM = re.compile(r" {0,3}(?:[*+-]|1\.)\s")
_LONGEST = 1_000  # characters of a picture
_VERBATIM = re.compile(r"\{%-?\s*(?P<end>end)?(?:raw|highlight|comment)\b")


def prepare(address: str, base: str, body: str) -> str:
    """Return a post's body with Liquid's addresses written out and without attribute lists.

    Code stays as it is, except that `raw`, which only keeps Liquid off it, is taken out.
    `address` is `url` of the settings, `base` its `baseurl`.
    """
    lines = [without_in_code(line, RAW) for line in body.split("\n")]
    lines = without_extensions(lines, _VERBATIM)
    text = set(text_lines(lines, _VERBATIM))
    labels = frozenset(_LABEL.findall(body))
    for at in range(len(lines)):
        if at not in text:
            lines[at] = RAW.sub("", lines[at])  # Liquid runs in code too
            continue
        if _CONTENTS.fullmatch(lines[at]) and at and _ITEM.match(lines[at - 1]):
            lines[at - 1] = ""  # the place that the table of contents takes
        lines[at] = _written_out(address, base, lines[at])
        if "\\" in lines[at] and "][]" in lines[at]:
            lines[at] = replace_outside_code(lines[at], _OWN_LABEL, partial(_with_label, labels))
    return "\n".join(lines)


def _written_out(address: str, base: str, line: str) -> str:
    if attributes := _ATTRIBUTES.fullmatch(line):
        return attributes["quote"].rstrip()
    if "{:" in line:
        code_ends = {end for _, end in code_spans(line)}
        line = _ITEM_ATTRIBUTES.sub(r"\g<item>", line)
        line = replace_outside_code(line, _SPAN_ATTRIBUTES, partial(_without_attributes, code_ends))
    line = _TO_POST.sub(lambda match: "post:" + _EXTENSION.sub("", match["slug"]), line)
    if "link" in line:
        line = _TO_FILE.sub(partial(_file, base), line)
    return _OUTPUT.sub(partial(_address, address, base), line)


def _with_label(labels: Collection[str], match: re.Match[str]) -> tuple[str, int]:
    """Return a link with the label that its text is without backslashes, if there is that one (kramdown,
    `parse_link`).
    """
    label = _ESCAPED.sub(r"\1", match["text"])
    return (f"[{match['text']}][{label}]" if label in labels else match[0]), match.end()


def _without_attributes(code_ends: set[int], match: re.Match[str]) -> tuple[str, int]:
    """Return nothing for attributes, unless they are a picture's, whose size is read with it, or what is
    before them is no code (kramdown, "Span Inline Attribute Lists").
    """
    at = match.start()
    before = match.string[max(0, at - _LONGEST) : at]
    kept = (before.endswith("`") and at not in code_ends) or (
        before.endswith(")") and _PICTURE.search(before)
    )
    return match[0] if kept else "", match.end()


def _file(base: str, match: re.Match[str]) -> str:
    """Return the address of a picture that `link` names; other tags as they are."""
    return f"{base}/{match['path'].lstrip('/')}" if is_picture(match["path"]) else match[0]


def _address(address: str, base: str, match: re.Match[str]) -> str:
    values = {
        "url": address, "baseurl": base, "site.url": address, "site.baseurl": base,
        "relative_url": base, "absolute_url": address + base,
    }  # fmt: skip
    if match["name"]:
        value = values[match["name"]]
    else:
        value = (match["double"] or match["single"] or "").replace(" ", "%20")
    for name in _FILTER.findall(match["filters"]):
        if name.endswith("_url"):
            value = f"/{value.lstrip('/')}"
        value = values[name] + value
    return value


def _highlight(call: Call) -> Html:
    """`highlight language [linenos] [mark_lines=…]`: a block of code."""
    return Html(CodeBlock(Fence(next(iter(call.arguments), "")), call.body + "\n").html)


def _named(call: Call) -> Html:
    """`post_url post`, `link file` within text: the name, as an address is not for reading."""
    return Html(escape(call.raw))


def _nothing(call: Call) -> Html:
    """`comment` shows nothing; `raw` only keeps Liquid off, and its body is still Markdown."""
    return Html("")


TAGS: Tags = {
    "highlight": Tag("verbatim", _highlight),
    "raw": Tag("none", _nothing),
    **dict.fromkeys(("post_url", "link"), Tag("none", _named)),
    "comment": Tag("verbatim", _nothing),
}
