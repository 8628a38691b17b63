"""The mutants of a module: all small changes of it that a test should notice.

A comparison moved or negated, `and` for `or`, an operand, a `not`, a filter, a statement, a
keyword, a slice's bound or a strip dropped, a condition fixed, another number, a word or a
character taken out of a list, an alternative, a quantifier, an anchor or a character taken out of a
regular expression.

Not made, as no test could or should notice them: changes of annotations, docstrings, imports,
decorators (flags of dataclasses, sizes of caches), `strict=` and texts for people; `False` and
`None` for one another; possessive quantifiers made greedy.

A mutant is named by its room, its definition and its change, so that moved lines do not matter.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

NOTHING = "∅"
_NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_MOVED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_STRIPS = set("strip lstrip rstrip lower upper removesuffix removeprefix replace".split())
_CHARACTERS = {"set", "frozenset", "strip", "lstrip", "rstrip"}  # they take a text as characters
_UNTOUCHED = {"annotation", "returns", "decorator_list", "type_params"}

_LOOKS = {"(?=", "(?!", "(?<=", "(?<!"}
_ESCAPE = r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)"
_TOKEN = re.compile(
    rf"(?P<anchor>\\[bB]|[\^$])|(?P<class>\[\^?\]?(?:{_ESCAPE}|[^\]\\])*\])"
    r"|(?P<open>\((?:\?(?:P<\w+>|:|=|!|<=|<!))?(?!\?))|(?P<close>\))|(?P<bar>\|)"
    rf"|(?P<times>(?:[*+?]|\{{\d+(?:,\d*)?\}})[+?]?)|(?P<atom>{_ESCAPE}|\(\?P=\w+\)|.)",
    re.DOTALL,
)
_MEMBER = re.compile(rf"(?:{_ESCAPE}|[^\\])(?:-(?:{_ESCAPE}|[^\\]))?", re.DOTALL)
_REGEX = re.compile(r"[\\|\[(?^$*+{]")  # a text with one of these is a regular expression
_FILLED = re.compile("[\ue000-\uf8ff]")  # stands for what an f-string fills in


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed module; its name is its room, the definition and the change."""

    name: tuple[str, str, str]
    source: str


def mutants(room: str, source: str) -> Iterator[Mutant]:
    """Yield all mutants of a module."""
    tree = ast.parse(source)
    for name in _named(tree, room):
        yield Mutant(name, ast.unparse(tree))


def names(room: str, source: str) -> set[tuple[str, str, str]]:
    """Return the names of all mutants of a module."""
    return set(_named(ast.parse(source), room))


def _named(tree: ast.AST, room: str) -> Iterator[tuple[str, str, str]]:
    """Make each change in the tree and yield its name while it stands."""
    counts: Counter[tuple[str, str]] = Counter()
    for definition, change in _changes(tree, ""):
        before, _, after = change.partition(" → ")
        if before != after:
            counts[definition, change] += 1
            times = counts[definition, change]
            yield room, definition, f"{change} ({times})" if times > 1 else change


def _changes(node: ast.AST, definition: str) -> Iterator[tuple[str, str]]:
    """Make each change in the tree, yield where and what it is while it stands, and undo it."""
    for field, value in ast.iter_fields(node):
        if field in _UNTOUCHED:
            continue
        places: list[tuple[Any, Any, Any]] = [(node.__dict__, field, value)]
        if isinstance(value, list):
            places = [(value, at, child) for at, child in enumerate(value)]
        for holder, key, child in places:
            if not isinstance(child, ast.AST) or _untouched(child, definition):
                continue
            inside = _definition(child, definition)
            numeral = isinstance(child, ast.Constant) and isinstance(node, ast.expr)
            told = node if numeral else child  # a number says little without its neighbours
            before = _told(told)
            for new in _others(child, node):
                holder[key] = new
                yield inside, f"{before} → {_told(node if numeral else new)}"
            for change, new in _texts(child, node, constant=inside.isupper()):
                holder[key] = new
                yield inside, change
            holder[key] = child
            if not isinstance(child, ast.JoinedStr):
                yield from _changes(child, inside)


