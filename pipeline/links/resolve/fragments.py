"""Which question of a post a fragment leads to.

Engines make ids of headings in ways of their own: Hexo `2-什么是-LoRA`, kramdown `什么是lora`. All keep
the letters and digits in their order, so these are compared, with the number of the question or without.
An id that its author gave to a question goes before. A text fragment (`#:~:text=…`, WICG) quotes the
prompt itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from ...html.text import letters
from ...ir import Post

_TEXT = ":~:text="
_NUMBER = re.compile(r"^(?:第|问题?|q(?:uestion)?)?\d{1,3}[题问]?")


class Questions:
    """The questions of posts by the fragments that lead to them."""

    def __init__(self) -> None:
        self._names: dict[str, Mapping[str, int]] = {}
        self._ids: dict[str, Mapping[str, int]] = {}

    def named(self, post: Post, fragment: str) -> int | None:
        """Return the ordinal of the question that a fragment (with its `#`) leads to, or None."""
        if len(fragment) < 2:
            return None
        if post.ref not in self._names:
            self._names[post.ref] = _names(post)
            self._ids[post.ref] = _unique([(q.anchor, q.ordinal) for q in post.questions])
        anchor, mark, text = fragment[1:].partition(_TEXT)
        names = self._names[post.ref]
        if not mark:
            written = unquote(anchor).removeprefix("^")
            if given := self._ids[post.ref].get(written):
                return given
            name = letters(written)
            return names.get(name) or names.get(_NUMBER.sub("", name))
        quoted = [part for part in text.split("&")[0].split(",") if part[:1] != "-" != part[-1:]]
        if not quoted:
            return None
        begins, ends = (letters(unquote(part)) for part in (quoted[0], quoted[-1]))
        found = {names[n] for n in names if begins and n.startswith(begins) and n.endswith(ends)}
        return found.pop() if len(found) == 1 else None


def _names(post: Post) -> Mapping[str, int]:
    """Return a post's ordinals by their prompts' letters and digits; what two share is left out."""
    named = [
        (name, question.ordinal)
        for question in post.questions
        for name in {
            letters(question.prompt.text), letters(question.number + question.prompt.text)
        } - {""}
    ]  # fmt: skip
    return _unique(named)


def _unique(named: Sequence[tuple[str, int]]) -> Mapping[str, int]:
    """Return ordinals by their names, without names that several have."""
    count = Counter(name for name, _ in named)
    return {name: ordinal for name, ordinal in named if name and count[name] == 1}
