"""Tag plugins of Hexo's themes and embeds, as HTML that a card can hold.

NexT: hexo-theme-next/scripts/tags/. Butterfly: hexo-theme-butterfly/scripts/tag/. Volantis and its
kin: hexo-theme-volantis/scripts/tags/. Embeds: hexo-tag-embed. Formulas: hexo-math. What can be folded
is shown, what is played or framed elsewhere becomes a link, a drawing in text becomes code.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import dropwhile

from ...markdown.code import CodeBlock, Fence
from ...markdown.tags import Call, Html, Tag, Tags
from .tags import attributes, image, link, refuse

_KINDS = frozenset("primary info success warning danger".split())
_STYLES = _KINDS | frozenset(
    "default no-icon flat modern simple disabled blue pink red purple orange green cyan yellow gray".split()
)
_BEFORE_COMMAS = _STYLES | frozenset(
    "open quote warn error bolt ban home sync cogs key bell done checked".split()
)
"""Volantis' styles, which stand alone before a comma: elsewhere these are words."""
_ICON = re.compile(r"(?:fa[srlbd]?|fa-[\w-]+)(?:\s+fa-[\w-]+)*")
_TAB = re.compile(r"^(?:sub)*tab\s+(.*)", re.DOTALL)
_EVENT = re.compile(r"(?:timeline|node)\s+(.*)", re.DOTALL)
_ADDRESS = re.compile(r"[a-z]+://|mailto:|/|\.{1,2}/|#", re.IGNORECASE)
_EMBEDS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "caniuse": "https://caniuse.com/{}",
}


def _is_style(word: str) -> bool:
    before_comma = word.endswith(",") and word[:-1] in _BEFORE_COMMAS
    return before_comma or word in _STYLES or bool(_ICON.fullmatch(word))


def _note(call: Call) -> Html:
    """`note [kind] [icon] [style] [summary]`: a box."""
    said = (word.rstrip(",") for word in call.arguments)
    kind = next((word for word in said if word in _KINDS), "")
    return Html(f'<div class="{f"note {kind}".strip()}">{_caption(_note_title(call))}', "</div>\n")


def _note_title(call: Call) -> str:
    return " ".join(dropwhile(_is_style, call.arguments))


def _folded(call: Call) -> Html:
    """`hideToggle title, colours…`, `hideBlock`, `folding [style], title`: `<details>`."""
    title = _fold_title(call)
    summary = f"<summary>{escape(title)}</summary>" if title else ""
    return Html(f"<details>{summary}", "</details>\n")


def _fold_title(call: Call) -> str:
    parts = (part.strip("\"' ") for part in call.raw.split(","))
    return next((part for part in parts if part and not _only_styles(part)), "")


def _only_styles(part: str) -> bool:
    return all(
        word in _BEFORE_COMMAS or word.startswith(("#", "rgb")) or _ICON.fullmatch(word)
        for word in part.split()
    )


def _hidden_in_line(call: Call) -> Html:
    """`hideInline content, display, colours…`: its content."""
    return Html(escape(_before_comma(call)))


def _before_comma(call: Call) -> str:
    return call.raw.partition(",")[0].strip("\"' ")


def _box(call: Call, kind: str = "tabs") -> Html:
    return Html(f'<div class="{kind}">', "</div>\n")


def _caption(title: str) -> str:
    return f'<div class="caption">{escape(title)}</div>\n' if title else ""


def _part_caption(pattern: re.Pattern[str], comment: str) -> str:
    """Return the caption of a tab or event, whose name stands in a comment: `tab name@icon`."""
    match = pattern.fullmatch(comment)
    return _caption(match[1].partition("@")[0].strip() if match else "")


def _timeline(call: Call) -> Html:
    title = _before_comma(call)
    heading = f"<p><strong>{escape(title)}</strong></p>\n" if title else ""
    return Html(f'<div class="tabs">{heading}', "</div>\n")


def _label(call: Call) -> Html:
    """`label kind@text` (NexT), `label text [colour]` (Butterfly)."""
    text = _label_text(call)
    return Html(f"<mark>{escape(text)}</mark>") if text else refuse(call)


def _label_text(call: Call) -> str:
    _, at, said = call.raw.partition("@")
    return (said if at else next(iter(call.arguments), "")).strip()


def _button(call: Call) -> Html:
    """`button address, text, icon [class], [title]`; `btn` likewise, in Volantis with the style first."""
    parts = [part.strip().strip("\"'") for part in call.raw.split(",")]
    address = next((part for part in parts if _ADDRESS.match(part)), "")
    named = (part for part in parts if part and part != address and not _only_styles(part))
    return link(address, next(named, "")) if address else refuse(call)


