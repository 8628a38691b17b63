"""Tags in the syntax `{{< name arguments >}}`."""

from __future__ import annotations

from html import escape

from pipeline.markdown.tags import Call, Html, Notation, Tag, TagSyntax


def _picture(call: Call) -> Html:
    return Html(f'<img src="{escape(call.arguments[0])}" alt="">')


def _see(call: Call) -> Html:
    return Html(f'<a href="post:{escape(call.arguments[0])}">{escape(call.arguments[0])}</a>')


def _aside(call: Call) -> Html:
    return Html('<div class="note">', "</div>\n")


def _listing(call: Call) -> Html:
    return Html(f"<pre><code>{escape(call.body)}\n</code></pre>\n")


SHORTCODES = Notation(
    TagSyntax("{{<", ">}}", end="/"),
    {
        "picture": Tag("none", _picture),
        "see": Tag("none", _see),
        "aside": Tag("markdown", _aside),
        "listing": Tag("verbatim", _listing),
    },
)
