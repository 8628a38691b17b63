"""The Liquid tags that a Jekyll post may hold (jekyll/lib/jekyll/tags/), as HTML."""

from __future__ import annotations

from html import escape

from pipeline.markdown.tags import Call, Html, Tag, Tags


def _highlight(call: Call) -> Html:
    """`highlight language [linenos] [mark_lines=…]`: a block of code."""
    language = f' class="language-{escape(call.arguments[0].lower())}"' if call.arguments else ""
    return Html(f"<pre><code{language}>{escape(call.body, quote=False)}\n</code></pre>\n")


def _nothing(call: Call) -> Html:
    """`comment` shows nothing; `raw` only keeps Liquid off what is Markdown all the same."""
    return Html("")


TAGS: Tags = {
    "highlight": Tag("verbatim", _highlight),
    "raw": Tag("none", _nothing),
    "comment": Tag("verbatim", _nothing),
}
