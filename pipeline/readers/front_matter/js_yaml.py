"""YAML as js-yaml 4 reads it, the parser of Hexo: PyYAML's syntax, js-yaml's types.

PyYAML follows YAML 1.1, where `no` is a boolean, `0173600` octal and `12:30:45` a number. So only
its composer is used, and plain scalars are typed here by the rules of js-yaml (`lib/type/*.js`).
Quoted scalars are strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from ...characters import clean, was_replaced
from ...findings import FilledText, Phrase
from .js_types import Value, as_js_string, scalar, tags_of
from .loaded import Loaded, Problem

MAX_DEPTH = 100
"""js-yaml's own `maxDepth`."""


_MOST_GROWTH = 4
_SMALL = 10_000


def load(text: str, *, last_counts: bool = False) -> Loaded:
    """Read one YAML document. It raises nothing: what is wrong is a `Problem`.

    Nesting deeper than `MAX_DEPTH` is refused, and so are aliases by which the values have more than
    four times the characters of the text and ten thousand. A key that is there twice is wrong, or
    with `last_counts` only worth telling.
    """
    reader = _Reader(_MOST_GROWTH * len(text) + _SMALL, last_counts)
    try:
        hidden = _TO_HIDE.sub(lambda match: chr(_HIDDEN[ord(match[0])]), f"{text}\n")
        node = _compose(hidden)
        value = None if node is None else reader.value(node)
    except _RefusalError as refusal:
        reader.problems.append(
            Problem("syntax", refusal.reason, refusal.mark.line, refusal.mark.column)
        )
        value = None
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_problem(error, text))
        value = None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        bad = Phrase.BAD_CHARACTER.text(character=error.character)
        reader.problems.append(Problem("syntax", bad, line, column))
        value = None
    lines = reader.lines if isinstance(value, dict) else {}
    return Loaded(value, lines, tuple(reader.problems), reader.cleaned)


# Noncharacters hide what YAML 1.1 reads otherwise than 1.2: U+0085, U+2028 and U+2029, which end
# a line in the one only, and question marks within words, which PyYAML refuses between brackets.
_HIDDEN = {0x85: 0x1FFFE, 0x2028: 0x1FFFF, 0x2029: 0x2FFFE, ord("?"): 0x2FFFF}
_SHOWN = {there: here for here, there in _HIDDEN.items()}
_TO_HIDE = re.compile(r"[\x85\u2028\u2029]|(?<=[^\s\[{,])\?|\?(?=[^\s\]},])")
_PLAIN = "?"
_YAML = "tag:yaml.org,2002:"


class _Loader(yaml.BaseLoader):
    """PyYAML's composer, with tabs as white space, and with a limit of depth.

    `quoted` is the last text between quotes that runs over lines, `open` where the brackets begin that
    are not closed yet.
    """

    depth = 0
    quoted: yaml.ScalarToken | None = None

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.open: list[yaml.Mark] = []

    def fetch_flow_collection_start(self, kind: type[yaml.Token]) -> None:
        """Fetch an opening bracket, and remember it."""
        self.open.append(self.get_mark())
        super().fetch_flow_collection_start(kind)

    def fetch_flow_collection_end(self, kind: type[yaml.Token]) -> None:
        """Fetch a closing bracket, and forget the one that opens it."""
        del self.open[-1:]
        super().fetch_flow_collection_end(kind)

    def scan_to_next_token(self) -> None:
        """Skip white space; a tab may stand anywhere but in the indentation of a block."""
        indentation = self.column == 0
        while True:
            while self.peek() == " " or (
                self.peek() == "\t" and (not indentation or self.flow_level or self._blank())
            ):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0\r\n":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            indentation = True
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """Skip white space inside a plain scalar, in which tabs may stand too."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        white = self.prefix(length)
        if "\t" in white:
            self.forward(length)
            if self.peek() not in "\r\n\0":
                return [white]
        spaces: list[str] | None = super().scan_plain_spaces(indent, start_mark)
        return spaces

    def scan_flow_scalar(self, style: str) -> yaml.ScalarToken:
        """Scan a text between quotes, and remember it where it runs over lines."""
        token: yaml.ScalarToken = super().scan_flow_scalar(style)
        if token.start_mark.line != token.end_mark.line:
            self.quoted = token
        return token

    def _blank(self) -> bool:
        """Whether nothing but a comment follows on this line."""
        ahead = 0
        while self.peek(ahead) in " \t":
            ahead += 1
        return self.peek(ahead) in "#\r\n\0"

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose a node; raise where it lies too deep."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if self.depth >= MAX_DEPTH:
            raise _RefusalError(Phrase.TOO_DEEP.text(limit=MAX_DEPTH), event)
        if isinstance(event, yaml.ScalarEvent) and event.tag == "!":
            event.implicit = (False, True)  # as if it were quoted
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node; plain scalars, typed later by their looks, get `_PLAIN`."""
        if kind is yaml.ScalarNode and implicit[0]:
            return _PLAIN
        return str(super().resolve(kind, value, (False, True)))  # type: ignore[no-untyped-call]