def _definition(node: ast.AST, outer: str) -> str:
    """Return the name of the function, class or constant that a node is or else stands in."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return f"{outer}.{node.name}" if outer else node.name
    if not outer and isinstance(node, ast.Assign | ast.AnnAssign):
        return ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    return outer


def _untouched(node: ast.AST, definition: str) -> bool:
    if isinstance(node, ast.Assign) and not definition:  # a name for a type
        return isinstance(node.value, ast.Subscript)
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return documents or isinstance(node, ast.Import | ast.ImportFrom)


def _told(node: ast.AST) -> str:
    """Return a node as code; only the head of an `if` or a `while`."""
    match node:
        case ast.If(test) | ast.While(test):
            return f"{type(node).__name__.lower()} {ast.unparse(test)}"
        case ast.comprehension(_, each, ifs):
            return " if ".join(map(ast.unparse, (each, *ifs)))
        case ast.Pass():
            return NOTHING
    return " ".join(ast.unparse(node).split())


def _others(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that may replace a node; texts are changed elsewhere."""
    if isinstance(node, ast.Constant):
        yield from _numbers(node.value)
    elif isinstance(node, ast.stmt):
        yield from _statements(node, parent)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    else:
        yield from _operations(node)


def _numbers(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, float):
        yield from (ast.Constant(round(value + step, 3)) for step in (0.1, -0.1))


def _statements(node: ast.stmt, parent: ast.AST) -> Iterator[ast.stmt]:
    match node:
        case ast.If(_, body, orelse):
            yield from (ast.If(ast.Constant(value), body, orelse) for value in (True, False))
        case ast.While(_, body, orelse):
            yield ast.While(ast.Constant(value=False), body, orelse)
        case ast.Return(ast.expr() as value) if ast.unparse(value) not in {"None", "False", "True"}:
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Expr() | ast.AugAssign() | ast.Delete():
            yield ast.Pass()
        case ast.Assign() if isinstance(parent, ast.If | ast.For | ast.While):
            yield ast.Pass()


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    function, arguments, keywords = node.func, node.args, node.keywords
    if isinstance(function, ast.Attribute) and function.attr in _STRIPS:
        yield function.value
    if isinstance(function, ast.Name) and function.id in _SWAPPED:
        yield ast.Call(ast.Name(_SWAPPED[function.id]), arguments, keywords)
    for keyword, rest in zip(keywords, _without_one(keywords), strict=True):
        if keyword.arg not in {None, "strict"}:
            yield ast.Call(function, arguments, rest)


def _operations(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, right):
            yield from (ast.Compare(left, changed, right) for changed in _comparisons(ops))
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in _without_one(values):
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, op, last) if type(op) in _OTHER:
            yield ast.BinOp(left, _OTHER[type(op)](), last)
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.comprehension(target, each, ifs):
            yield from (ast.comprehension(target, each, rest, 0) for rest in _without_one(ifs))
        case ast.Set(elements) if len(elements) > 1:
            yield from map(ast.Set, _without_one(elements))
        case ast.Tuple(elements) if len(elements) > 1 and all(map(_is_text, elements)):
            yield from (ast.Tuple(rest, ast.Load()) for rest in _without_one(elements))
        case ast.Slice(lower, upper, step):
            yield ast.Slice(None, upper, step)
            yield ast.Slice(lower, None, step)


def _comparisons(ops: Sequence[ast.cmpop]) -> Iterator[list[ast.cmpop]]:
    for at, op in enumerate(ops):
        for table in (_MOVED, _NEGATED):
            if type(op) in table:
                yield [*ops[:at], table[type(op)](), *ops[at + 1 :]]


