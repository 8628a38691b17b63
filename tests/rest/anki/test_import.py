"""What the real Anki makes of our packages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from pipeline import ledger
from pipeline.emitters.anki import Note, NoteType, emit, load_note_type, make_decks, make_notes
from pipeline.ledger import Ledger, StampedNotes
from tests.support import corpora
from tests.support.anki_collection import AnkiCollection, Imported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.ir import Corpus, Post

pytestmark = pytest.mark.anki

DAY = 86_400
FIRST = 1_700_000_000


@dataclass(frozen=True, slots=True)
class Build:
    corpus: Corpus
    stamped: StampedNotes[Note]
    path: Path

    def guid(self, name: str) -> str:
        """Return the guid of a note by its short name, such as `basics#q1`."""
        names = corpora.names_of(self.corpus)
        return next(guid for guid, known in names.items() if known == name)


def build(
    folder: Path,
    corpus: Corpus,
    known: Ledger | None = None,
    now: int = FIRST,
    note_type: NoteType | None = None,
) -> Build:
    known, note_type = known or Ledger(), note_type or load_note_type()
    pictures = corpora.draw(folder / "pictures")
    corpus = ledger.identify(corpus, known)
    notes = make_notes(corpus)
    stamped = ledger.stamp(corpus, notes, note_type.digest, known, now)
    path = folder / f"{now}.apkg"
    assert emit(path, stamped, note_type, pictures, make_decks(corpus, notes)) == ()
    return Build(corpus, stamped, path)


def edited(corpus: Corpus, html: str) -> Corpus:
    """Return the corpus with another answer to the first question of the post `basics`."""

    def with_answer(post: Post) -> Post:
        if post.key != "basics":
            return post
        first, *rest = post.questions
        return replace(post, questions=(replace(first, answer=corpora.text(html)), *rest))

    return replace(corpus, posts=tuple(map(with_answer, corpus.posts)))


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[AnkiCollection]:
    with AnkiCollection(tmp_path / "profile") as collection:
        yield collection


def test_all_notes_arrive_and_nothing_is_wrong_with_them(
    tmp_path: Path, anki: AnkiCollection
) -> None:
    made = build(tmp_path, corpora.rich())
    assert anki.import_package(made.path) == Imported(new=7, updated=0, same=0, conflicting=0)
    assert anki.faults() == []
    assert anki.import_package(made.path) == Imported(new=0, updated=0, same=7, conflicting=0)


def test_decks_tags_and_the_order_of_new_cards(tmp_path: Path, anki: AnkiCollection) -> None:
    made = build(tmp_path, corpora.rich())
    anki.import_package(made.path)
    names = {deck.name for deck in anki.col.decks.all_names_and_ids()}
    assert names == {
        "Default", "模型笔记", "模型笔记::大模型面试题", "模型笔记::其他",
    }  # fmt: skip
    root = anki.col.decks.by_name("模型笔记")
    assert root
    assert "7 张卡片" in root["desc"]
    notes = anki.notes()
    assert set(notes[made.guid("basics#q1")].tags) == {
        "topic::NLP", "topic::面试_题", "category::技术::大模型", "post::大模型面试题::01",
    }  # fmt: skip
    by_due = sorted(notes.values(), key=lambda note: note.cards()[0].due)
    short = corpora.names_of(made.corpus)
    assert [short[note.guid] for note in by_due] == [
        "tables#q1", "basics#q1", "basics#q2", "basics#q3", "basics#t1", "basics#q4", "basics#t2",
    ]  # fmt: skip


def test_anki_runs_nothing_that_a_post_says(tmp_path: Path, anki: AnkiCollection) -> None:
    made = build(tmp_path, corpora.rich())
    anki.import_package(made.path)
    card = anki.notes()[made.guid("basics#q4")].cards()[0]
    assert card.question_av_tags() == []
    assert card.answer_av_tags() == []
    assert "&#91;sound:x.mp3]" in card.answer()
    assert "{{c1::x}} {{Question}}" in card.answer()


def test_math_is_left_to_anki(tmp_path: Path, anki: AnkiCollection) -> None:
    made = build(tmp_path, corpora.rich())
    anki.import_package(made.path)
    _, back = anki.sides()[made.guid("basics#q1")]
    assert r"\(a_i = e^{x_i} &lt; 1\)" in back
    assert r"\[ &#91;a] = \sum_{i=1}^{n} a_i\]" in back


def test_the_sides_show_what_they_should(tmp_path: Path, anki: AnkiCollection) -> None:
    made = build(tmp_path, corpora.rich())
    anki.import_package(made.path)
    front, back = anki.sides()[made.guid("basics#t1")]
    assert '<span class="hint">术语</span>' in front
    assert "大模型面试题（1）" in front
    assert "Text-to-Text" not in front
    assert "Text-to-Text" in back
    assert 'href="https://notes.example/basics/#:~:text=T5"' in back
    front, _ = anki.sides()[made.guid("basics#q1")]
    assert "大模型面试题（1）" in front
    assert 'class="hint"' not in front


def test_an_edit_arrives_alone_and_keeps_the_schedule(tmp_path: Path, anki: AnkiCollection) -> None:
    first = build(tmp_path, corpora.rich())
    anki.import_package(first.path)
    guid = first.guid("basics#q1")
    schedule = anki.review(guid)
    assert schedule["reps"] == 2
    corpus = edited(corpora.rich(), f'<p>新的答案。<img src="pictures/{corpora.PICTURE}"></p>')
    second = build(tmp_path, corpus, first.stamped.ledger, FIRST + DAY)
    assert anki.import_package(second.path) == Imported(new=0, updated=1, same=6, conflicting=0)
    assert "新的答案" in anki.notes()[guid]["Answer"]
    assert anki.scheduling(guid) == schedule
    assert anki.faults() == []


def test_the_learners_own_edit_survives_a_build_without_news(
    tmp_path: Path, anki: AnkiCollection
) -> None:
    first = build(tmp_path, corpora.rich())
    anki.import_package(first.path)
    note = anki.notes()[first.guid("basics#q2")]
    note["Extra1"] = "我的笔记"
    anki.col.update_note(note)
    corpus = edited(corpora.rich(), "<p>新的答案。</p>")
    second = build(tmp_path, corpus, first.stamped.ledger, FIRST + DAY)
    anki.import_package(second.path)
    assert anki.notes()[first.guid("basics#q2")]["Extra1"] == "我的笔记"


def test_a_renamed_post_and_a_new_number_make_no_new_note(
    tmp_path: Path, anki: AnkiCollection
) -> None:
    first = build(tmp_path, corpora.rich())
    anki.import_package(first.path)
    corpus = corpora.rich()
    basics, tables = corpus.posts
    moved = replace(
        basics,
        key="renamed",
        questions=tuple(replace(q, number=f"0{q.number}") for q in basics.questions),
    )
    second = build(
        tmp_path, replace(corpus, posts=(moved, tables)), first.stamped.ledger, FIRST + DAY
    )
    assert anki.import_package(second.path) == Imported(new=0, updated=4, same=3, conflicting=0)


def test_an_edited_stylesheet_arrives(tmp_path: Path, anki: AnkiCollection) -> None:
    first = build(tmp_path, corpora.rich())
    anki.import_package(first.path)
    note_type = load_note_type()
    note_type = replace(
        note_type,
        css=note_type.css + "\n.card { font-size: 21px; }",
        sides=tuple(replace(each, back=each.back + "<!-- -->") for each in note_type.sides),
    )
    second = build(tmp_path, corpora.rich(), first.stamped.ledger, FIRST + DAY, note_type)
    assert second.stamped.note_type_mod == FIRST + DAY
    assert anki.import_package(second.path) == Imported(new=0, updated=0, same=7, conflicting=0)
    names = [model.name for model in anki.col.models.all_names_and_ids()]
    assert sum(name.startswith("postdeck") for name in names) == 1
    model = anki.col.models.by_name("postdeck")
    assert model
    assert "font-size: 21px" in model["css"]
    assert model["tmpls"][0]["afmt"].endswith("<!-- -->")


def test_a_retired_note_stays_and_comes_back_as_itself(
    tmp_path: Path, anki: AnkiCollection
) -> None:
    whole = corpora.rich()
    first = build(tmp_path, whole)
    anki.import_package(first.path)
    without = replace(whole, posts=whole.posts[:1])
    second = build(tmp_path, without, first.stamped.ledger, FIRST + DAY)
    anki.import_package(second.path)
    assert len(anki.notes()) == 7
    third = build(tmp_path, whole, second.stamped.ledger, FIRST + 2 * DAY)
    assert anki.import_package(third.path).new == 0
    assert third.path.read_bytes() == first.path.read_bytes()
