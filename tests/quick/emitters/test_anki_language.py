"""The language that a card says its post is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.emitters.anki import FIELDS, make_notes
from pipeline.emitters.anki.language import language_of
from pipeline.ledger import Ledger
from tests.support.corpora import SITE, corpus, post, question, term

CHINESE, ENGLISH = "什么是 LoRA 的低秩？", "What is a stack?"
JAPANESE, KOREAN = "スタックとは何ですか？", "스택이란 무엇입니까?"


@pytest.mark.parametrize(
    ("site", "prompt", "front", "language"),
    [
        # What the site or the post says
        ("zh-CN", CHINESE, {}, "zh-CN"), ("zh-TW", CHINESE, {}, "zh-TW"), ("en", ENGLISH, {}, "en"),
        ("zh-CN", ENGLISH, {"lang": "en"}, "en"), ("zh-CN", CHINESE, {"language": "zh_HK"}, "zh-HK"),
        ("en", ENGLISH, {"lang": ["fr"], "language": "a b"}, "en"), ("ja", "面接問題", {}, "ja"),
        (None, ENGLISH, {}, ""),
        # What its characters say
        (None, CHINESE, {}, "zh-CN"), ("en", CHINESE, {}, "zh-CN"), ("en", JAPANESE, {}, "ja"),
        ("zh-CN", JAPANESE, {}, "ja"), (None, KOREAN, {}, "ko"), ("en", f"{ENGLISH} 栈", {}, "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_post(
    site: str | None, prompt: str, front: dict[str, object], language: str
) -> None:
    made = post("a", question(1, prompt), title="", front_matter=front)
    assert language_of(replace(SITE, language=site), made) == language


def test_all_that_a_card_shows_of_a_post_is_in_its_language() -> None:
    made = post(
        "a", question(1, "スタックとは？", section=("基礎",)), terms=(term(1, "先頭", "<p>上の端</p>"),),
        title="面接の質問", tags=("基礎",),
    )  # fmt: skip
    for note in make_notes(ledger.identify(corpus(made), Ledger()), reverse=True):
        shown = dict(zip(FIELDS, note.fields, strict=True))
        for name in ("Question", "Answer", "Source", "Post", "Section", "Reverse"):
            assert not shown[name] or 'lang="ja"' in shown[name]
