"""How an engine makes the ids of headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slugger:
    """How headings get ids.

    `slugs` returns the ids that a heading may have, the likeliest first, by its Markdown and by its visible
    text. `any_case`: fragments are found whatever the case of their letters. `opaque` matches what
    in a post may give it ids that cannot be known here. `attributes`: `{#id}` behind a heading, or
    `{: #id}` below it, takes the place of its slug. `joint`: what stands before the number of an id that
    others have too.
    """

    slugs: Callable[[str, str], tuple[str, ...]]
    any_case: bool = False
    opaque: re.Pattern[str] | None = None
    attributes: bool = False
    joint: str = "-"
