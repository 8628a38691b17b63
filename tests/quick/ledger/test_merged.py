"""Ledgers that two branches changed, and whose lines somebody joined."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.findings import Finding
from pipeline.ledger import Ledger
from tests.support.ledgers import NOW, history

ASKED = {"a": ["一？", "二？", "三？"], "c": ["四？"]}


def read(text: str) -> Ledger:
    found = ledger.parse(text.encode(), "cards.lock.json")
    assert isinstance(found, Ledger), found
    return found


def prompts(known: Ledger) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in known.entries():
        found.setdefault(entry.post, []).append(entry.prompt)
    return found


BASE = ledger.dump(history(ASKED))


@pytest.mark.parametrize("separator", ["", ",", ",,", " , ,", ",\n,", "\n,", ",\n\n", "\r\n"])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_commas_between_cards_may_be_too_few_or_too_many(separator: str, at: int) -> None:
    """At 3 is the last card of a post, at 4 the only one."""
    lines = BASE.split("\n")
    cards = [n for n, line in enumerate(lines) if line.startswith('{"number"')]
    line = cards[at - 1]
    lines[line] = lines[line].rstrip(",") + separator
    assert read("\n".join(lines)) == read(BASE)


@pytest.mark.parametrize("end", ["]}", "]},", "]},,"])
def test_commas_between_posts_too(end: str) -> None:
    assert read(BASE.replace("]},", end)) == read(BASE)


def test_two_cards_may_be_on_one_line() -> None:
    assert read(BASE.replace("},\n{", "} {")) == read(BASE)


def test_a_site_and_a_post_may_have_any_name() -> None:
    site = read(BASE).sites["notes.example"]
    for key in ("posts", "sites", "note_type", "{", 'a": {'):
        named = Ledger({key: replace(site, cards=(replace(site.cards[0], post=key),))})
        broken = ledger.dump(named).replace("]}\n", "]},\n")
        assert broken != ledger.dump(named)
        assert read(broken).sites[key].cards == named.sites[key].cards


def test_text_that_looks_like_ends_is_left_alone() -> None:
    prompt = 'x},{"number" ]},, "cards": ['
    known = history({"a": [prompt, f"{prompt}\\"]})
    broken = ledger.dump(known).replace("},\n", "}\n")
    assert broken != ledger.dump(known)
    assert read(broken) == known


def test_the_line_of_what_is_really_broken_is_that_of_the_file() -> None:
    found = ledger.parse(BASE.replace('{"number"', '{number"', 1).encode(), "cards.lock.json")
    assert isinstance(found, Finding)
    assert found.line == 1 + BASE[: BASE.index('{"number"')].count("\n")


@pytest.mark.parametrize("missing", range(2, len(BASE.encode()), 97))
def test_a_file_whose_end_is_lost_is_no_ledger(missing: int) -> None:
    assert isinstance(ledger.parse(BASE.encode()[:-missing], "cards.lock.json"), Finding)


def test_of_two_lines_of_one_card_the_newer_stands() -> None:
    lines = BASE.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith('{"number"'))
    newer = lines[at].replace(f'"mod": {NOW}', f'"mod": {NOW + 5}').replace("一", "壹")
    for both in ([lines[at], newer], [newer, lines[at]]):
        known = read("\n".join([*lines[:at], *both, *lines[at + 1 :]]))
        assert prompts(known) == {"a": ["壹？", "二？", "三？"], "c": ["四？"]}


def test_of_two_that_are_as_old_the_one_in_the_deck_stands() -> None:
    lines = BASE.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith('{"number"'))
    retired = lines[at].replace("}", ', "retired": true}')
    for both in ([lines[at], retired], [retired, lines[at]]):
        assert read("\n".join([*lines[:at], *both, *lines[at + 1 :]])) == read(BASE)


def test_a_guid_of_a_question_and_a_term_is_an_error() -> None:
    [first, second, *_] = re.findall(r'"guid": "(\w+)"', BASE)
    broken = BASE.replace(second, first).replace('"question"', '"term"', 1)
    assert isinstance(ledger.parse(broken.encode(), "cards.lock.json"), Finding)
