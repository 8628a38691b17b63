"""GitBook's blocks, as HTML that a card can hold (gitbook.com/docs, "Blocks"): a hint is a box, a tab has
its name above it, and what is framed is a link.
"""

from __future__ import annotations

import re
from html import escape

from ..findings import Code
from ..markdown.tags import Call, Html, Tag, Tags

_ARGUMENT = re.compile(r'(?<![\w-])(?P<name>[\w-]++)[ \t]*=[ \t]*"(?P<value>[^"]*)"')
_STYLES = frozenset({"info", "success", "warning", "danger"})


def _arguments(call: Call) -> dict[str, str]:
    return {match["name"]: match["value"] for match in _ARGUMENT.finditer(call.raw)}


def _hint(call: Call) -> Html:
    """`hint style="info"`."""
    style = _arguments(call).get("style", "")
    kind = f"note {style}" if style in _STYLES else "note"
    return Html(f'<div class="{kind}">', "</div>\n")


def _tab(call: Call) -> Html:
    """`tab title="name"`."""
    title = escape(_tab_title(call))
    return Html(f'<div><div class="caption">{title}</div>\n' if title else "<div>", "</div>\n")


def _tab_title(call: Call) -> str:
    return _arguments(call).get("title", "")


def _linked(call: Call) -> Html:
    """`embed url=`, `page-ref page=`, `file src=`: a link."""
    given = _arguments(call)
    address = next((given[name] for name in ("url", "page", "src") if given.get(name)), "")
    if not address:
        return Html(escape(call.shown), finding=Code.BAD_TAG.message(tag=call.shown))
    return Html(
        f'<p><a href="{escape(address)}">{escape(given.get("caption") or address)}</a></p>\n'
    )


TAGS: Tags = {
    "hint": Tag("markdown", _hint),
    "tab": Tag("markdown", _tab, title=_tab_title),
    "content-ref": Tag("markdown", lambda _: Html("<div>", "</div>\n")),
    **dict.fromkeys(("embed", "page-ref", "file"), Tag("none", _linked, block=True)),
}
"""The blocks by name, but `tabs`, which Hexo's themes have too. In a `content-ref` there is a link."""