def _linked(call: Call, address: str = "{}") -> Html:
    """`pdf`, `video`, `audio` and embeds: a link to what they show."""
    target = next(iter(call.arguments), "").rstrip(",")
    return link(address.format(target.partition("@")[0])) if target else refuse(call)


def _drawing(call: Call, language: str) -> Html:
    """`mermaid`, `wavedrom`: a drawing in text, as code."""
    first = f"{call.raw}\n" if call.raw and not call.raw.startswith("{") else ""
    return Html(CodeBlock(Fence(language), f"{first}{call.body}\n").html)


def _small_image(call: Call) -> Html:
    """`inlineImg address [height]`."""
    if not call.arguments:
        return refuse(call)
    height = next((arg for arg in call.arguments[1:] if re.match(r"\d+(?:px)?$", arg)), "")
    return Html(f"<img{attributes(src=call.arguments[0], height=height)}>")


def _links(call: Call) -> Html:
    """`linkgrid`, its body `name | address | text | picture` a line: a list of links."""
    rows = [[part.strip() for part in line.split("|")] for line in call.body.split("\n")]
    items = (
        f"<li><a{attributes(href=row[1])}>{escape(row[0])}</a> {escape(' '.join(row[2:3]))}</li>"
        for row in rows
        if len(row) > 1 and not row[0].startswith("%")
    )
    return Html(f"<ul>{''.join(items)}</ul>\n")


def _styled(call: Call, name: str) -> Html:
    """`u text`, `kbd text`, `emp text`…: text in one style; `span style, text`, `p style, text`."""
    return Html(f"<{name}>{escape(_styled_text(call))}</{name}>")


def _styled_text(call: Call) -> str:
    said = call.raw.partition(",")[2] if call.name in {"span", "p"} else call.raw
    return said.strip() or call.raw


def _box_to_tick(call: Call) -> Html:
    """`checkbox [style] [checked], text`."""
    style, comma, _ = call.raw.partition(",")
    ticked = "checked" in style if comma else False
    return Html(f"{'☑' if ticked else '☐'} {escape(_text_to_tick(call))}<br>")


def _text_to_tick(call: Call) -> str:
    style, comma, text = call.raw.partition(",")
    return (text if comma else style).strip()


def _table() -> Tags:
    tags: dict[str, Tag] = {}
    tabs = Tag("markdown", _box, divide=partial(_part_caption, _TAB))
    note = Tag("markdown", _note, title=_note_title)
    events = partial(_part_caption, _EVENT)
    for names, tag in (
        (("note", "subnote", "subwarning", "noteblock", "timenode", "tip"), note),
        (("tabs", "subtabs", "subsubtabs"), tabs),
        (("timeline",), Tag("markdown", _timeline, title=_before_comma, divide=events)),
        (("hideToggle", "hideBlock", "folding"), Tag("markdown", _folded, title=_fold_title)),
        (("hideInline",), Tag("none", _hidden_in_line, title=_before_comma)),
        (("cq", "centerquote"), Tag("markdown", partial(_box, kind="pullquote"))),
        (("gp", "grouppicture", "gallery"), Tag("markdown", partial(_box, kind="pictures"))),
        (("label",), Tag("none", _label, title=_label_text)),
        (("btn", "button"), Tag("none", _button)),
        (("pdf", "video", "audio"), Tag("none", _linked)),
        (("inlineImg",), Tag("none", _small_image)),
        (("inlineimage",), Tag("none", image)),
        (("linkgrid", "lg"), Tag("verbatim", _links)),
        (("checkbox", "radio"), Tag("none", _box_to_tick, title=_text_to_tick)),
        (("math", "katex", "mathjax", "math_block"), Tag("formula", lambda _: Html(""))),
    ):
        tags.update(dict.fromkeys(names, tag))
    for name, address in _EMBEDS.items():
        tags[name] = Tag("none", partial(_linked, address=address))
    for name in ("mermaid", "wavedrom"):
        tags[name] = Tag("verbatim", partial(_drawing, language=name))
    styled = {"u": "u", "emp": "em", "wavy": "u", "del": "del", "kbd": "kbd", "psw": "span"}
    for name, element in (*styled.items(), ("span", "span"), ("p", "span")):
        tags[name] = Tag("none", partial(_styled, name=element), title=_styled_text)
    return tags


THEME_TAGS: Tags = _table()
