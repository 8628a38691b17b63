from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import Code
from pipeline.readers.front_matter import MAX_SIZE, FrontMatter, js_yaml
from pipeline.readers.front_matter import read as read_head
from pipeline.readers.front_matter.js_types import Timestamp, Value, as_js_string, as_json
from pipeline.readers.hexo_syntax import split


def parse(text: str) -> FrontMatter:
    return read_head(split(text))


def value_of(written: str) -> Value:
    head = parse(f"---\nkey: {written}\n---\n")
    assert head.findings == ()
    return head.values["key"]


def only_finding(head: FrontMatter) -> tuple[Code, int | None, int | None]:
    (found,) = head.findings
    return found.code, found.line, found.column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, word) for word in ("yes", "no", "on", "off", "y", "n", "Yes", "NO", "TRue")),
        ("12:30:45", "12:30:45"),
        ("190:20:30", "190:20:30"),
        ("1_000", "1_000"),
        ("0173600", 173600),
        ("01736008", 1736008),
        ("01736007", 1736007),
        ("45075e3", 45075000),
        ("2e876344", "2e876344"),
        ("1e34e252", "1e34e252"),
        ("1736008", 1736008),
        ("'1736008'", "1736008"),
        ('"0x10"', "0x10"),
        ("7c04944d", "7c04944d"),
        ("0x1F", 31),
        ("0X1F", "0X1F"),
        ("-0x10", -16),
        ("0o17", 15),
        ("0o8", "0o8"),
        ("0b101", 5),
        ("0b2", "0b2"),
        ("+5", 5),
        ("+", "+"),
        ("1.", 1),
        (".5", 0.5),
        ("-.5", "-.5"),
        ("1.5e3", 1500),
        ("1e-7", 1e-7),
        ("1e21", 1e21),
        ("9007199254740993", 9007199254740992),
        ("1152921504606846976", 1152921504606847000),
        ("9" * 5000, "9" * 5000),
        ("0x" + "f" * 5000, "0x" + "f" * 5000),
        ("1e400", "1e400"),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("+.inf", math.inf),
        (".iNf", ".iNf"),
        *((word, None) for word in ("", "~", "null", "Null", "NULL", "# comment")),
        ("nULL", "nULL"),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        ("2024-05-14 19:21", "2024-05-14 19:21"),
        ("2024-5-14", "2024-5-14"),
        ("'2024-05-14'", "2024-05-14"),
        ("C++ 与 C#", "C++ 与 C#"),
        ("a #b", "a"),
        ("a\tb", "a\tb"),
        ("\ta\t", "a"),
        ("a\u2028b\x85c", "a\u2028b\x85c"),
        ("[why?, a?b, 是什么？]", ["why?", "a?b", "是什么？"]),
        ("[a, [1, 'x'], {b: c}]", ["a", [1, "x"], {"b": "c"}]),
        ("{{ title }}", {"[object Object]": None}),
        ("{? [a, b] : c}", {"a,b": "c"}),
        ("[&x 1, *x, {<<: {y: z}}]", [1, 1, {"y": "z"}]),
        ("{a: 1, ~: x, 1e3: y}", {"a": 1, "null": "x", "1000": "y"}),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!int '12'", 12),
        ("!!float 3", 3),
        ("|\n  one\n    two", "one\n  two\n"),
        (">-\n  one\n  two", "one two"),
        (r'"\ud83d\ude00\x41"', "😀A"),
    ],
)
def test_values_are_typed_as_in_hexo(written: str, value: Value) -> None:
    found = value_of(written)
    assert found == value
    assert type(found) is type(value)


def test_a_dash_is_a_list_of_nothing() -> None:
    assert value_of("\n  -") == [None]


