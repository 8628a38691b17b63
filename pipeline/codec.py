"""The IR as JSON and back, and its JSON Schema; all three follow from the types in `ir`.

Encoding is deterministic: keys in the order of the types, UTF-8, two spaces, a newline at the end.
The schema is JSON Schema 2020-12. A version of the format only ever gains fields, so a reader passes
over those that it does not know.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, cast

from .ir import SCHEMA, Corpus, is_guid
from .language import say

_PICTURE = re.compile(r"[a-z0-9_-]+\.[a-z0-9]+")
_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 200
_quoted = json.encoder.encode_basestring


class DecodeError(ValueError):
    """A file that is no corpus, or one of another version; the message says where."""


def encode(document: Any) -> str:
    """Return a document, such as a corpus, as the text of its JSON file."""
    return _text(document, "\n") + "\n"


def _text(value: Any, line: str) -> str:
    """Return a value as JSON whose lines begin with `line`; `json.dumps` with an indent is slow."""
    if type(value) is str:
        return _quoted(value)
    if value is None:
        return "null"
    below = f"{line}  "
    if is_dataclass(value) and not isinstance(value, type):
        named = [f"{key}{_text(getattr(value, name), below)}" for name, key in _keys(type(value))]
        return _bracketed("{", named, line, "}")
    if isinstance(value, Enum):
        return _quoted(str(value.value))
    if isinstance(value, Mapping):
        named = [f"{_quoted(str(key))}: {_text(item, below)}" for key, item in value.items()]
        return _bracketed("{", named, line, "}")
    if isinstance(value, tuple | list):
        return _bracketed("[", [_text(item, below) for item in value], line, "]")
    return json.dumps(value, ensure_ascii=False)


def _bracketed(opens: str, items: list[str], line: str, closes: str) -> str:
    below = f"{line}  "
    return f"{opens}{below}{f',{below}'.join(items)}{line}{closes}" if items else opens + closes


def decode(data: str | bytes) -> Corpus:
    """Return the corpus in the text of a `corpus.json`. Raise DecodeError where it holds none."""
    try:
        value = json.loads(data if isinstance(data, str) else data.decode("utf-8"))
    except UnicodeDecodeError:
        raise DecodeError(say("this is not UTF-8")) from None
    except ValueError as error:
        raise DecodeError(say("no JSON: {error}", error=error)) from None
    except RecursionError:
        raise DecodeError(say("it nests too deep")) from None
    _check_version(value)
    _check_text(value, "corpus")
    corpus = cast("Corpus", _decode(value, Corpus, "corpus"))
    for post in corpus.posts:
        for picture in post.pictures:
            plain = picture.file is None or _PICTURE.fullmatch(picture.file) is not None
            _expect(plain, f"{post.ref}: {picture.file}", "a name in pictures/")
    return corpus


def _check_text(value: Any, where: str, depth: int = 0) -> None:
    """Raise DecodeError where a text is none that UTF-8 has, or where values nest too deep."""
    _expect(depth <= _DEEPEST, where[:80], "readable: it nests too deep")
    if isinstance(value, str):
        _expect(_HALF.search(value) is None, where, "text: it has half of a surrogate pair")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            _check_text(item, f"{where}[{at}]", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key, f"a key in {where}", depth + 1)
            _check_text(item, f"{where}.{key}", depth + 1)


def _check_version(value: Any) -> None:
    found = value.get("schema") if isinstance(value, dict) else None
    if found == SCHEMA:
        return
    if isinstance(found, str) and found.startswith(SCHEMA.partition("/")[0]):
        raise DecodeError(
            say(
                "its format is {found}; this version reads {schema}",
                found=found[:40],
                schema=SCHEMA,
            )
        )
    raise DecodeError(say("no corpus of the format {schema}", schema=SCHEMA))


def check_guids(corpus: Corpus) -> None:
    """Check that each question and term has a guid of its own; raise DecodeError where not."""
    seen: set[str] = set()
    for post in corpus.posts:
        for guid in (*(q.guid for q in post.questions), *(t.guid for t in post.terms)):
            _expect(is_guid(guid), f"{post.ref}: the guid {guid!r:.80}", "that of a built corpus")
            _expect(guid not in seen, f"{post.ref}: the guid {guid}", "the only one of its kind")
            seen.add(guid)


def to_json(value: Any) -> Any:
    """Return a value of the IR as plain JSON values, without private fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name, _ in _keys(type(value))}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def schema(kind: type = Corpus, title: str = "postdeck corpus") -> str:
    """Return the JSON Schema of a kind of document as text; the default of its field `schema` names
    kind and version.
    """
    definitions: dict[str, Any] = {}
    _schema_of(kind, definitions)
    root = definitions.pop(kind.__name__)
    name = _version(kind)
    assert name is not None
    root["properties"]["schema"] = {"const": name}
    top = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{name.replace('/', ':')}",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(top, ensure_ascii=False, indent=2) + "\n"


def _public(kind: type) -> Iterator[Field[Any]]:
    listed = [field for field in fields(kind) if field.metadata.get("public", True)]
    return iter(sorted(listed, key=lambda field: field.name != "schema"))


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """Return the names of the public fields of a type, and what is before their values in JSON."""
    return tuple((field.name, f"{_quoted(field.name)}: ") for field in _public(kind))


def _version(kind: type) -> str | None:
    """Return what the field `schema` of a kind of document holds, None where there is none."""
    return next((str(field.default) for field in fields(kind) if field.name == "schema"), None)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(value: Any, kind: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return value
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return _decode(value, inner, where)
    if origin is tuple:
        _expect(isinstance(value, list), where, "a list")
        return tuple(_decode(item, arguments[0], f"{where}[{i}]") for i, item in enumerate(value))
    if origin is Literal:
        _expect(value in arguments, where, f"one of {', '.join(map(str, arguments))}")
        return value
    if origin is not None and issubclass(origin, Mapping):
        _expect(isinstance(value, dict), where, "an object")
        return value
    if is_dataclass(kind) and isinstance(kind, type):
        return _decode_object(value, kind, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        _expect(value in [member.value for member in kind], where, f"a {kind.__name__.lower()}")
        return kind(value)
    exact = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    _expect(exact, where, f"of type {kind.__name__}")
    return value


def _decode_object(value: Any, kind: type, where: str) -> Any:
    _expect(isinstance(value, dict), where, "an object")
    hints = _hints(kind)
    known = {field.name: field for field in _public(kind)}
    found: dict[str, Any] = {}
    for name, field in known.items():
        if name in value:
            found[name] = _decode(value[name], hints[name], f"{where}.{name}")
        else:
            optional = field.default is not MISSING or field.default_factory is not MISSING
            _expect(optional, f"{where}.{name}", "there")
    return kind(**found)


def _expect(condition: bool, where: str, what: str) -> None:
    if not condition:
        raise DecodeError(f"{where} is not {what}")


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return {}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(argument, definitions) for argument in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], definitions)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object"}
    if is_dataclass(kind) and isinstance(kind, type):
        return _schema_of_object(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": names[kind]}


def _schema_of_object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(kind)
    listed = list(_public(kind))
    body: dict[str, Any] = {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {},
        "required": [field.name for field in listed],
    }
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = body
        body["properties"] = {f.name: _schema_of(hints[f.name], definitions) for f in listed}
    return {"$ref": f"#/$defs/{kind.__name__}"}
