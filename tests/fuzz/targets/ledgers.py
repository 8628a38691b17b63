"""The ledger: what is read is what was written, and a damaged one is a finding with its line."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from pipeline import ledger
from pipeline.findings import Finding
from tests.fuzz.json_values import changed
from tests.fuzz.mutations import read, texts
from tests.fuzz.oracles import assert_findings
from tests.fuzz.sites import lines_of
from tests.support.ledgers import built, guids, history, posts_of

_ASKED = {"a": ["一？", "二？"], "b": ["三？", "一？"]}
SMALL = ledger.dump(history(_ASKED, {"a": ["一？"], "c": ["二？", "四？"]}))
TEXTS = (
    texts([read("cards.lock.json"), SMALL], most=400)
    | changed(json.loads(SMALL)).map(lambda value: json.dumps(value, ensure_ascii=False))
    | st.text(max_size=40)
)


def check(text: str) -> None:
    known = ledger.parse(text.encode(), "cards.lock.json")
    if isinstance(known, Finding):
        assert_findings([known], lines_of(text))
        return
    again = ledger.parse(ledger.dump(known).encode(), "x")
    assert again == known
    assert ledger.dump(again) == ledger.dump(known)
    made = ledger.identify(posts_of(_ASKED), known)
    ours = [guid for found in guids(made).values() for guid in found]
    assert len(set(ours)) == len(ours)
    stamped = built(made, known)
    assert {e.guid for e in known.entries()} <= {e.guid for e in stamped.ledger.entries()}
    assert ledger.parse(ledger.dump(stamped.ledger).encode(), "x") == stamped.ledger
