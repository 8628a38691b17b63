"""Hexo's built-in tag plugins (hexo/lib/plugins/tag/), as HTML.

Addresses stay as written: pictures are bound, and `post:SLUG` links resolved, by later stages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import PurePosixPath

from ...findings import Code, Message
from ...html import guard
from ...html.raw import Run
from ...markdown.code import CodeBlock, Fence, marked_lines
from ...markdown.outside_code import replace_outside_code, text_lines, without_in_code
from ...markdown.tags import RAW, Call, Html, Tag, Tags

_ADDRESS = re.compile(
    r"^(?:https?://|/|\.{1,2}/)|\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE
)
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")
_QUOTED_TWICE = re.compile(r"""(?:"(?P<single>'[^"]*')"|'(?P<double>"[^']*")')$""")
_NAMED = re.compile(r"[a-z]+=")  # as Volantis writes it
_SIZE = re.compile(r"^\d{1,5}(?:px|%)?$")
_URL = re.compile(r"https?://\S+")
_CODE_OPTION = re.compile(
    r"(?:(?<=\s)|^)(?P<key>line_number|line_threshold|first_line|wrap|mark|language_attr|highlight|lang):(?P<value>\S*)"
)
_FENCE_LINK = re.compile(r"(?P<title>.+?)(?<!\s)\s++(?P<url>https?://\S+|/\S+)\s*(?P<text>.*)")
_INCLUDED = re.compile(r"(?<!\s)\s*\b(lang|from|to):(\w+)", re.IGNORECASE)


_WRITTEN_OUT = re.compile(
    r"""(?P<comment>\{#)|(?:(?<=[("'<])|(?<=:\s))\{%-?\s*+(?P<name>asset|post)_path\s++"""
    r"""(?P<quote>["']?)(?P<target>(?:[^"'%{\n]|%(?!\})|\{(?!%))*?)(?P=quote)"""
    r"""(?:(?<!\s)\s++(?:"[^"\n]*"|'[^'\n]*'|true|false)){0,3}(?:(?<!\s)\s*+)?-?%\}"""
)
_FENCES_ALONE = re.compile(r"(?!)(?P<end>)")
_VERBATIM = re.compile(r"\{%-?\s*(?P<end>end)?(?:raw|code|codeblock|mermaid|math|katex|mathjax)\b")


def prepare(body: str) -> str:
    """Return a post's body with the tags of addresses written out where an address stands, and
    without comments, as Hexo runs its tags before Markdown. Code stays as it is, but what `raw` keeps from
    being run within a line of it is shown without these tags.
    """
    lines = body.split("\n")
    for at in text_lines(lines, _FENCES_ALONE):
        if "endraw" in lines[at]:
            lines[at] = without_in_code(lines[at], RAW)
    for at in text_lines(lines, _VERBATIM):
        if "_path" in lines[at] or "{#" in lines[at]:
            written = partial(_written_out, lines[at].rfind("#}"))
            lines[at] = replace_outside_code(lines[at], _WRITTEN_OUT, written)
    return "\n".join(lines)


def _written_out(last: int, match: re.Match[str]) -> tuple[str, int]:
    """Return what stands for a tag or a comment, and where it ends; the last comment does at `last`."""
    if match["comment"]:
        closed = match.end() <= last
        return ("", match.string.find("#}", match.end()) + 2) if closed else ("{#", match.end())
    scheme = "post:" if match["name"] == "post" else ""
    return scheme + match["target"].replace(" ", "%20"), match.end()


def attributes(**given: str) -> str:
    """Return attributes as they stand in an HTML tag; those without a value are left out."""
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def link(address: str, text: str = "") -> Html:
    """Return a link; without a text it shows its address."""
    return Html(f"<a{attributes(href=address)}>{escape(text or address)}</a>")


def refuse(call: Call, message: Message | None = None) -> Html:
    """Return a tag as it is written, with the message that says why it cannot be rendered."""
    return Html(escape(call.shown), finding=message or Code.BAD_TAG.message(tag=call.shown))