@pytest.mark.parametrize(
    ("written", "shown", "has_time", "offset_hours"),
    [
        ("2024-05-14", "2024-05-14T00:00:00.000Z", False, None),
        ("2024-05-14 19:21:09", "2024-05-14T19:21:09.000Z", True, None),
        ("2024-5-4 9:21:09.25", "2024-05-04T09:21:09.250Z", True, None),
        ("2024-05-14T19:21:09Z", "2024-05-14T19:21:09.000Z", True, 0),
        ("2024-05-14t19:21:09 +08:00", "2024-05-14T11:21:09.000Z", True, 8),
        ("2024-05-14 19:21:09.1234 -3", "2024-05-14T22:21:09.123Z", True, -3),
    ],
)
def test_timestamps(written: str, shown: str, has_time: bool, offset_hours: int | None) -> None:
    found = value_of(written)
    assert isinstance(found, Timestamp)
    assert as_json(found) == shown
    assert found.written == as_js_string(found) == written
    assert found.has_time is has_time
    offset = None if found.offset is None else found.offset.total_seconds() / 3600
    assert offset == offset_hours
    assert found.local.isoformat().startswith(f"{found.clock.year}-")
    assert found.exists


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-02-30", "2024-03-01T00:00:00.000Z"),
        ("2024-13-45", "2025-02-14T00:00:00.000Z"),
        ("2024-00-10 25:61:61", "2023-12-11T02:02:01.000Z"),
        ("0000-00-00", "1899-11-30T00:00:00.000Z"),
        ("0001-01-01", "1901-01-01T00:00:00.000Z"),
    ],
)
def test_dates_that_do_not_exist_are_moved(written: str, shown: str) -> None:
    found = value_of(written)
    assert isinstance(found, Timestamp)
    assert (as_json(found), found.exists) == (shown, False)


@pytest.mark.parametrize("written", ["9999-12-31", "2024-01-01 00:00:00 +99:00"])
def test_dates_out_of_range_are_texts(written: str) -> None:
    assert value_of(written) == written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"), (True, "true"), (False, "false"), (45075000, "45075000"), (1.5, "1.5"),
        (1e21, "1e+21"), (1.25e-7, "1.25e-7"), (0.00001, "0.00001"), (-0.0000125, "-0.0000125"),
        (0.001, "0.001"), (math.inf, "Infinity"), (-math.inf, "-Infinity"), (math.nan, "NaN"),
        (["a", None, [1, True]], "a,,1,true"), ({"a": 1}, "[object Object]"), ("x", "x"),
    ],
)  # fmt: skip
def test_strings_are_as_javascript_writes_them(value: Value, text: str) -> None:
    assert as_js_string(value) == text


def test_json_has_no_infinities() -> None:
    assert as_json([math.inf, math.nan, {"a": -math.inf}]) == [None, None, {"a": None}]


@pytest.mark.parametrize(
    ("text", "values", "body", "line"),
    [
        ("---\na: 1\n---\nBody\n", {"a": 1}, "Body\n", 4),
        ("---\na: 1\n---", {"a": 1}, "", 3),
        ("-----\na: 1\n-----\nBody", {"a": 1}, "Body", 4),
        ("---\na: 1\n---Body", {"a": 1}, "Body", 3),
        ("---\na: 1\n----\nBody", {"a": 1}, "-\nBody", 3),
        ("a: 1\n---\nBody", {"a": 1}, "Body", 3),
        ("a: 1\nb: 2\n;;;;\nBody", {}, "a: 1\nb: 2\n;;;;\nBody", 1),
        ('"a": 1\n;;;\nBody', {"a": 1}, "Body", 3),
        (';;;\n"a": [1e3, "x"],\n"b": {"c": null}\n;;;\nBody', {"a": [1000, "x"], "b": {"c": None}},
         "Body", 5),
        ("---\na:\n\t- 1\n\t\n---\n", {"a": [1]}, "", 6),
        ("---\n---\na: 1\n---\nBody", {"a": 1}, "Body", 5),
        *((text, {}, text, 1) for text in (
            "",
            "\n",
            "---",
            "---\n",
            "---\n---\n",
            "---\n\n---\nBody",
            "---\n# comment\n---\nBody",
            "---\n- a\n- b\n---\nBody",
            "---\na word\n---\nBody",
            "Text first.\n\n---\nMore",
            "Text: with *a colon: and\nmore\n\n---\nMore",
            "# Heading\n\n---\n\nText",
            "- a\n- b\n---\nText",
            '"a": broken\n;;;\nBody',
        )),
    ],
)  # fmt: skip
def test_split(text: str, values: dict[str, Value], body: str, line: int) -> None:
    head = parse(text)
    assert head.findings == ()
    assert (head.values, head.body, head.body_line) == (values, body, line)


