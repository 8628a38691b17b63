"""Words as data: how entries are matched, what each language has, and what is made of them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.outline import words as lists
from pipeline.outline.wording import (
    answer_marker,
    asks,
    ends_as_question,
    ends_sentence,
    heading_answers,
    hints_questions,
    is_answer_label,
    is_aside,
    is_frame,
    is_notice,
    is_open,
    is_question_word,
    is_round,
    is_task,
    marker_inside,
    may_ask,
    may_be_notice,
    names_answer_key,
    names_glossary,
    names_questions,
    names_tasks,
    opens_solution,
    question_label,
    solves,
    unfolds,
    without_tags,
)
from pipeline.outline.words import TABLES, Wording, any_of, read, words

LANGUAGES = {
    file.name: tomllib.loads(file.read_text("utf-8"))
    for file in (files("pipeline.outline") / "words").iterdir()
}


def found(entry: str, text: str) -> str | None:
    """Return what an entry finds in a text."""
    match = re.search(any_of([entry]), text, re.IGNORECASE)
    return match[0] if match else None


@pytest.mark.parametrize(
    ("entry", "text", "what"),
    [
        ("甲", "乙甲丙", "甲"),
        ("甲…乙", "甲乙", "甲乙"),
        ("甲…乙", "甲1234乙", "甲1234乙"),
        ("甲…乙", "甲1234乙乙", "甲1234乙"),
        ("甲…乙", "甲12345乙", None),
        ("甲……乙", "甲12345678乙", "甲12345678乙"),
        ("甲……乙", "甲123456789乙", None),
        ("甲…乙", "甲\n乙", None),
        ("甲…", "甲乙", "甲"),
        ("walk*", "Walking home", "Walking"),
        ("walk*", "walk", "walk"),
        ("walk*", "walk2", "walk"),
        ("walk*", "catwalk", None),
        ("бег*", "бегать", "бегать"),
        ("走*", "走路了", "走路了"),
        ("red tea", "RED   TEA", "RED   TEA"),
        ("red tea", "red_tea", "red_tea"),
        ("red tea", "red-tea", "red-tea"),
        ("red tea", "redtea", None),
        ("a.b", "axb", None),
        ("R&B", "(r&b)", "r&b"),
    ],
)
def test_the_notation(entry: str, text: str, what: str | None) -> None:
    assert found(entry, text) == what


@pytest.mark.parametrize(
    "text",
    [
        "questions", "Questions", "interview_questions", "questions2024", "7questions", "questions题",
        "题questions", "вопросquestions", "questions的", "(questions)", "질문questions",
    ],
)  # fmt: skip
def test_a_latin_word_stands_beside_what_is_no_latin_letter(text: str) -> None:
    assert found("questions", text)


@pytest.mark.parametrize(
    "text", ["prequestionsx", "prequestions", "questionsx", "questionsé", "équestions", "question"]
)
def test_a_latin_word_is_a_whole_word(text: str) -> None:
    assert not found("questions", text)


def test_accents_belong_to_their_letters() -> None:
    assert found("réponse", "La réponse.")
    assert not found("pos", "posé")
    assert not found("pose", "pose\u0301")


def test_a_cyrillic_word_is_a_whole_word() -> None:
    assert found("чем", "Чем хорош")
    assert found("чем", "чем_то")
    assert found("чем", "2чем甲")
    assert not found("чем", "зачем")
    assert not found("чем", "чемодан")


def test_only_the_ends_of_a_word_that_are_letters_are_limited() -> None:
    assert found("HR甲", "HR甲乙")
    assert not found("HR甲", "CHR甲")
    assert found("甲HR", "乙甲HR")
    assert not found("甲HR", "甲HRM")
    assert found("C++", "C++x")


def test_the_longest_word_is_found() -> None:
    assert re.match(any_of(["甲", "甲乙丙", "甲乙"]), "甲乙丙丁")[0] == "甲乙丙"  # type: ignore[index]


def test_a_list_without_words_finds_nothing() -> None:
    assert re.search(any_of([]), "") is None


def test_a_wording_takes_its_words_from_the_lists() -> None:
    wording = Wording(r"(?:«question.word»)?=«answers.mark»$")
    assert wording.search("1. Question=答案")
    assert wording.match("=ANSWER")
    assert not wording.match("1. Question=答案")
    assert not wording.search("=answering")


@pytest.mark.parametrize(
    ("table", "key"), [(t, k) for t, keys in sorted(TABLES.items()) for k in sorted(keys)]
)
def test_every_entry_is_found_by_its_list(table: str, key: str) -> None:
    one = Wording(f"«{table}.{key}»")
    assert words(table, key)
    assert [e for e in words(table, key) if not one.search(e.replace("…", "").strip("*"))] == []


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_every_language_names_questions_and_answers(name: str) -> None:
    language = LANGUAGES[name]
    assert language["promises"]["questions"]
    assert language["answers"]["mark"]
    assert language["question"]["mark"]
    assert language["question"]["word"]


def test_the_languages_of_most_posts_have_every_table() -> None:
    assert LANGUAGES["zh.toml"].keys() == TABLES.keys()
    assert LANGUAGES["en.toml"].keys() == TABLES.keys() - {"may_ask"}


def test_no_list_names_a_word_twice() -> None:
    for name, language in LANGUAGES.items():
        for table, keys in language.items():
            for key, entries in keys.items():
                assert len(entries) == len(set(entries)), f"{name}: {key} in [{table}]"


def test_languages_are_merged(tmp_path: Path) -> None:
    (tmp_path / "aa.toml").write_text('[question]\nmark = ["uno", "due"]\n', "utf-8")
    (tmp_path / "bb.toml").write_text('[question]\nmark = ["due", "tre"]\n', "utf-8")
    (tmp_path / "notes.txt").write_text("uno", "utf-8")
    merged = read(tmp_path)
    assert merged["question", "mark"] == ("uno", "due", "tre")
    assert merged["question", "word"] == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[asking]\nends = ["a"]', "aa.toml: there is no table [asking]"),
        ('[asks]\nmiddle = ["a"]', "aa.toml: there is no key middle in [asks]"),
        ('asks = ["a"]', "aa.toml: [asks] is no table"),
        ('[asks]\nends = "a"', "aa.toml: ends in [asks] is no list of words"),
        ("[asks]\nends = [1]", "aa.toml: ends in [asks] holds 1, which is no word"),
        *(
            (f'[asks]\nends = ["{entry}"]', f"aa.toml: ends in [asks] holds {entry!r}, which")
            for entry in ("", " a", "a ", "*", "*a", "a*b", "a**", "…", "…a", "a *")
        ),
    ],
)
def test_what_is_no_list_of_words_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "aa.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        read(tmp_path)


def test_words_are_read_once() -> None:
    words("asks", "ends")
    before = lists._all.cache_info().misses
    words("asks", "begins")
    assert lists._all.cache_info().misses == before == 1


@pytest.mark.parametrize(
    "text",
    [
        "怎么做饭", "請簡述甲", "他來嗎", "为何下雨", "how to cook", "the difference between a and b",
        "お茶とは", "これは何ですか", "무엇을 먹나", "¿Cuándo?", "甲乙？丙",
    ],
)  # fmt: skip
def test_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["做饭", "嗎啡", "however it is", "怎么做。因为", "как быть"])
def test_does_not_ask(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "聊聊天气", "甲和乙的区别", "茶與咖啡的區別", "了解过做饭吗，说说", "他是不是来",
        "как варить рис", "можно ли спать", "apa itu nasi", "왜 비가 오는가?", "밥과 빵의 차이",
        "雨が降るのか", "行きますか？",
    ],
)  # fmt: skip
def test_may_ask(text: str) -> None:
    assert may_ask(text)


@pytest.mark.parametrize("text", ["做饭", "的区别在这", "никак", "apakah", "차이점", "а как"])
def test_may_not_ask(text: str) -> None:
    assert not may_ask(text)


def test_ends() -> None:
    assert ends_as_question("甲？**")
    assert not ends_as_question("怎么做")
    assert ends_sentence("甲；")
    assert not ends_sentence("甲，")
    assert without_tags("<b>甲</b>乙") == "甲乙"


@pytest.mark.parametrize(
    "title",
    [
        "做饭面试题", "面试里的考题", "做饭的几个问题 ", "常见的几个问", "烹飪面試題", "題庫", "FAQ做饭",
        "cooking_interview_questions", "Cooking Q & A", "My Quizzes", "AMA", "料理の面接質問",
        "よくあるご質問", "자주 묻는 것", "기출 모음", "Вопросы о рисе", "часто задаваемое",
        "Preguntas de cocina", "Perguntas", "100 Fragen", "Domande", "Pertanyaan", "Câu hỏi hay",
    ],
)  # fmt: skip
def test_names_questions(title: str) -> None:
    assert names_questions(title)


@pytest.mark.parametrize(
    "title", ["做饭", "问题一的由来", "unquestionsable", "drama", "aqua", "Befragen", "Faqir"]
)
def test_names_no_questions(title: str) -> None:
    assert not names_questions(title)


@pytest.mark.parametrize(
    "text",
    [
        "做饭面经", "大廠之路", "我的疑問", "Interviewing cooks", "three bugs", "mian-shi", "面接の話",
        "면접 후기", "Собеседование", "Entrevistas", "Entretiens", "Colloquio", "Wawancara",
        "Phỏng vấn",
    ],
)  # fmt: skip
def test_hints_questions(text: str) -> None:
    assert hints_questions(text)
    assert not names_questions(text)


@pytest.mark.parametrize("text", ["做饭", "debug", "bugle", "example", "課題"])
def test_hints_no_questions(text: str) -> None:
    assert not hints_questions(text)


def test_tasks() -> None:
    assert all(map(names_tasks, ["力扣日记", "題解", "LeetCode 9", "our_OJ", "编程题"]))
    assert not any(map(names_tasks, ["做饭", "ojo"]))
    assert all(
        map(is_task, ["手写一封信", "给定一锅饭", "實作一道菜", "Implementing it", "write_it"])
    )
    assert not any(map(is_task, ["做饭", "rewrite", "writer"]))


@pytest.mark.parametrize(
    "text",
    [
        "一面", "HR面", "第二轮", "第 3 轮", "第三關", "甲面试", "2023-04", "2023年 4月", "4月12", "HR",
        "Round 2", "offer", "某公司",
    ],
)  # fmt: skip
def test_is_round(text: str) -> None:
    assert is_round(text)


@pytest.mark.parametrize("text", ["面试官", "throw", "background", "12-2023", "chrome"])
def test_is_no_round(text: str) -> None:
    assert not is_round(text)


@pytest.mark.parametrize(
    "text",
    [
        "总结：", "寫在前面的話", "參考資料", "参考链接汇总", "样例 1", "Example 2:", "Table of contents",
        "まとめ", " 目次 ",
    ],
)  # fmt: skip
def test_is_frame(text: str) -> None:
    assert is_frame(text)


@pytest.mark.parametrize("text", ["甲总结", "总结 1", "题目 2", "样例 12", "summary of it"])
def test_is_no_frame(text: str) -> None:
    assert not is_frame(text)


def test_is_aside() -> None:
    assert all(
        map(is_aside, ["注意", "补充：多放盐", "其他 ", "補充", "Notes: salt", "contact me"])
    )
    assert not any(map(is_aside, ["注意力", "noted", "another"]))


def test_names_answer_key() -> None:
    assert all(
        map(
            names_answer_key,
            ["参考答案", "答案与评分", "Answer key", "Answers", "Gabarito", "정답"],
        )
    )
    assert not any(map(names_answer_key, ["甲答案", "answered", "gabaritos"]))


LABELS = [
    "答案", "参考答案", "我的答案", "題解", "Answer", "My answer", "Solutions", "正解", "解答例",
    "模範解答", "정답", "풀이", "Ответ", "Решение", "Respuesta", "Resposta", "Réponse", "Antwort", "Lösung",
    "Risposta", "Jawaban", "Đáp án",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_marks_an_answer_alone_or_with_a_colon(label: str) -> None:
    for line in (
        label,
        f"{label}：",
        f"**{label}**: ",
        f"## {label}",
        f"【{label}】",
        f"- [{label}]:",
    ):
        assert answer_marker(line) == len(line)
        assert is_answer_label(line)
    for line in (f"{label}: 米饭", f"【{label}】米饭", f"「{label}」米饭", f"[{label}]米饭"):
        assert answer_marker(line) == len(line) - 2
        assert not is_answer_label(line)
    assert answer_marker(f"{label} 米饭") == answer_marker(f"[{label}](#x)") == 0
    assert unfolds(label)
    assert marker_inside(f"吃什么？{label}：米饭") == 4
    assert marker_inside(f"吃什么 {label}：米饭") == 4


@pytest.mark.parametrize(
    "line", ["answered:", "Answering", "답변하기", "", "ответчик:", "A", "米饭"]
)
def test_no_label(line: str) -> None:
    assert not is_answer_label(line)
    assert answer_marker(line) == 0


def test_a_letter_is_a_label_but_not_among_options() -> None:
    assert is_answer_label("A:")
    assert answer_marker("A: 米饭") == 3
    assert answer_marker("A: 米饭", letter=False) == 0
    assert marker_inside("吃？A：米饭") == 2
    assert marker_inside("rice = { a: 1 }") == 0


def test_a_heading_marks_an_answer_and_goes_on() -> None:
    assert all(
        map(heading_answers, ["Solution – rice", "答案（一）", "Answers -- all", "정답: 밥"])
    )
    assert all(map(heading_answers, ["Ответ — рис", "Solución (1)", "解答：飯"]))
    assert not any(map(heading_answers, ["Solution", "Solutions we tried", "我的答案"]))


@pytest.mark.parametrize(
    "line",
    [
        "思路", "## 解题思路：", "**代码实现**", "2、思路一", "解法 2", "程式碼", "官方题解", "Approach:",
        "### My solution", "Code",
    ],
)  # fmt: skip
def test_opens_solution(line: str) -> None:
    assert opens_solution(line)


@pytest.mark.parametrize("line", ["思路很多", "coder", "Approaches", "甲思路"])
def test_opens_no_solution(line: str) -> None:
    assert not opens_solution(line)


@pytest.mark.parametrize(
    "line",
    [
        "原因：没米", "解决办法:", "3. 解决方案 2：买米", "<b>思路</b>", "解決辦法", "Fix: buy rice",
        "Root cause", "Answer B", "答え：飯", "풀이", "Решение: рис", "Respuesta", "Resposta C",
        "Réponse", "Lösung", "Risposta", "Jawaban", "Đáp án", "A: 米饭",
    ],
)  # fmt: skip
def test_solves(line: str) -> None:
    assert solves(line)


@pytest.mark.parametrize(
    "line",
    ["原因很多", "prefix", "fixed: rice", "DNS解析", "Answer Book", f"原因{' ' * 60}：", "米饭"],
)
def test_does_not_solve(line: str) -> None:
    assert not solves(line)


@pytest.mark.parametrize(
    "summary",
    [
        "", "点击查看", "展開", "Show", "Click here", "Hints", "See more", "クリックして答えを表示",
        "✅ 解答", "정답 보기", "더보기", "Показать", "Ver respuesta", "Mostrar", "Voir la réponse",
    ],
)  # fmt: skip
def test_unfolds(summary: str) -> None:
    assert unfolds(summary)


@pytest.mark.parametrize(
    "summary", ["米饭", "怎么查看", "preview", "transport", "응답 코드", "Never more", "Version"]
)
def test_does_not_unfold(summary: str) -> None:
    assert not unfolds(summary)


@pytest.mark.parametrize(
    "mark",
    [
        "Q", "Question", "问", "问题", "問", "問題", "質問", "질문", "Вопрос", "Pregunta", "Pergunta",
        "Frage", "Domanda", "Pertanyaan", "Câu hỏi",
    ],
)  # fmt: skip
def test_a_mark_before_a_colon_puts_a_question(mark: str) -> None:
    assert question_label(f"{mark}: 吃米饭") == "吃米饭"
    assert question_label(f"**{mark}：** 吃米饭") == "吃米饭"
    assert question_label(f"**{mark}: 吃米饭**") == "吃米饭"
    assert question_label(f"{mark} 吃米饭") is None


def test_a_letter_with_a_dot_puts_a_question() -> None:
    assert question_label("Q.吃米饭") == question_label("Q. 吃米饭") == "吃米饭"
    assert question_label("Q、吃米饭") == "吃米饭"
    assert question_label("q.吃米饭") is None
    assert question_label("Q.1") is None
    assert question_label("Questions: rice") is None


def test_a_question_word() -> None:
    alone = ["题目", "问题 2", "題目3：", "**Question 4**", "Q7", "問題", "문제 1", "Вопрос 5"]
    others = ["Pregunta", "Pergunta 1", "Frage", "Domanda", "Pertanyaan", "Câu hỏi 6"]
    assert all(map(is_question_word, alone + others))
    assert not any(map(is_question_word, ["问题在哪", "Questions", "Quiz", "2", "甲问题"]))


def test_notices() -> None:
    assert all(
        map(is_notice, ["版权声明", "歡迎大家留言", "以上就是做饭的内容", "CC BY", "Follow me"])
    )
    assert not any(map(is_notice, ["欢迎", "以上是米饭", "follow meat"]))
    assert all(map(may_be_notice, ["关注我", "轉載", "my QR-code", "WeChat", "Donate"]))
    assert not any(map(may_be_notice, ["米饭", "subscribers"]))


def test_is_open() -> None:
    assert all(map(is_open, ["", "待補充", "答：略", "TODO", "정답:", "Respuesta: TBD", "吃？"]))
    assert not any(map(is_open, ["略有", "todos", "答：米饭", "Respuesta: arroz"]))


def test_names_glossary() -> None:
    assert all(map(names_glossary, ["术语表", "名詞", "My Glossary", "用語集"]))
    assert not names_glossary("米饭")


@pytest.mark.parametrize(
    "line", ["思路：先洗米", "**解题思路**：先洗米", "Approach: wash the rice"]
)
def test_a_solution_may_go_on_behind_its_marker(line: str) -> None:
    assert opens_solution(line)


@pytest.mark.parametrize(
    "text",
    [
        "解释甲。", "请说说甲。", "차이를 설명해주세요.", "甲について教えてください。",
        "1-1번을 설명해 주세요",
        "Расскажите про замыкание", "Explique el cierre",
    ],
)  # fmt: skip
def test_a_request_asks_with_a_full_stop_or_without(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["When nobody told it.", "Explains the loop.", "甲会解释乙。"])
def test_a_sentence_is_no_request(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize("text", ["描述", "解释", "Describe", "설명해주세요"])
def test_words_that_ask_for_nothing_name_a_part(text: str) -> None:
    assert not asks(text)
