"""What is wrong with reference definitions: too large to be used, given twice, used by nothing."""

from __future__ import annotations

from collections.abc import Collection

from markdown_it.common.utils import normalizeReference

from ..findings import Code, Finding, Place
from .blocks import Definition, Document

_COMMENTS = frozenset({"", "#"})
"""Addresses of definitions that are meant as comments: `[//]: # (words)`."""


def definition_findings(
    document: Document, used: Collection[str], path: str
) -> tuple[Finding, ...]:
    """Return what is wrong with a post's definitions; `used`: labels that something refers to."""
    found = [
        Finding.of(
            Code.OVERSIZED_DEFINITION.message(label=_shown(definition)), path, definition.span.start
        )
        for definition in document.oversized
    ]
    refused = {normalizeReference(definition.label) for definition in document.oversized}
    first: dict[str, Definition] = {}
    for definition in document.definitions:
        label, line = normalizeReference(definition.label), definition.span.start
        counts = first.setdefault(label, definition)
        if definition.url in _COMMENTS or label in refused:
            continue
        if counts is not definition:
            found.append(
                Finding.of(
                    Code.DUPLICATE_DEFINITION.message(label=_shown(definition)),
                    path,
                    line,
                    related=(Place(path, counts.span.start),),
                )
            )
        elif label not in used:
            message = Code.UNUSED_DEFINITION.message(label=_shown(definition))
            found.append(Finding.of(message, path, line))
    return tuple(found)


def _shown(definition: Definition) -> str:
    return f"[{' '.join(definition.label.split())[:80]}]"