def _without_one(values: Sequence[Any]) -> Iterator[list[Any]]:
    for at in range(len(values)):
        yield [*values[:at], *values[at + 1 :]]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _texts(node: ast.AST, parent: ast.AST, *, constant: bool) -> Iterator[tuple[str, ast.AST]]:
    """Yield the changes of a text that lists words or characters, or of a regular expression. What
    an f-string fills in stays whole, as if it were one character.
    """
    if not (isinstance(node, ast.JoinedStr) or _is_text(node)):
        return
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    filled = {
        chr(0xE000 + at): part
        for at, part in enumerate(parts)
        if isinstance(part, ast.FormattedValue)
    }
    text = "".join(
        chr(0xE000 + at) if isinstance(part, ast.FormattedValue) else str(ast.literal_eval(part))
        for at, part in enumerate(parts)
    )
    if isinstance(parent, ast.Attribute) and parent.attr == "split":
        words = text.split()
        changes = [
            (word, "", " ".join(rest))
            for word, rest in zip(words, _without_one(words), strict=True)
        ]
    elif constant and _REGEX.search(text) and not _reads_characters(node, parent):
        changes = list(_regexes(text))
    elif (constant and not text.isascii()) or _reads_characters(node, parent):
        changes = [
            (repr(text[at]), "", "".join(rest)) for at, rest in enumerate(_without_one(text))
        ]
    else:
        return
    for before, after, new in changes:
        told = f"{before} → {after or NOTHING}"
        told = _FILLED.sub(lambda match: "{" + ast.unparse(filled[match[0]].value) + "}", told)
        pieces = re.split(f"({_FILLED.pattern})", new)
        values: list[ast.expr] = [
            filled.get(piece) or ast.Constant(piece) for piece in pieces if piece
        ]
        yield told, ast.JoinedStr(values) if filled else ast.Constant(new)


def _reads_characters(node: ast.AST, parent: ast.AST) -> bool:
    """Whether a text is read as a list of characters: strip(" *"), set("。；"), c in "?？"."""
    if isinstance(parent, ast.Call):
        return getattr(parent.func, "attr", getattr(parent.func, "id", "")) in _CHARACTERS
    return isinstance(parent, ast.Compare) and any(
        isinstance(op, ast.In | ast.NotIn) and node is held
        for op, held in zip(parent.ops, parent.comparators, strict=True)
    )


def _regexes(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the changes of a regular expression: the part before and after, and the whole after."""

    def cut(start: int, end: int) -> tuple[str, str, str]:
        return text[start:end], "", text[:start] + text[end:]

    def alternatives(start: int, bars: list[int], end: int) -> Iterator[tuple[str, str, str]]:
        for one, two in pairwise([start - 1, *bars, end]) if bars else ():
            whole = cut(one, two) if one >= start else cut(start, two + 1)
            yield text[one + 1 : two], "", whole[2]

    groups: list[tuple[int, int, list[int]]] = [(0, 0, [])]  # begin, begin of the text, bars
    atom = 0  # the begin of what a quantifier would count
    for token in _TOKEN.finditer(text):
        kind, said, (start, end) = token.lastgroup, token[0], token.span()
        if kind == "times":
            one, behind = text[atom:start], text[end:]
            yield from ((one + said, one + t, text[:start] + t + behind) for t in _times(said))
            continue
        atom = start
        if kind == "open":
            groups.append((start, end, []))
        elif kind == "bar":
            groups[-1][2].append(start)
        elif kind == "close" and len(groups) > 1:  # else it opens in another piece of the text
            atom, inner, bars = groups.pop()
            yield from alternatives(inner, bars, start)
            if text[atom:inner] in _LOOKS:
                yield cut(atom, end)
        elif kind == "anchor":
            yield cut(start, end)
        elif kind == "class":
            yield from ((said, new, text[:start] + new + text[end:]) for new in _fewer(said))
    yield from alternatives(0, groups[0][2], len(text))


def _fewer(said: str) -> Iterator[str]:
    """Yield a class of characters without one of its several members."""
    members = list(_MEMBER.finditer(said, 1 + said.startswith("[^"), len(said) - 1))
    for member in members if len(members) > 1 else ():
        yield said[: member.start()] + said[member.end() :]


def _times(said: str) -> Iterator[str]:
    """Yield other quantifiers: none for "?" and "+", "+" for "*", other bounds for "{…}"."""
    if said[0] != "{":
        yield f"+{said[1:]}" if said[0] == "*" else ""
        return
    low, comma, high = said[1 : said.index("}")].partition(",")
    lazy = said[said.index("}") + 1 :]
    for step in (1, -1):
        if int(low) + step >= 0:
            yield f"{{{int(low) + step}{comma}{high}}}{lazy}"
        if high and int(high) + step >= int(low):
            yield f"{{{low},{int(high) + step}}}{lazy}"