def image(call: Call) -> Html:
    """`img [class…] address [width] [height] ["title" ["alt"]]`; `asset_img` likewise.

    The first argument that names a file is the address (asset_img.ts). What follows it and the sizes
    is a title and an alternative text where it is quoted, twice (img.ts) or once; else one title.
    """
    raw = _QUOTED_TWICE.sub(lambda match: match["single"] or match["double"], call.raw)
    written = _WORD.findall(raw)
    words = [word.strip("\"',") for word in written]
    at = next((i for i, word in enumerate(words) if _ADDRESS.search(word)), None)
    if at is None:
        return refuse(call)
    behind = at + 1
    while behind < min(len(words), at + 3) and _SIZE.match(words[behind]):
        behind += 1
    sizes = [*words[at + 1 : behind], "", ""][:2]
    named = dict(word.split("=", 1) for word in words[behind:] if _NAMED.match(word))
    rest = [word for word in words[behind:] if not _NAMED.match(word)]
    title, alt = " ".join(rest), ""
    if len(rest) > 1 and written[behind][0] in "\"'":
        title, alt = rest[0], rest[1]
    width, height = (
        named.get(name, size) for name, size in zip(("width", "height"), sizes, strict=True)
    )
    alt = alt or title or named.get("alt", "")
    return Html(
        f"<img{attributes(src=words[at], alt=alt, title=title, width=width, height=height)}>"
    )


def _link(call: Call) -> Html:
    """`link text… address [external] [title]`."""
    arguments = list(call.arguments)
    at = next((i for i, a in enumerate(arguments) if re.match(r"https?://|/|\.|mailto:", a)), None)
    if at is None:
        return refuse(call)
    return link(arguments[at].rstrip(","), " ".join(arguments[:at]).rstrip(","))


def _post_link(call: Call) -> Html:
    """`post_link slug[#heading] [title] [escape]`; without a title the link bears the slug, which later
    becomes the title of the post.
    """
    return _titled(call, "post:{}", lambda slug: slug.partition("#")[0].rsplit("/", 1)[-1])


def _asset_link(call: Call) -> Html:
    """`asset_link file [title] [escape]`."""
    return _titled(call, "asset:{}", str)


def _titled(call: Call, address: str, name: Callable[[str], str]) -> Html:
    """Return a link whose text is the title, or the target's own name."""
    if not call.arguments:
        return refuse(call)
    target, *rest = call.arguments
    is_text = rest.pop() == "true" if rest and rest[-1] in {"true", "false"} else True
    title = " ".join(rest) or name(target)
    shown = escape(title) if is_text else guard([Run(title, True, 0, 1)]).runs[0]
    return Html(f"<a{attributes(href=address.format(target))}>{shown}</a>")


def _path(call: Call) -> Html:
    """`asset_path file`, `post_path slug` within text: the path itself."""
    return Html(escape(" ".join(call.arguments)))


def _url_for(call: Call) -> Html:
    """`url_for text path [relative]` (url_for.ts)."""
    if len(call.arguments) < 2:
        return refuse(call)
    return link(call.arguments[1], call.arguments[0])


def _quote(call: Call) -> Html:
    """`blockquote [author[, source]] [link] [source title]`, its body a quotation (blockquote.ts)."""
    said = " ".join(call.arguments)
    url = _URL.search(said)
    author, title = (said[: url.start()], said[url.end() :]) if url else (said, "")
    if url is None:
        author, _, title = author.partition(",")
    author, title = author.strip(" ,"), title.strip()
    parts = [f"<strong>{escape(author)}</strong>"] if author else []
    if url:
        shown = title or re.sub(r"^https?://|/(?:index\.html?)?$", "", url[0])
        parts.append(f"<cite>{link(url[0], shown).before}</cite>")
    elif title:
        parts.append(f"<cite>{escape(title)}</cite>")
    foot = f"<p>{' '.join(parts)}</p>" if parts else ""
    return Html("<blockquote>", f"{foot}</blockquote>\n")


