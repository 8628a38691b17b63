"""Front matter as hexo-front-matter 4.2 splits it, and its JSON.

It is YAML between lines of `---`, or JSON without its braces between lines of `;;;`. The opening
line may be left out.
"""

from __future__ import annotations

from ...findings import Code
from ..front_matter import MAX_SIZE, Split, begins_with_key, load_yaml, no_end, size
from ..front_matter.js_json import load_json


def split(text: str) -> Split:
    r"""Cut a file into head and body where hexo-front-matter does (`rFrontMatter`).

    The expressions there are `^(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?([\s\S]*)` and, for a file that
    does not begin with a fence, `^([\s\S]+?)\n(-{3,}|;{3,})\n?([\s\S]*)`.
    """
    fence = _fence(text)
    if fence:
        start = len(fence)
        end = text.find(f"\n{fence}", start + 2)
        first, _, rest = text.partition("\n")
        if first != fence:
            meant = not first[start:].strip() and begins_with_key(rest)
            blanks = Code.OPEN_FRONT_MATTER.message("no-opening")
            return Split("", text, open=blanks if meant else None)
        if end < 0:
            return Split("", text, open=no_end() if begins_with_key(rest) else None)
        start += 1
    else:
        start = 0
        ends = [at for mark in ("\n---", "\n;;;") if (at := text.find(mark, 1)) >= 0]
        if not ends:
            return Split("", text)
        end = min(ends)
    data = text[start:end]
    closing = fence or _fence(text[end + 1 :])
    after = end + 1 + len(closing)
    after += text[after : after + 1] == "\n"
    head = text[:after]
    is_json = closing[0] == ";"
    return Split(
        head,
        text[after:],
        data,
        data_line=1 + bool(fence),
        body_line=1 + head.count("\n"),
        load=load_json if is_json else load_yaml,
        meant=bool(fence) or (not is_json and _looks_meant(data)),
    )


def _fence(text: str) -> str:
    """Return the dashes or semicolons, three or more, that a text begins with, or ""."""
    if text.startswith(("---", ";;;")):
        return text[: len(text) - len(text.lstrip(text[0]))]
    return ""


def _looks_meant(data: str) -> bool:
    """Whether YAML above a `---`, without an opening line, is meant as front matter, were it broken."""
    if size(data) > MAX_SIZE:
        return False
    return begins_with_key(data) and "\n\n" not in f"{data}\n"