class _RefusalError(Exception):
    """What is not read though it is YAML, and where it is: at an event or a node."""

    def __init__(self, reason: FilledText, at: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.mark = at.start_mark


def _compose(text: str) -> yaml.Node | None:
    """Compose the one document of a text; raise a `yaml.YAMLError` where it is wrong."""
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    except (ValueError, OverflowError) as error:  # an escape or a version number out of range
        raise yaml.MarkedYAMLError(problem=str(error), problem_mark=loader.get_mark()) from error
    except yaml.MarkedYAMLError as error:
        quoted, noticed = loader.quoted, error.problem_mark
        if quoted and noticed and quoted.end_mark.line == noticed.line:  # closed by another's quote
            error.context, error.context_mark = _QUOTED, quoted.start_mark
        elif loader.open and error.context != _QUOTED:
            error.context, error.context_mark = _BRACKET, loader.open[-1]
        raise


_QUOTED = "while scanning a quoted scalar"
_KEY = "while scanning a simple key"
_BRACKET = "between brackets"
_MARGIN = re.compile(r"\n[^\s\]},]")


def _problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """Return why a text is refused: what is not closed is wrong where it begins, not where that shows."""
    began, noticed = error.context_mark, error.problem_mark
    reason: str | FilledText = str(error.problem or error.context).translate(_SHOWN)
    mark = noticed or began
    if began and noticed and began.line < noticed.line:
        context = error.context
        if context == _KEY:
            mark = began
        elif context == _QUOTED:
            mark, reason = began, Phrase.UNCLOSED_QUOTE.text()
        elif context == _BRACKET and _MARGIN.search(f"{text}\n-", began.index, noticed.index + 2):
            mark, reason = began, Phrase.UNCLOSED_BRACKET.text()
    return Problem("syntax", reason, mark.line if mark else 0, mark.column if mark else 0)


@dataclass(slots=True)
class _Reader:
    """Nodes in, values out; notes duplicate keys on the way.

    `room` is how many characters the values may have yet.
    """

    room: int
    last_counts: bool

    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    cleaned: bool = False
    depth: int = 0

    def value(self, node: yaml.Node) -> Value:
        """Return the value of a node; raise `_RefusalError` for a tag that is not known, and where
        aliases make a value too large.
        """
        self.room -= 1 + (len(node.value) if isinstance(node, yaml.ScalarNode) else 0)
        if self.room < 0 or self.depth > MAX_DEPTH:
            raise _RefusalError(Phrase.ALIASES_GROW.text(), node)
        self.depth += 1
        value = self._value(node)
        self.depth -= 1
        return value

    def _value(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag != f"{_YAML}{'seq' if isinstance(node, yaml.SequenceNode) else 'map'}":
            raise _RefusalError(Phrase.UNKNOWN_YAML_TAG.text(tag=node.tag), node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        found: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _PLAIN and key_node.value == "<<":
                merged = self._merged(key_node, value_node) | merged
                continue
            key = as_js_string(self.value(key_node))
            mark = key_node.start_mark
            if key in found:
                kind: Literal["repeated", "duplicate"]
                kind = "repeated" if self.last_counts else "duplicate"
                self.problems.append(Problem(kind, key, mark.line, mark.column, lines[key]))
            if key not in found or self.last_counts:
                lines[key] = mark.line
            found[key] = self.value(value_node)
        self.lines = lines  # the outermost mapping is the last to be complete
        return merged | found

    def _merged(self, key: yaml.Node, node: yaml.Node) -> dict[str, Value]:
        """Return what a merge key brings; of several mappings, an earlier one goes before."""
        value = self.value(node)
        brought: dict[str, Value] = {}
        for mapping in value if isinstance(value, list) else [value]:
            if not isinstance(mapping, dict):
                raise _RefusalError(Phrase.MERGE_KEY.text(), key)
            brought = mapping | brought
        return brought

    def _scalar(self, node: yaml.ScalarNode) -> Value:
        text = clean(node.value)
        self.cleaned = self.cleaned or was_replaced(node.value, text)
        text = text.translate(_SHOWN)
        if node.tag in (f"{_YAML}str", "!"):
            return text
        value = scalar(text)
        if node.tag != _PLAIN and node.tag not in (f"{_YAML}{tag}" for tag in tags_of(value)):
            raise _RefusalError(Phrase.WRONG_YAML_TAG.text(tag=node.tag), node)
        return value
