"""Hexo's built-in tag plugins (hexo/lib/plugins/tag/index.ts), as HTML.

Addresses stay as written: pictures are bound, and `post:SLUG` links resolved, by later stages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from pipeline.findings import Code
from pipeline.markdown.tags import Call, Html, Tag, Tags

_ADDRESS = re.compile(
    r"^(?:https?://|/|\.{1,2}/)|\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE
)
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")
_SIZE = re.compile(r"^\d{1,5}(?:px|%)?$")


def _attributes(**given: str) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def _image(call: Call) -> Html:
    """`img [class…] address [width] [height] ["title" ["alt"]]`; `asset_img` likewise.

    The first argument that names a file is the address (hexo/lib/plugins/tag/asset_img.ts). What
    follows it and the sizes is a title and an alternative text where it is quoted, else one title.
    """
    written = _WORD.findall(call.raw)
    words = [word.strip("\"'") for word in written]
    at = next((i for i, word in enumerate(words) if _ADDRESS.search(word)), None)
    if at is None:
        return Html(escape(f"{{% {call.name} {call.raw} %}}"), finding=Code.BAD_TAG)
    behind = at + 1
    while behind < min(len(words), at + 3) and _SIZE.match(words[behind]):
        behind += 1
    width, height = [*words[at + 1 : behind], "", ""][:2]
    rest = words[behind:]
    title, alt = " ".join(rest), ""
    if len(rest) > 1 and written[behind][0] in "\"'":
        title, alt = rest[0], rest[1]
    attributes = _attributes(
        src=words[at], alt=alt or title, title=title, width=width, height=height
    )
    return Html(f"<img{attributes}>")


def _link(call: Call) -> Html:
    """`link text… address [external] [title]`."""
    arguments = list(call.arguments)
    at = next((i for i, a in enumerate(arguments) if re.match(r"https?://|/|\.", a)), None)
    if at is None:
        return Html(escape(f"{{% {call.name} {call.raw} %}}"), finding=Code.BAD_TAG)
    text = " ".join(arguments[:at]) or arguments[at]
    return Html(f"<a{_attributes(href=arguments[at])}>{escape(text)}</a>")


def _post_link(call: Call) -> Html:
    """`post_link slug [title] [escape]`."""
    return _titled(call, "post:{}", lambda slug: slug.rsplit("/", 1)[-1])


def _asset_link(call: Call) -> Html:
    """`asset_link file [title] [escape]`."""
    return _titled(call, "{}", str)


def _titled(call: Call, address: str, name: Callable[[str], str]) -> Html:
    """Give a link whose text is the title, or the target's own name."""
    if not call.arguments:
        return Html(escape(f"{{% {call.name} %}}"), finding=Code.BAD_TAG)
    target, *rest = call.arguments
    if rest and rest[-1] in {"true", "false"}:
        rest.pop()  # whether Hexo escapes the title
    text = " ".join(rest) or name(target)
    return Html(f"<a{_attributes(href=address.format(target))}>{escape(text)}</a>")


def _path(call: Call) -> Html:
    return Html(escape(" ".join(call.arguments)))


def _quote(call: Call) -> Html:
    """`blockquote [author[, source]] [link] [source title]`, its body a quotation."""
    words = call.raw.split()
    link = next((word for word in words if re.match(r"https?://", word)), "")
    before, _, after = call.raw.partition(link) if link else (call.raw, "", "")
    author, _, source = before.partition(",")
    parts = []
    if author.strip():
        parts.append(f"<strong>{escape(author.strip())}</strong>")
    name = after.strip() or source.strip() or link
    if link:
        parts.append(f"<cite><a{_attributes(href=link)}>{escape(name)}</a></cite>")
    elif source.strip():
        parts.append(f"<cite>{escape(source.strip())}</cite>")
    foot = f"<p>{' '.join(parts)}</p>" if parts else ""
    return Html("<blockquote>", f"{foot}</blockquote>\n")


def _pullquote(call: Call) -> Html:
    del call
    return Html('<blockquote class="pullquote">', "</blockquote>\n")


def _code(call: Call) -> Html:
    """`codeblock [title] [lang:x] [url] [link text] [option:value]…`."""
    language, title = "", []
    for word in call.arguments:
        key, colon, value = word.partition(":")
        if key == "lang" and colon:
            language = f' class="language-{escape(value.lower())}"'
        elif not re.match(
            r"https?://|(?:line_number|line_threshold|highlight|first_line|mark|wrap|diff|tab)[:=]",
            word,
        ):
            title.append(word)
    caption = f"<p><strong>{escape(' '.join(title))}</strong></p>\n" if title else ""
    return Html(f"{caption}<pre><code{language}>{escape(call.body, quote=False)}\n</code></pre>\n")


def _raw(call: Call) -> Html:
    return Html(escape(call.body, quote=False))


def _frame(call: Call) -> Html:
    """`iframe address [width] [height]`: a link, as a card holds no frame."""
    address = call.arguments[0] if call.arguments else ""
    return Html(f"<a{_attributes(href=address)}>{escape(address)}</a>")


def _table() -> Tags:
    table: dict[str, Tag] = {"raw": Tag("verbatim", _raw), "iframe": Tag("none", _frame)}
    for names, tag in (
        (("img", "image", "asset_img", "asset_image"), Tag("none", _image)),
        (("a", "link", "anchor"), Tag("none", _link)),
        (("post_link",), Tag("none", _post_link)),
        (("asset_link",), Tag("none", _asset_link)),
        (("asset_path", "post_path", "url_for", "full_url_for"), Tag("none", _path)),
        (("quote", "blockquote"), Tag("markdown", _quote)),
        (("pullquote",), Tag("markdown", _pullquote)),
        (("code", "codeblock"), Tag("verbatim", _code)),
    ):
        table.update(dict.fromkeys(names, tag))
    return table


TAGS: Tags = _table()