def test_lines_of_keys() -> None:
    head = parse("---\n# comment\ntitle: a\n\ntags:\n  - b\ndate: 2024-05-14\n---\n")
    assert head.lines == {"title": 3, "tags": 5, "date": 7}
    assert parse(';;;\n"a": 1,\n"b": 2\n;;;\n').lines == {"a": 2, "b": 3}
    assert parse("a: 1\nb: 2\n---\n").lines == {"a": 1, "b": 2}
    assert parse("---\n\"a\": 1\n'b': {c: 2}\n? d\n: 3\n---\n").lines == {"a": 2, "b": 3, "d": 4}
    text = ';;;\n"a": {"b": "c"},\n"b": ["{", "\\"c\\": 1"],\n"\\u0063": "a"\n;;;\n'
    assert parse(text).lines == {"a": 2, "b": 3, "c": 4}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("---\na: 1\nb: 2\na: 3\n---\n", (Code.DUPLICATE_KEY, 4, 1)),
        ("---\na: {b: 1, b: 2}\n---\n", (Code.DUPLICATE_KEY, 2, 11)),
        ("---\n1e3: 1\n1000: 2\n---\n", (Code.DUPLICATE_KEY, 3, 1)),
        ("a: 1\na: 2\n---\nBody", (Code.DUPLICATE_KEY, 2, 1)),
        ("---\ntitle: a: b\n---\n", (Code.BAD_FRONT_MATTER, 2, 9)),
        ("title: a: b\n---\n", (Code.BAD_FRONT_MATTER, 1, 9)),
        ("---\na: [1\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\na: 1\nb: [c, d\ndate: 2024-05-04 01:02:03\ne: f\n---\n", (Code.BAD_FRONT_MATTER, 3, 4)),
        ("---\nb: [c,\n  d e: f: g,\n  h]\n---\n", (Code.BAD_FRONT_MATTER, 3, 9)),
        ('---\ntitle: "a\ndate: 2024-05-04\ntags: b\n---\nText', (Code.BAD_FRONT_MATTER, 2, 8)),
        ("---\ntitle: 'a\ndate: '2024-05-04'\n---\n", (Code.BAD_FRONT_MATTER, 2, 8)),
        ("---\ntitle: a\nsome words\ndate: 2024-05-04\n---\n", (Code.BAD_FRONT_MATTER, 3, 1)),
        ("---\na: *x\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\n<<: 1\n---\n", (Code.BAD_FRONT_MATTER, 2, 1)),
        ("---\na: !ruby/object:X y\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\na: !!binary aaaa\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\na: !!int x\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\na: 1\n\n## 2\n\nText: b.\nMore\n\n---\nText", (Code.BAD_FRONT_MATTER, 3, None)),
        ("---\na: @x\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\na:\n \tb: 1\n---\n", (Code.BAD_FRONT_MATTER, 3, 2)),
        ("---\na:\n\t\tb: @x\n---\n", (Code.BAD_FRONT_MATTER, 3, 6)),
        ("---\na: \x7f\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ('---\na: "\\U00110000"\n---\n', (Code.BAD_FRONT_MATTER, 2, 7)),
        ("---\na: b\n...\nc: d\n---\n", (Code.BAD_FRONT_MATTER, 4, 1)),
        (';;;\n"a": 1,\n "b": x\n;;;\n', (Code.BAD_FRONT_MATTER, 3, 7)),
        (';;;\n"a": NaN\n;;;\n', (Code.BAD_FRONT_MATTER, 2, 1)),
        ("---\na: " + "[" * 500 + "\n---\n", (Code.BAD_FRONT_MATTER, 2, 103)),
        ("---\na: " + "- " * 30000 + "\n---\n", (Code.BAD_FRONT_MATTER, 2, 4)),
        ("---\n" + "- " * 30000 + "\n---\n", (Code.BAD_FRONT_MATTER, 2, 201)),
        (';;;\n"a": ' + "[" * 30000 + "\n;;;\n", (Code.BAD_FRONT_MATTER, 2, 1)),
        ("---\na: " + "x" * MAX_SIZE + "\n---\n", (Code.BAD_FRONT_MATTER, 2, None)),
    ],
)  # fmt: skip
def test_errors_have_their_place(text: str, finding: tuple[Code, int, int | None]) -> None:
    head = parse(text)
    assert only_finding(head) == finding
    assert head.values == {}


def test_a_duplicate_key_points_to_the_first() -> None:
    for text in ("---\nx: 0\na: 1\na: 2\n---\n", ';;;\n"x": 0,\n"a": 1,\n"a": 2\n;;;\n'):
        (found,) = parse(text).findings
        assert [place.line for place in found.related] == [3]


