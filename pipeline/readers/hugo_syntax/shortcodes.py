"""Hugo's shortcodes (`tpl/tplimpl/embedded/templates/_shortcodes/`), and such as most themes have, as HTML
that a card can hold.

Addresses stay as written: pictures are bound, and `post:NAME` links resolved, by later stages. What is
played or framed elsewhere becomes a link, a drawing in text becomes code. A shortcode that is not known
here keeps what stands between it and its end, as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from ...findings import Code
from ...markdown.code import CodeBlock, Fence, marked_lines
from ...markdown.tags import Call, Html, Notation, Tag, Tags, TagSyntax

_WORD = r"\w[\w-]*+(?>(?:/\w[\w-]*+)*)"
PLAIN = TagSyntax("{{<", ">}}", end="/", word=_WORD)
RENDERED = TagSyntax("{{%", "%}}", end="/", word=_WORD)
"""Hugo renders as Markdown what comes of the latter; here the body of both is."""

_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w.-]++)[ \t]*=[ \t]*)?"
    r"(?:\\?\"(?P<text>(?>(?:[^\"\\]|\\.?)*))(?:\"|\Z)|`(?P<raw>[^`]*+)(?:`|\Z)|(?P<word>[^\s\"`]++))"
)
_MARKS = re.compile(
    r"hl_lines\"?\s*[=:]\s*(?:\[(?P<list>[^\[\]]*+)\]|(?P<text>\"[^\"]*+\"|[\d -]++))"
)
_KIND = re.compile(r"[A-Za-z][\w-]*+", re.ASCII)
_LANGUAGE = re.compile(r"[^\s{,]*+")

_KINDS = "note notice admonition alert callout hint tip info important warning caution danger panel".split()
_STYLES = {
    "tip": "success", "success": "success", "info": "info", "note": "info", "important": "warning",
    "warning": "warning", "caution": "warning", "danger": "danger", "error": "danger",
}  # fmt: skip
_BOXES = "columns column tabs steps cards blockquote center".split()


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a shortcode: by place, or by name."""

    placed: tuple[str, ...]
    named: Mapping[str, str]

    @classmethod
    def of(cls, raw: str) -> Arguments:
        """Return the arguments as they are written: bare, in quotes, or between back quotes."""
        placed: list[str] = []
        named: dict[str, str] = {}
        for match in _ARGUMENT.finditer(raw):
            text = match["text"]
            value = match["raw"] or match["word"] or (text or "").replace('\\"', '"')
            if match["key"] is None:
                placed.append(value)
            else:
                named[match["key"].lower()] = value
        return cls(tuple(placed), named)

    def get(self, *names: str) -> str:
        """Return the first argument of these names that is there, or else ""."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def first(self, *names: str) -> str:
        """Return what the first argument is, by place or by name; "" without it."""
        return self.placed[0] if self.placed else self.get(*names)


def _attributes(**given: str) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def _refused(call: Call) -> Html:
    """Return a shortcode as it is written, since it lacks an argument."""
    return Html(escape(call.shown), finding=Code.BAD_TAG.message(tag=call.shown))


def _figure(call: Call) -> Html:
    """`figure src= [alt= title= caption= attr= attrlink= link= width= height=]`; `image address`."""
    given = Arguments.of(call.raw)
    source = given.get("src", "url", "file") or given.first()
    if not source:
        return _refused(call)
    size = {"width": given.get("width"), "height": given.get("height")}
    alt = given.get("alt", "caption", "title")
    html = f"<img{_attributes(src=source, alt=alt, **size)}>"
    if link := given.get("link"):
        html = f"<a{_attributes(href=link)}>{html}</a>"
    said = [escape(given.get("caption"))]
    if author := given.get("attr"):
        link = given.get("attrlink")
        said.append(f"<a{_attributes(href=link)}>{escape(author)}</a>" if link else escape(author))
    lines = [line for line in (escape(given.get("title")), " ".join(said).strip()) if line]
    if not lines:
        return Html(html)
    return Html(f"<figure>{html}<figcaption>{'<br>'.join(lines)}</figcaption></figure>\n")


def _highlight(call: Call) -> Html:
    """`highlight language [options]`: a block of code."""
    given = Arguments.of(call.raw)
    opening = Fence(given.first("lang", "language"), marked=_marked(call.raw))
    return Html(CodeBlock(opening, call.body.strip("\r\n") + "\n").html)


def fence(info: str) -> Fence:
    """Read the line that opens a fence: its language, and attributes between braces."""
    found = _LANGUAGE.match(info.strip())
    return Fence(found[0] if found else "", marked=_marked(info))


def _marked(written: str) -> tuple[int, ...]:
    """Return the lines that `hl_lines` marks: numbers and ranges, parted by blanks or commas."""
    found = _MARKS.search(written)
    if found is None:
        return ()
    return marked_lines(",".join(re.findall(r"[\d-]+", found["list"] or found["text"])))


def _reference(call: Call) -> Html:
    """`ref page`, `relref page` within text: its name, as an address is not for reading."""
    name = Arguments.of(call.raw).first("path")
    return Html(escape(name)) if name else _refused(call)


def _linked(*forms: str) -> Callable[[Call], Html]:
    """Return what shows a link in place of what is played or framed; a form for each count of arguments."""

    def render(call: Call) -> Html:
        given = Arguments.of(call.raw)
        parts = given.placed or tuple(filter(None, (given.get("user"), given.get("id"))))
        if not parts:
            return _refused(call)
        form = forms[min(len(parts), len(forms)) - 1]
        address = form.format(*parts)
        return Html(f"<a{_attributes(href=address)}>{escape(address)}</a>")

    return render


def _box(call: Call) -> Html:
    """`notice [kind] [title]` and its kin: a box with its title."""
    given = Arguments.of(call.raw)
    kind = given.get("type", "kind") or next(iter(given.placed), call.name)
    style = f"note {_STYLES.get(kind.lower(), '')}".strip()
    return Html(f'<div class="{style}">{_caption(_box_title(call))}', "</div>\n")


def _box_title(call: Call) -> str:
    given = Arguments.of(call.raw)
    return given.get("title") or next(iter(given.placed[_names_kind(given.placed) :]), "")


def _names_kind(placed: tuple[str, ...]) -> bool:
    """Whether the first argument is a kind or an icon: one word in Latin letters."""
    return bool(placed) and _KIND.fullmatch(placed[0]) is not None


def _caption(title: str) -> str:
    return f'<div class="caption">{escape(title)}</div>\n' if title else ""


def _plain_box(call: Call) -> Html:
    return Html('<div class="tabs">', "</div>\n")


def _named_box(call: Call) -> Html:
    """`tab name`: its name above it."""
    return Html(f"<div>{_caption(_tab_title(call))}", "</div>\n")


def _tab_title(call: Call) -> str:
    return Arguments.of(call.raw).first("name", "title", "header")


def _folded(call: Call) -> Html:
    """`details summary`, `expand title`: what can be folded."""
    title = _fold_title(call)
    summary = f"<summary>{escape(title)}</summary>" if title else ""
    return Html(f"<details>{summary}", "</details>\n")


def _fold_title(call: Call) -> str:
    return Arguments.of(call.raw).first("summary", "title")


def _drawing(call: Call) -> Html:
    """`mermaid`: a drawing in text."""
    return Html(CodeBlock(Fence(call.name), call.body.strip("\r\n") + "\n").html)


def _button(call: Call) -> Html:
    """`button href=`: a link around its body."""
    address = Arguments.of(call.raw).get("href", "relref", "link", "url")
    return Html(f"<a{_attributes(href=address)}>", "</a>") if address else Html("")


def _nothing(call: Call) -> Html:
    return Html("")


def _param(parameters: Mapping[str, str], call: Call) -> Html:
    """`param name`: a parameter of the site; those of a post are not known here."""
    value = parameters.get(Arguments.of(call.raw).first("name").lower())
    return _refused(call) if value is None else Html(escape(value))


def _table() -> Tags:
    tweet = _linked("https://x.com/i/status/{0}", "https://x.com/{0}/status/{1}")
    return {
        "highlight": Tag("verbatim", _highlight),
        "gist": Tag("none", _linked("https://gist.github.com/{0}", "https://gist.github.com/{0}/{1}")),
        "youtube": Tag("none", _linked("https://www.youtube.com/watch?v={0}")),
        "vimeo": Tag("none", _linked("https://vimeo.com/{0}")),
        "instagram": Tag("none", _linked("https://www.instagram.com/p/{0}/")),
        "bilibili": Tag("none", _linked("https://www.bilibili.com/video/{0}")),
        "comment": Tag("verbatim", _nothing),
        "tab": Tag("markdown", _named_box, title=_tab_title),
        "mermaid": Tag("verbatim", _drawing),
        "button": Tag("markdown", _button),
        **dict.fromkeys(("tweet", "twitter", "x"), Tag("none", tweet)),
        **dict.fromkeys(("ref", "relref"), Tag("none", _reference)),
        **dict.fromkeys(("figure", "image", "img", "imgproc"), Tag("none", _figure, block=True)),
        **dict.fromkeys(("details", "expand", "spoiler"), Tag("markdown", _folded, title=_fold_title)),
        **dict.fromkeys(("rawhtml", "raw-html", "html", "raw"), Tag("html", _nothing)),
        **dict.fromkeys(_KINDS, Tag("markdown", _box, title=_box_title)),
        **dict.fromkeys(_BOXES, Tag("markdown", _plain_box)),
    }  # fmt: skip


TABLE = _table()
"""The shortcodes by name, but `param`, which depends on the site."""


def shortcodes(parameters: Mapping[str, str]) -> tuple[Notation, ...]:
    """Return all shortcodes, in both notations; `parameters` of the site are by name in lower case."""
    table = {**TABLE, "param": Tag("none", lambda call: _param(parameters, call))}
    return Notation(PLAIN, table), Notation(RENDERED, table)
