"""`postdeck choose`: posts that can be read in more than one way, what is asked, and what is kept."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from pipeline.cli.choose import terminal
from pipeline.questions.selection import parse
from pipeline.settings.readings_file import Choices, load, save
from pipeline.settings.toml_edit import TomlEditError
from pipeline.widths import columns
from tests.support.command import POST, Postdeck

WORDS = ("为什么学它", "它的背景", "学它有什么用")


def unsure(words: tuple[str, ...] = WORDS) -> str:
    """Return a post whose headings may be questions or the outline of an article."""
    body = "\n\n".join(f"## {word}？\n\n这里有一句话，说得很长很长很长。" for word in words)
    return f"---\ntitle: 笔记\n---\n\n{body}\n"


@pytest.fixture
def notes(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> Postdeck:
    postdeck.write("notes/a/one.md", unsure())
    postdeck.write("notes/a/two.md", unsure(("为什么用它", "它的来历", "用它有什么好")))
    postdeck.write("notes/b/three.md", unsure(("为什么做它", "它的开头", "做它有什么用")))
    postdeck.write("notes/plain.md", POST)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return postdeck


def say(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{key}\n" for key in keys)))


def test_posts_of_a_folder_that_are_written_alike_are_asked_about_together(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, "1", "0")
    told = notes("choose", "notes", COLUMNS="80")
    assert told.code == 0
    assert "1 of 2: 笔记" in told.out
    assert "and 1 more post of this folder, written in the same way: two.md" in told.out
    assert "[0] no questions, " in told.out
    assert "[1] 3 questions, 3 answered, " in told.out
    assert "likely (as now): heading-2\n    ? 为什么学它？\n" in told.out
    assert told.out.endswith("a reading is chosen for 3 of 3 posts\nnext: postdeck build notes\n")
    chosen, findings = load(notes.folder / "notes" / "readings.toml")
    assert findings == ()
    assert {key: str(value) for key, value in chosen.of("notes").items()} == {
        "a/one": "heading-2", "a/two": "heading-2", "b/three": "none",
    }  # fmt: skip
    assert "in more than one way" not in notes("check", "notes").out
    assert notes("choose", "notes").out.startswith("nothing to choose: every post has")


def test_back_skip_view_and_quit(notes: Postdeck, monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "x", "²", "①", "9", "s", "b", "v", "１", "b", "s", "Q")
    told = notes("choose", "notes").out
    assert told.count("no such key\n") == 4
    assert told.count("1 of 2: 笔记\n") == 3
    assert told.count("1 of 2: 笔记 (chosen: heading-2)\n") == 1
    assert "\n## 它的背景？\n" in told, "the post, as it is"
    assert told.endswith("a reading is chosen for 2 of 3 posts\nnext: postdeck build notes\n")
    say(monkeypatch)
    assert notes("choose", "notes").out.endswith("a reading is chosen for 0 of 1 post\n")


def test_one_answer_serves_for_a_folder_and_for_files_of_one_name(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/four", "c/three"):
        notes.write(f"notes/{name}.md", unsure().replace("##", "###"))
    say(monkeypatch, "a", "0", "a", "0")
    told = notes("choose", "notes").out
    assert "a and a number: the same for 1 more post, if possible: four.md\n" in told
    assert "a and a number: the same for 1 more post, if possible: three.md\n" in told
    assert told.endswith("a reading is chosen for 5 of 5 posts\nnext: postdeck build notes\n")
    chosen, _ = load(notes.folder / "notes" / "readings.toml")
    assert {key: str(value) for key, value in chosen.of("notes").items()} == {
        "a/one": "none", "a/two": "none", "a/four": "none", "b/three": "none", "c/three": "none",
    }  # fmt: skip


def test_a_post_that_is_named_is_asked_about_however_sure_its_reading_is(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, "0")
    told = notes("choose", "notes/plain.md", COLUMNS="60").out
    assert told.startswith("\n1 of 1: 面试题\nnotes/plain.md\n")
    assert "likely (as now): heading-1" in told
    chosen, _ = load(notes.folder / "notes" / "readings.toml")
    assert str(chosen.of("notes")["plain"]) == "none"
    notes.write("notes/own.md", POST.replace("date:", "questions: heading-1\ndate:"))
    assert notes("choose", "notes/own.md").out.startswith("nothing to choose: ")


@pytest.mark.parametrize("wide", ["80", "160"])
def test_it_is_told_why_nothing_is_taken_where_another_reading_is_likelier(
    notes: Postdeck, wide: str
) -> None:
    reason = "no other is likely"
    assert reason not in notes("choose", "notes", COLUMNS=wide).out
    notes.write("notes/postdeck.toml", 'unsure = "leave"\n')
    told = notes("choose", "notes", COLUMNS=wide).out
    assert told.count(reason) == 1 + ("2 of 2" in told)
    told = notes("check", "notes").out
    counted = "3 posts can be read in more than one way (3 without cards until you choose): "
    assert counted in told


def test_a_reading_that_retires_cards_is_told(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = "cards you may have studied are retired, 0 new"
    assert lost not in notes("choose", "notes", COLUMNS="80").out, "there is no card yet"
    assert notes("build", "notes", "--only", "deck").code == 0
    say(monkeypatch, "s")
    told = notes("choose", "notes", COLUMNS="80").out
    assert f"    ! 6 {lost}\n" in told, "of the two posts that are asked about together"
    assert f"    ! 3 {lost}\n" in told
    wide = notes("choose", "notes", COLUMNS="200").out
    assert f"! 6 {lost}" in wide
    say(monkeypatch, "0", "0")
    notes("choose", "notes")
    assert "0 new, 9 retired" in counts(notes("diff", "notes", "--format", "json").out)


def counts(told: str) -> str:
    found = json.loads(told)["diff"]["counts"]
    return f"{found['added']} new, {found['retired']} retired"


def test_what_check_advises_can_be_chosen(notes: Postdeck) -> None:
    hints = [
        found["hint"] for found in json.loads(notes("check", "notes", "--format", "json").out)["findings"]
        if found["code"] == "unsure-questions"
    ]  # fmt: skip
    told = notes("choose", "notes", COLUMNS="80").out
    assert len(hints) == 3
    assert all(hint.startswith("if this post has no questions, choose none with") for hint in hints)
    assert "[0] no questions, " in told


def test_reasons_are_told_in_the_language_of_the_terminal(notes: Postdeck) -> None:
    english, chinese = (
        notes("choose", "notes/plain.md", "--lang", lang, COLUMNS="60").out for lang in ("en", "zh")
    )
    notes("check", "notes", "--lang", "en")
    assert "\n    + " in english
    assert "\n    + " in chinese
    reasons = [line for line in chinese.splitlines() if line.startswith("    + ")]
    assert not [line for line in reasons if line.isascii()]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_row_is_wider_than_the_terminal(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    told = notes("choose", "notes", COLUMNS=str(width)).out
    assert (" │ [1] heading-2 " in told) == (width >= 120)
    assert all(
        columns(line) <= width for line in told.splitlines() if str(notes.folder) not in line
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_keys_that_send_more_than_a_letter_choose_nothing() -> None:
    """Delete sends ESC [ 3 ~; an arrow ESC [ A."""
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal_in:
        key = terminal.keys(terminal_in)
        read = []
        for sent in (b"\x1b[3~", b"\x1b[A", b"1", "２".encode(), b"\x04"):
            threading.Timer(0.05, os.write, (ours, sent)).start()
            read.append(key())
    os.close(ours)
    assert read == ["?", "?", "1", "２", "\x04"]


def test_the_likeliest_is_taken_and_its_cards_are_tagged_until_somebody_chooses(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = notes("build", "notes", "--only", "deck")
    assert "3 posts can be read in more than one way: postdeck choose notes\n" in told.out
    assert "unsure-questions" in notes("check", "notes").out
    corpus = json.loads((notes.folder / "build" / "corpus.json").read_text("utf-8"))
    assert {post["key"]: post["unsure"] for post in corpus["posts"]} == {
        "a/one": True, "a/two": True, "b/three": True, "plain": False,
    }  # fmt: skip
    again = notes("build", "notes", "--only", "deck")
    assert "3 posts can be read in more than one way" in again.out, "what is kept is in doubt still"
    assert "as before" in again.out
    say(monkeypatch, "1", "1")
    notes("choose", "notes")
    assert "in more than one way" not in notes("build", "notes", "--only", "deck").out


def test_what_is_unsure_can_be_left(notes: Postdeck) -> None:
    notes.write("postdeck.toml", 'unsure = "leave"\n')
    told = notes("check", "notes")
    assert "1 question in 1 of 4 posts of 1 site" in told.out
    notes.write(
        "notes/why.md", "---\ntitle: 为什么要用消息队列？\n---\n\n削峰、解耦、异步，都靠它。\n"
    )
    assert "2 questions in 2 of 5 posts of 1 site" in notes("check", "notes").out
    notes.write("postdeck.toml", 'unsure = "leave"\ntitles = "leave"\n')
    assert "1 question in 1 of 5 posts of 1 site" in notes("check", "notes").out
    notes.write("postdeck.toml", 'unsure = "ask"\n')
    assert (
        "postdeck.toml:1: error: unsure cannot be ask [bad-config]" in notes("check", "notes").out
    )


PROGRAM = """
import json, sys
given = json.load(sys.stdin)
assert given["lines"][4] == {"line": 5, "text": given["lines"][4]["text"]}
readings = [candidate["reading"] for candidate in given["candidates"]]
assert readings[:2] == ["none", "heading-2"], readings
assert given["candidates"][1]["prompts"] == [5, 9, 13]
print(json.dumps({} if "three" in given["path"] else {"reading": "heading-2"}))
"""


def test_a_program_is_asked_in_the_place_of_a_person(notes: Postdeck) -> None:
    notes.write("pick.py", PROGRAM)
    told = notes("choose", "notes", "--with", f"{sys.executable} pick.py")
    assert (told.code, told.out) == (
        0,
        "a reading is chosen for 2 of 3 posts\nnext: postdeck build notes\n",
    )
    chosen, _ = load(notes.folder / "notes" / "readings.toml")
    assert chosen == Choices({"notes": {"a/one": parse("heading-2"), "a/two": parse("heading-2")}})


OWN = """
import json, sys
given = json.load(sys.stdin)
first = next(item["line"] for item in given["lines"] if item["text"].startswith("## "))
print(json.dumps({"questions": [
    {"prompt": [first, first], "answer": [first + 2, first + 2]},
    {"prompt": [first + 8, first + 8], "answer": None},
]}))
"""


def test_a_program_may_give_lines_of_its_own(notes: Postdeck) -> None:
    notes.write("pick.py", OWN)
    one = notes.folder / "notes" / "a" / "one.md"
    assert notes("choose", "notes/a/one.md", "--with", f"{sys.executable} pick.py").code == 0
    told = notes("explain", "notes/a/one.md", "--format", "json").out
    (post,) = json.loads(told)["posts"]
    assert post["taken"] == {"selection": "lines", "judge": "choice", "sure": True}
    asked = [(q["prompt"], q["answer_span"]) for q in post["questions"]]
    assert asked == [
        ("为什么学它？", {"start": 7, "end": 7}), ("学它有什么用？", {"start": 15, "end": 15}),
    ]  # fmt: skip
    one.write_text(one.read_text("utf-8").replace("## 学它有什么用？", "## 它好在哪里？"), "utf-8")
    (post,) = json.loads(notes("explain", "notes/a/one.md", "--format", "json").out)["posts"]
    assert [question["prompt"] for question in post["questions"]] == ["为什么学它？"]
    assert not post["taken"]["sure"], "what is left is asked again"


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        (1, "`questions` must be a list"),
        ([1], "a question's `prompt` must be two lines"),
        ([{"prompt": [9, 8]}], "the lines 9 to 8 are not in the post"),
        ([{"prompt": [5, 999]}], "the lines 5 to 999 are not in the post"),
        ([{"prompt": [5, 5]}, {"prompt": [5, 5]}], "the lines 5 to 5 are not in the post"),
    ],
)
def test_lines_are_checked(notes: Postdeck, questions: object, message: str) -> None:
    notes.write("pick.py", f"import json; print(json.dumps({{'questions': {questions!r}}}))")
    told = notes("choose", "notes", "--with", f"{sys.executable} pick.py")
    assert told.code == 3
    assert message in told.err


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import sys; sys.exit(4)", "failed with exit code 4"),
        ("print('nothing')", "wrote no JSON"),
        ("print('[]')", "wrote no object with a `reading`"),
        ('print(\'{"reading": "heading-9"}\')', "'heading-9' is not a way of writing prompts"),
    ],
)
def test_a_program_that_fails_is_told(notes: Postdeck, program: str, message: str) -> None:
    notes.write("pick.py", program)
    told = notes("choose", "notes", "--with", f"{sys.executable} pick.py")
    assert told.code == 3
    assert message in told.err
    assert not (notes.folder / "notes" / "readings.toml").exists()


def test_nothing_is_asked_while_the_file_is_broken(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.write("notes/readings.toml", '["notes"\nx\n')
    say(monkeypatch, "1", "1")
    told = notes("choose", "notes")
    assert (told.code, told.out.count("\n")) == (1, 1)
    assert "notes/readings.toml:1:9: error: " in told.out
    assert (notes.folder / "notes/readings.toml").read_text("utf-8") == '["notes"\nx\n'


def test_an_entry_of_several_lines_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "readings.toml"
    own = '"x" = { prompts = ["a",\n"[b]"], ends = ["c",\n"d"] }\n'
    path.write_text(f'[a]\n{own}y = "none"\n', "utf-8")
    assert load(path)[1] == ()
    save(path, "a", {"x": parse("list"), "z": parse("title")})
    assert path.read_text("utf-8") == '[a]\n"x" = "list"\ny = "none"\nz = "title"\n'


@pytest.mark.parametrize("text", ['a = "none"\n', "[a\n"])
def test_a_file_that_no_entry_can_be_put_into_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "readings.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(TomlEditError, match=r"readings\.toml"):
        save(path, "a", {"x": parse("list")})
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '["notes"]\n"a/on" = "none"\n',
            "notes/readings.toml:2: warning: there is no post and no folder a/on [unused-setting]\n"
            "    hint: did you mean a/one?",
        ),
        (
            '["note"]\n"a/one" = "none"\n',
            "notes/readings.toml:1: warning: the key of this site is notes, not note [unused-setting]\n"
            "    hint: did you mean notes?",
        ),
        (
            '["notes"]\n"a/one" = "table"\n',
            "notes/a/one.md:4: warning: no question was found with `table`, the reading in readings.toml",
        ),
        (
            '[notes.a]\none = "none"\n',
            'notes/readings.toml:1: error: this must be a reading, such as "heading-2"; put a key',
        ),
    ],
)
def test_what_a_choice_cannot_mean_is_told(notes: Postdeck, text: str, told: str) -> None:
    notes.write("notes/readings.toml", text)
    assert told in notes("check", "notes").out


def test_a_file_that_is_edited_by_hand_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "readings.toml"
    path.write_text('# mine\n["a.b"]\n"x" = "none"  # sure\n\n[other]\ny = "title"\n', "utf-8")
    save(path, "a.b", {"x/1": parse('heading-3 below "面试题"'), "x": parse("list")})
    save(path, "new", {"z": parse("none")})
    assert path.read_text("utf-8") == (
        '# mine\n["a.b"]\n"x" = "list"  # sure\n"x/1" = "heading-3 below \\"面试题\\""\n\n'
        '[other]\ny = "title"\n\n[new]\nz = "none"\n'
    )
    chosen, findings = load(path)
    assert findings == ()
    assert str(chosen.of("a.b")["x/1"]) == 'heading-3 below "面试题"'


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = \n", 1), ("\na = 1\n", 2), ('[a]\nx = "heading-9"\n', 2), ("[a]\nx = 1\n", 2)],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "readings.toml"
    path.write_text(text, "utf-8")
    _, (finding,) = load(path)
    assert (finding.code, finding.path, finding.line) == ("bad-config", "readings.toml", line)


def test_front_matter_goes_before_a_choice_and_that_before_the_settings(postdeck: Postdeck) -> None:
    def questions() -> int:
        told = json.loads(postdeck("check", "notes", "--format", "json").out)
        count = told["summary"]["questions"]
        assert isinstance(count, int)
        return count

    postdeck.write("notes/one.md", unsure())
    postdeck.write("postdeck.toml", '[sites.notes.questions]\n"." = "none"\n')
    assert questions() == 0
    save(postdeck.folder / "notes" / "readings.toml", "notes", {"one": parse("heading-2")})
    assert questions() == 3
    postdeck.write("notes/one.md", unsure().replace("title:", "questions: title\ntitle:"))
    assert questions() == 1


def test_what_is_next_is_to_build_all_of_the_blog(
    notes: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.write("notes/cards.lock.json", '{"schema": "postdeck-ledger/2", "sites": {}}')
    say(monkeypatch, "1")
    assert notes("choose", "notes/a/one.md").out.endswith("next: postdeck build notes\n")