def _pullquote(call: Call) -> Html:
    return Html('<blockquote class="pullquote">', "</blockquote>\n")


def fence(info: str) -> Fence:
    """Read the line that opens a fence: ``lang [title] [url] [link text] [option:value]…``
    (hexo/lib/plugins/filter/before_post_render/backtick_code_block.ts).
    """
    options = dict(_CODE_OPTION.findall(info))
    language, _, rest = _CODE_OPTION.sub("", info).strip().partition(" ")
    return _opening(language, rest.strip(), options)


def _code(call: Call) -> Html:
    """`codeblock [title] [lang:x] [url] [link text] [option:value]…` (code.ts)."""
    options = dict(_CODE_OPTION.findall(call.raw))
    rest = " ".join(word.strip("\"'") for word in _WORD.findall(_CODE_OPTION.sub("", call.raw)))
    opening = _opening(options.get("lang", ""), rest, options)
    return Html(CodeBlock(opening, call.body + "\n").html)


def _opening(language: str, rest: str, options: dict[str, str]) -> Fence:
    """Read the title of a block of code, which may be followed by a link."""
    linked = _FENCE_LINK.fullmatch(rest)
    title, url, text = linked.group("title", "url", "text") if linked else (rest, "", "")
    return Fence(language, title, url, text, _marked(options))


def _marked(options: dict[str, str]) -> tuple[int, ...]:
    """Return the marked lines, counted from 1, whatever number the first line bears."""
    first = int(number) if (number := options.get("first_line", "1")).isdecimal() else 1
    return tuple(line - first + 1 for line in marked_lines(options.get("mark", "")))


def _include_code(call: Call, text_of_file: Callable[[str], str | None]) -> Html:
    """`include_code [title] [lang:x] [from:n] [to:n] path/to/file` (include_code.ts)."""
    options = {key.lower(): value for key, value in _INCLUDED.findall(call.raw)}
    title, _, path = _INCLUDED.sub("", call.raw).strip().rpartition(" ")
    source = text_of_file(path) if path else None
    if source is None:
        return refuse(call, Code.BAD_TAG.message("no-file", tag=call.shown))
    first, last = (
        int(value) if (value := options.get(key, "")).isdecimal() else None
        for key in ("from", "to")
    )
    lines = source.split("\n")[max(0, (first or 1) - 1) : last]
    name = PurePosixPath(path)
    opening = Fence(options.get("lang", name.suffix[1:]), title.strip() or name.name)
    return Html(CodeBlock(opening, "\n".join(lines).strip() + "\n").html)


def _frame(call: Call) -> Html:
    """`iframe address [width] [height]`: a link, as a card holds no frame."""
    return link(call.arguments[0]) if call.arguments else refuse(call)


def table(text_of_file: Callable[[str], str | None]) -> Tags:
    """Return the built-in tags by name. `text_of_file` reads a file of the site's code folder."""
    tags = {
        "raw": Tag("html", lambda _: Html("")),
        "iframe": Tag("none", _frame),
        "post_link": Tag("none", _post_link),
        "asset_link": Tag("none", _asset_link),
        "pullquote": Tag("markdown", _pullquote),
    }
    include = Tag("none", lambda call: _include_code(call, text_of_file), block=True)
    for names, tag in (
        (("img", "image", "asset_img", "asset_image"), Tag("none", image)),
        (("a", "link", "anchor"), Tag("none", _link)),
        (("asset_path", "post_path"), Tag("none", _path)),
        (("url_for", "full_url_for"), Tag("none", _url_for)),
        (("quote", "blockquote"), Tag("markdown", _quote)),
        (("code", "codeblock"), Tag("verbatim", _code)),
        (("include_code", "include-code"), include),
    ):
        tags.update(dict.fromkeys(names, tag))
    return tags
