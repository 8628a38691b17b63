"""Links to a question of a post: by the ids that engines make of headings, and by a quotation."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.emitters.anki import FIELDS, read_package
from tests.quick.links.sites import hexo, places, post, write
from tests.support.command import Postdeck
from tests.support.reading import corpus_of

PROMPTS = [
    "什么是 LoRA？",
    "为什么要用 `RMSNorm`，而不是 LayerNorm？",
    "How does attention scale?",
    "请解释：KV cache 的作用、代价与常见的省法（至少三种），并且说说它与分组查询的关系",
    "两题同文？",
    "两题同文？",
]
TARGET = "".join(
    f"# {number}. {prompt}\n\n答案 {number}。\n\n" for number, prompt in enumerate(PROMPTS, 1)
)


def question_named(fragment: str, folder: Path, address: str = "/b.html") -> int | None:
    source = post(f"见[那题](<{address}#{fragment}>)。", title="来处")
    root = hexo(folder, {"a": source, "b": post(TARGET, title="目标")})
    (place,) = places(corpus_of(root))
    return place.target_question


@pytest.mark.parametrize(
    ("fragment", "ordinal"),
    [
        ("1-什么是-LoRA？", 1),
        ("1-什么是-LoRA", 1),
        ("什么是lora", 1),
        ("1-什么是lora", 1),
        ("1.%20什么是%20LoRA？", 1),
        ("%E4%BB%80%E4%B9%88%E6%98%AFlora", 1),
        ("Q1-什么是-LoRA", 1),
        ("第1题-什么是-LoRA", 1),
        ("2-为什么要用-RMSNorm，而不是-LayerNorm？", 2),
        ("为什么要用-rmsnorm而不是-layernorm", 2),
        ("3-How-does-attention-scale", 3),
        ("how-does-attention-scale", 3),
        ("5-两题同文", 5),
        ("6-两题同文", 6),
        ("两题同文", None),
        ("什么是", None),
        ("什么是lorax", None),
        ("没有这题", None),
        ("1", None),
        ("", None),
        ("、。", None),
    ],
)
def test_an_id_of_a_heading_names_its_question(
    fragment: str, ordinal: int | None, tmp_path: Path
) -> None:
    assert question_named(fragment, tmp_path) == ordinal


WITH_IDS = """\
# 1. 什么是熵？ {#entropy}

答。

<a id="kl"></a>

# 2. 什么是 KL 散度？

答。

# 3. entropy

答。

# 4. 什么是困惑度？ ^ppl-1

答。

# 5. 什么是互信息？ {#twice}

答。

# 6. 什么是条件熵？ {#twice}

答。
"""


@pytest.mark.parametrize(
    ("fragment", "ordinal"),
    [
        ("entropy", 1),
        ("3-entropy", 3),
        ("kl", 2),
        ("KL", None),
        ("^ppl-1", 4),
        ("twice", None),
        ("什么是熵", 1),
    ],
)
def test_the_id_of_its_author_names_a_question(
    fragment: str, ordinal: int | None, tmp_path: Path
) -> None:
    files = {"a.md": post(f"见[那题](b.md#{fragment})。"), "b.md": post(WITH_IDS, title="目标")}
    (place,) = places(corpus_of(write(tmp_path / "notes", files)))
    assert place.target_question == ordinal


def test_a_card_and_the_index_name_the_question_of_an_id(postdeck: Postdeck) -> None:
    body = WITH_IDS.replace("答。", "见[下题](#kl)。", 1)
    postdeck.write("blog/a.md", post(body, title="信息论", permalink="https://n.example/a"))
    assert postdeck("build", "blog").code == 0
    [link] = json.loads((postdeck.folder / "build/corpus.json").read_text("utf-8"))["links"]
    [place] = link["occurrences"]
    assert (link["resolution"]["status"], place["target_question"]) == ("anchor", 2)
    notes = read_package(postdeck.folder / "build/deck.apkg").notes.values()
    listed = [note.fields[list(FIELDS).index("Links")] for note in notes]
    assert [("2. 什么是 KL 散度？" in html) for html in listed].count(True) == 1
    assert ",anchor,blog/a,2,blog/a," in (postdeck.folder / "build/links.csv").read_text("utf-8")


def directive(*parts: str) -> str:
    return ":~:text=" + ",".join(quote(part, safe="") for part in parts)


@pytest.mark.parametrize(
    ("fragment", "ordinal"),
    [
        (directive("什么是 LoRA？"), 1),
        (directive("什么是 LoRA"), 1),
        (f"顶{directive('什么是 LoRA？')}", 1),
        (directive("请解释：", "分组查询的关系"), 4),
        (directive("请解释：", "别的关系"), None),
        (f":~:text={quote('前文')}-,{quote('什么是 LoRA？')},-{quote('后文')}", 1),
        (f"{directive('什么是 LoRA？')}&text={quote('别处')}", 1),
        (directive("两题同文？"), None),
        (directive("没有这题"), None),
        (directive("？"), None),
        (":~:text=", None),
        (":~:text=,", None),
        (":~:text=%FF", None),
    ],
)
def test_a_quotation_names_the_question_that_it_quotes(
    fragment: str, ordinal: int | None, tmp_path: Path
) -> None:
    assert question_named(fragment, tmp_path) == ordinal


@pytest.mark.parametrize("address", ["", "/a.html", "a.md"])
def test_a_post_names_its_own_questions(address: str, tmp_path: Path) -> None:
    body = f"# 1. 什么是熵？\n\n见[下题]({address}#2-什么是-KL-散度)。\n\n# 2. 什么是 KL 散度？\n\n答。"
    (place,) = places(corpus_of(hexo(tmp_path, {"a": post(body)})))
    assert (place.question, place.target_question) == (1, 2)


def test_a_file_names_questions_too(tmp_path: Path) -> None:
    files = {"a.md": post("见[那题](b.md#什么是lora)。"), "b.md": post(TARGET, title="目标")}
    (place,) = places(corpus_of(write(tmp_path / "notes", files)))
    assert place.target_question == 1


def test_an_address_that_two_posts_share_names_no_question(tmp_path: Path) -> None:
    shared = {key: post(TARGET, title=key, permalink="same.html") for key in ("b1", "b2")}
    root = hexo(tmp_path, {"a": post("见[那题](/same.html#什么是lora)。"), **shared})
    (place,) = places(corpus_of(root))
    assert place.target_question is None


def test_what_names_no_question_still_leads_to_the_post(tmp_path: Path) -> None:
    source = post("见[一](/b.html#什么是lora)、[二](/b.html)、[三](/b.html#没有)。")
    corpus = corpus_of(hexo(tmp_path, {"a": source, "b": post(TARGET, title="目标")}))
    (link,) = corpus.links
    assert [place.target_question for place in link.occurrences] == [1, None, None]


@pytest.mark.parametrize("fragment", [":~:text=a-", ":~:text=-b", ":~:text=a-,-b", ":~:text=-"])
def test_a_quotation_that_quotes_nothing_names_nothing(fragment: str, tmp_path: Path) -> None:
    root = hexo(
        tmp_path,
        {"a": post(f"见[那](/b.html#{fragment})。"), "b": post("# 1. 什么？\n\n答。", title="乙")},
    )
    (place,) = places(corpus_of(root))
    assert place.target_question is None
