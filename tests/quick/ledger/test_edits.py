"""Cards that were edited: each is recognised by its prompt and answer together."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.findings import Code
from pipeline.ledger import Ledger
from pipeline.ledger.assignment import Pair, assign
from pipeline.ledger.likeness import is_sketch, of_answers, of_prompts, sketch
from tests.support.corpora import SITE
from tests.support.ledgers import Asked, edited, history_of

BERT = "一种只用编码器的预训练模型，用掩码语言模型训练，擅长理解类任务，例如分类和抽取。"
GPT = "自回归地从左到右生成文本，只用解码器，规模越大能力越强，擅长写作、对话与少样本学习。"
RAG = "先从知识库里检索出相关的片段，再把它们和问题一起交给模型，让回答有据可查，也便于更新。"


def test_a_sketch_is_the_same_everywhere_for_ever() -> None:
    assert sketch("注意力按相关程度加权求和。") == "618640ceb5e65e68"
    assert sketch(" \n") == ""
    assert sketch("Ａ b\nC") == sketch("abc"), "width, case and white space tell nothing"
    assert sketch("一") != sketch("二")
    assert all(map(is_sketch, (sketch(BERT), "")))
    assert not any(map(is_sketch, ("0", "x" * 16, "A" * 16)))


def test_answers_are_alike_as_far_as_they_share_words() -> None:
    shuffled = random.Random(4)
    letters = [chr(0x4E00 + n) for n in range(600)]
    shuffled.shuffle(letters)
    whole, other = "".join(letters[:300]), "".join(letters[300:])
    assert of_answers(sketch(whole), sketch(whole)) == 1
    edited = of_answers(sketch(whole), sketch(whole[:270] + other[:30]))
    half = of_answers(sketch(whole), sketch(whole[:150] + other[:150]))
    none = of_answers(sketch(whole), sketch(other))
    assert edited is not None
    assert half is not None
    assert none is not None
    assert 1 > edited > 0.6 > half > none
    assert of_answers("", sketch(whole)) is None


def test_prompts_are_alike_as_far_as_their_characters_keep_their_order() -> None:
    assert of_prompts("什么是 BERT？", "什么是 bert？") == 1
    assert of_prompts("什么是 BERT？", "什么是 GPT？") < 0.8
    assert of_prompts("注意力机制的原理是甚么？", "注意力机制的原理是什么？") > 0.9


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (("注意力机制的原理是甚么？", BERT), ("注意力机制的原理是什么？", BERT)),
        (("什么是 BERT？", BERT), ("请介绍一下这个双向编码器模型", BERT)),
        (("什么是 BERT？", BERT), ("BERT 是怎样的模型？", BERT.replace("擅长", "尤其擅长"))),
        (("什么是 BERT？它有什么用？", BERT), ("什么是 BERT？有什么用？", GPT)),
        (("词元", "模型读写的最小单位。"), ("词原", "模型读写的最小单位。")),
    ],
)
def test_an_edited_card_is_the_same(before: Asked, now: Asked) -> None:
    others = [("别的问题？", RAG)]
    first, known = history_of({"a": [*others, before]})
    second, findings = edited({"a": [("新的问题在最前面？", GPT + BERT), *others, now]}, known)
    assert second["a"][1:] == first["a"]
    assert second["a"][0] not in first["a"]
    assert [f.code for f in findings] == [Code.REWRITTEN_CARD] * (now[1] == GPT)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (("什么是 BERT？", BERT), ("什么是 GPT？", GPT)),
        (("它有哪些优点？", BERT), ("它有哪些缺点？请逐条说明", GPT)),
        (("什么是 BERT？", BERT), ("怎样评测检索？", RAG)),
    ],
)
def test_another_question_in_its_place_is_a_new_card(before: Asked, now: Asked) -> None:
    first, known = history_of({"a": [before]})
    second, findings = edited({"a": [now]}, known)
    assert second["a"] != first["a"]
    assert findings == []


def test_an_edit_in_a_renamed_a_split_and_a_merged_post() -> None:
    typo, right = "注意力机制的原理是甚么？", "注意力机制的原理是什么？"
    first, known = history_of({"a": [("一？", BERT), (typo, GPT)], "b": [("二？", RAG)]})
    for posts in (
        {"x": [("一？", BERT), (right, GPT)], "b": [("二？", RAG)]},
        {"b": [("二？", RAG), ("一？", BERT), (right, GPT)]},
        {"x": [("一？", BERT)], "a": [(right, GPT)], "b": [("二？", RAG)]},
    ):
        second, findings = edited(posts, known)
        assert {guid for guids in second.values() for guid in guids} == {*first["a"], *first["b"]}
        assert findings == []


def test_a_question_that_moved_and_was_reworded_is_known_by_its_answer() -> None:
    first, known = history_of({"a": [("什么是 BERT？", BERT)], "b": [("二？", RAG)]})
    second, _ = edited({"b": [("二？", RAG), ("讲讲双向编码器", BERT)]}, known)
    assert second["b"] == [*first["b"], *first["a"]]
    second, _ = edited(
        {"c": [("讲讲这个", "见上。")]}, history_of({"a": [("甲乙丙丁", "见上。")]})[1]
    )
    assert second["c"] != first["a"], "a short answer may be said twice by chance"


def test_a_question_that_moved_alone_and_was_edited() -> None:
    asked, typo = "注意力机制的原理是什么？", "注意力机制的原理是甚么？"
    first, known = history_of({"a": [(asked, BERT), ("一？", GPT)], "b": [("二？", RAG)]})
    now = {"a": [("一？", GPT)], "b": [("二？", RAG), (typo, BERT.replace("擅长", "善长"))]}
    second, findings = edited(now, known)
    assert second == {"a": first["a"][1:], "b": [*first["b"], first["a"][0]]}
    assert findings == []


def test_what_was_retired_returns_for_its_like_only() -> None:
    asked = ("什么是 BERT？它有什么用？", BERT)
    first, known = history_of({"a": [asked, ("一？", RAG)]})
    _, known = history_of({"a": [("一？", RAG)]}, known)
    back, _ = edited({"a": [("什么是 BERT？有什么用？", BERT), ("一？", RAG)]}, known)
    assert back == first
    other, findings = edited({"a": [("什么是 BERT？有什么用？", GPT), ("一？", RAG)]}, known)
    assert other["a"][0] != first["a"][0]
    assert findings == []


def test_many_retired_cards_hide_no_living_one() -> None:
    def asked(n: int) -> Asked:
        return (
            f"第 {n * 7919} 种结构的第 {n * 104729} 个性质是甚么？",
            f"{n * 31}、{n * 17} 和 {n * 13}。",
        )

    everything = [asked(n) for n in range(900)]
    _, known = history_of({"a": everything})
    living = everything[:300]
    first, known = history_of({"a": living}, known)
    second, _ = edited(
        {"a": [(prompt.replace("甚", "什"), answer) for prompt, answer in living]}, known
    )
    assert second == first


def test_a_question_without_an_answer_is_told_by_its_prompt() -> None:
    first, known = history_of({"a": [("激活函数", ""), ("一？", BERT)]})
    assert edited({"a": [("激活涵数", ""), ("一？", BERT)]}, known) == (first, [])
    assert edited({"a": [("激活涵数", RAG), ("一？", BERT)]}, known)[0]["a"] != first["a"]


def test_equal_prompts_that_all_moved_are_told_apart_by_their_answers() -> None:
    first, known = history_of({"a": [("小结", BERT)], "b": [("小结", GPT)]})
    second, findings = edited({"x": [("小结", GPT)], "y": [("小结", BERT)]}, known)
    assert (second["x"], second["y"]) == (first["b"], first["a"])
    assert findings == []
    first, known = history_of({"a": [("为什么？", BERT), ("为什么？", GPT)]})
    assert edited({"a": [("为什么？", GPT)]}, known) == ({"a": first["a"][1:]}, [])
    assert edited({"a": [("为什么？", GPT), ("为什么？", BERT)]}, known)[0]["a"] == first["a"][::-1]


def test_an_answer_that_moved_takes_its_schedule_along_and_leaves_a_stub() -> None:
    first, known = history_of({"a": [("什么是 BERT？", BERT), ("二？", GPT)]})
    second, _ = edited(
        {"a": [("什么是 BERT？", ""), ("二？", GPT)], "b": [("什么是 BERT？", BERT)]}, known
    )
    assert second["b"] == first["a"][:1]
    assert second["a"][1:] == first["a"][1:]


def test_two_edits_that_are_as_like_are_a_finding_that_says_how_to_settle_it() -> None:
    first, known = history_of(
        {"a": [("注意力机制的第一个作用？", ""), ("注意力机制的第二个作用？", "")]}
    )
    second, [finding] = edited({"a": [("注意力机制的第三个作用？", "")]}, known)
    assert second["a"][0] in first["a"]
    assert finding.code is Code.AMBIGUOUS_CARD
    assert all(guid in finding.message for guid in first["a"])
    assert finding.hint
    assert '"same-as"' in finding.hint


# What the author says


def said(known: Ledger, prompt: str, **words: object) -> Ledger:
    """Return the ledger with words of the author in the line of a prompt, read from its file."""
    site = known.site(SITE.key)
    cards = tuple(replace(e, **words) if e.prompt == prompt else e for e in site.cards)  # type: ignore[arg-type]
    parsed = ledger.parse(ledger.dump(Ledger({SITE.key: replace(site, cards=cards)})).encode(), "x")
    assert isinstance(parsed, Ledger)
    return parsed


def test_the_author_says_that_a_question_is_new() -> None:
    first, known = history_of({"a": [("什么是 BERT？它有什么用？", BERT)]})
    asked = {"a": [("什么是 BERT？有什么用？", GPT)]}
    for prompt, before in (
        ("什么是 BERT？它有什么用？", known),
        ("什么是 BERT？有什么用？", history_of(asked, known)[1]),
    ):
        second, after = history_of(asked, said(before, prompt, new=True))
        assert second["a"] != first["a"]
        entries = {entry.guid: entry for entry in after.entries()}
        assert entries[first["a"][0]].retired
        assert not any(entry.new for entry in after.entries()), "done, and out of the file again"
        assert edited(asked, after) == (second, [])


def test_the_author_says_which_card_it_is() -> None:
    first, known = history_of({"a": [("什么是 BERT？", BERT)]})
    asked = {"a": [("怎样做检索增强？", RAG)]}
    second, after = history_of(asked, known)
    assert second["a"] != first["a"]
    third, settled = history_of(asked, said(after, "怎样做检索增强？", same_as=first["a"][0]))
    assert third == first
    [living] = [entry for entry in settled.entries() if not entry.retired]
    [old] = known.entries()
    assert (living.guid, living.note, living.prompt) == (old.guid, old.note, "怎样做检索增强？")
    assert [e.guid for e in settled.entries() if e.retired] == second["a"]
    assert edited(asked, settled) == (third, [])


def test_the_author_swaps_two_cards() -> None:
    asked = {"a": [("甲？", BERT), ("乙？", GPT)]}
    first, known = history_of(asked)
    one, two = first["a"]
    known = said(said(known, "甲？", same_as=two), "乙？", same_as=one)
    assert history_of(asked, known)[0]["a"] == [two, one]


# The best total


def test_the_best_total_and_not_the_best_pair_first() -> None:
    pairs = assign({0: {0: 0.9, 1: 0.8}, 1: {0: 0.85}})
    assert [(pair.one, pair.other) for pair in pairs] == [(0, 1), (1, 0)]
    assert not any(pair.rivals or pair.claims for pair in pairs)


def test_what_would_do_as_well_is_told() -> None:
    assert assign({0: {0: 0.9, 1: 0.9}}) in (
        [Pair(0, 0, rivals=(1,), claims=())], [Pair(0, 1, rivals=(0,), claims=())],
    )  # fmt: skip
    assert assign({0: {0: 0.9}, 1: {0: 0.89}}) == [Pair(0, 0, rivals=(), claims=(1,))]
    both = assign({0: {0: 0.9, 1: 0.9}, 1: {0: 0.9, 1: 0.9}})
    assert [len(pair.rivals) for pair in both] == [1, 1]
    assert assign({}) == []


def test_hundreds_that_are_all_alike_are_paired_in_time() -> None:
    heap = {
        i: {j: 0.9 - abs(i - j) / 1000 for j in range(max(0, i - 60), min(600, i + 60))}
        for i in range(600)
    }
    pairs = assign(heap)
    assert len(pairs) == 600
    assert len({pair.other for pair in pairs}) == 600


def test_a_huge_post_edited_everywhere_keeps_its_cards() -> None:
    words = random.Random(1)

    def prompt(n: int, edit: str) -> Asked:
        letters = "".join(
            words.choice("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会")
            for _ in range(14)
        )
        return (f"{letters}{edit}？", f"{letters}的答案是第 {n} 个，" + letters[::-1])

    before = [prompt(n, "") for n in range(400)]
    now = [(f"请问，{asked}", answer) for asked, answer in before]
    first, known = history_of({"a": before})
    second, findings = edited({"a": [("插在最前面的一个？", RAG), *now]}, known)
    assert second["a"][1:] == first["a"]
    assert findings == []


def test_an_entry_of_the_first_version_knows_no_answer_and_learns_it() -> None:
    first, known = history_of({"a": [("什么是注意力机制的原理？", BERT)]})
    site = known.site(SITE.key)
    old = tuple(replace(entry, answer="") for entry in site.cards)
    before = Ledger({SITE.key: replace(site, cards=old)})
    assert edited({"a": [("什么是注意力机制原理？", GPT)]}, before)[0] == first
    _, after = history_of({"a": [("什么是注意力机制的原理？", BERT)]}, before)
    assert [e.answer for e in after.entries()] == [sketch(BERT)]