@pytest.mark.parametrize(
    ("text", "values", "line", "column"),
    [
        (';;;\n"a": 1,\n "a": 2\n;;;\n', {"a": 2}, 3, 2),
        (';;;\n"a": {"b": 1,\n"b": "b"},\n"c": "b"\n;;;\n', {"a": {"b": "b"}, "c": "b"}, 3, 1),
    ],
)
def test_in_json_the_last_of_two_keys_counts(
    text: str, values: dict[str, Value], line: int, column: int
) -> None:
    head = parse(text)
    assert head.values == values
    assert only_finding(head) == (Code.REPEATED_KEY, line, column)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("---\ntitle: a\n\nText", "no-end"),
        ("---\ntitle: a\n-- -\nText", "no-end"),
        ("----\ntitle: a\n---\nText", "no-end"),
        ("---\t\ntitle: a\n---\nText", "no-opening"),
    ],
)
def test_a_head_that_is_open_is_text(text: str, wording: str) -> None:
    head = parse(text)
    assert (head.values, head.body, head.body_line) == ({}, text, 1)
    (found,) = head.findings
    assert found.said == Code.OPEN_FRONT_MATTER.message(wording)
    assert found.line == 1


@pytest.mark.parametrize("text", ["---\nText\n", "---\n\ntitle: a\n", "--- a\ntitle: a\n---\n"])
def test_a_rule_at_the_beginning_is_no_open_head(text: str) -> None:
    assert parse(text).findings == ()


def test_control_characters_of_escapes_are_replaced() -> None:
    head = parse('---\na: "\\ud800 \\x1f \\0"\n"\\x01": b\n---\n')
    assert head.values == {"a": "\ufffd \ufffd \ufffd", "\ufffd": "b"}
    assert only_finding(head) == (Code.CONTROL_CHARACTER, 2, None)
    assert parse(';;;\n"a": ["\\ud800", {"b": "\\u001f"}]\n;;;\n').values == {
        "a": ["\ufffd", {"b": "\ufffd"}]
    }


def test_a_large_head_without_an_opening_line_is_text() -> None:
    text = "a: " + "x" * MAX_SIZE + "\n---\n"
    assert parse(text).body == text


PIECES = st.sampled_from(
    ["---", "\n---\n", ";;;", "\n", ": ", "- ", "\t", "a", "title: x\n", "  ", "[", "]", "{", "}",
     '"', "'", "\\", "\\ud800", "&a", "*a", "!!", "|", ">", "?", "#", ",", "%YAML 1.", "2024-", "12",
     "\ufeff", "\x00", "\u2028", "\r", "<<", "..."]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(PIECES, st.characters()), max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(lambda pieces: "---\n" + "".join(pieces) + "\n---\nBody"),
    st.lists(PIECES, max_size=30).map(lambda pieces: ";;;\n" + "".join(pieces) + "\n;;;\nBody"),
)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_law_head_and_body_give_the_text_back(text: str) -> None:
    parts = split(text)
    assert parts.head + parts.body == text
    assert parts.body_line == 1 + parts.head.count("\n")
    assert parts.data in parts.head


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_law_no_text_makes_it_raise(text: str) -> None:
    head = parse(text)
    assert text.endswith(head.body)
    json.dumps(head.as_json(), allow_nan=False).encode()
    for found in head.findings:
        assert found.line is not None
        assert 1 <= found.line <= text.count("\n") + 1 + text.count("\r")


def test_anchors_and_merge_keys() -> None:
    text = (
        "a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  x: 3\nd:\n  <<: [{x: 4}, *a]\ne: &e 5\nf: *e\n"
    )
    found = js_yaml.load(text)
    assert found.problems == ()
    assert found.value == {
        "a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"x": 3, "y": 2}, "d": {"x": 4, "y": 2},
        "e": 5, "f": 5,
    }  # fmt: skip
    assert found.lines == {"a": 0, "b": 1, "c": 2, "d": 5, "e": 7, "f": 8}


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
        f"a: &a {'x' * 9000}\nb: [{', '.join(['*a'] * 900)}]\n",
        "a: &a [*a]\n",
        "a: &a {<<: *a}\n",
        "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 120)),
        "a: &a 1\nb:\n  <<: *a\n",
        "a: *b\n",
    ],
)
def test_aliases_that_multiply_are_refused(text: str) -> None:
    [problem] = js_yaml.load(text).problems
    assert problem.kind == "syntax"
