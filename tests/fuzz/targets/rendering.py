"""From canonical HTML to the card, the sheet and the index of links: nothing of a post runs there."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import strategies as st

from pipeline import ledger
from pipeline.emitters import anki, links
from pipeline.emitters.cheatsheet import Layout, Made
from pipeline.ir import Corpus
from pipeline.ledger import Ledger
from tests.fuzz.mutations import demo_posts, texts
from tests.fuzz.sites import corpus_with
from tests.laws.test_html import WRITTEN
from tests.support.reading import NOW

PLAIN = "---\ntitle: 题\n---\n\n## 1. 甲是什么？\n\n答 $x$。\n\n## 2. 乙是什么？\n\n答。\n"
TEXTS = texts(demo_posts()) | st.lists(WRITTEN, min_size=1, max_size=3).map(
    lambda parts: PLAIN + "".join(f"\n## {n}. 题？\n\n{part}\n" for n, part in enumerate(parts, 3))
)
_RUNS = {"script", "iframe", "object", "embed", "base", "meta", "link", "style", "form", "svg"}
_ACTIVE = re.compile(r"(?i)\s*(?:javascript|vbscript|file|data:(?!image/)):?")
_COMMANDS = re.compile(r"\[(?:sound:|anki:|latex\]|\$\$?\])")


def check(text: str) -> None:
    corpus = ledger.identify(corpus_with(text), Ledger())
    notes = anki.make_notes(corpus)
    anki.make_decks(corpus, notes)
    ledger.stamp(corpus, notes, "type", Ledger(), NOW)
    for note in notes:
        for field in note.fields:
            assert active(field) == Counter(), field
            assert not _COMMANDS.search(field), field
        assert not any(char.isspace() for tag in note.tags for char in tag), note.tags
    ours = _ours()
    for name, page in pages(corpus).items():
        found = active(page)
        del found["style"]  # our own, of formulas where there are some
        assert found <= ours[name] or not notes, (name, found - ours[name])


def pages(corpus: Corpus) -> dict[str, str]:
    """Return the pages of a corpus without pictures by name, and check that its JSON is JSON."""
    bare = Path("no-pictures")
    sheets = {
        edition: Made(corpus, bare, Layout(edition=edition)).html()
        for edition in ("full", "questions", "cards")
    }
    index = links.make(corpus, graphml=True)
    json.loads(index["links.json"])
    return {**sheets, "links.html": index["links.html"].decode()}


def active(html: str) -> Counter[str]:
    """Return what runs or loads in HTML, as a browser would see it."""
    found: Counter[str] = Counter()
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        found[tag.name] += tag.name in _RUNS
        for name, value in tag.attrs.items():
            address = name in {"href", "src", "xlink:href", "action", "formaction", "srcdoc"}
            if name.startswith("on") or (address and _ACTIVE.match(str(value))):
                found[f"{tag.name} {name}"] += 1
    return +found


@cache
def _ours() -> dict[str, Counter[str]]:
    """Return what runs in our own pages, whatever they show."""
    corpus = ledger.identify(corpus_with(PLAIN), Ledger())
    return {name: active(page) for name, page in pages(corpus).items()}
