"""The running header: which posts each page is said to hold."""

from __future__ import annotations

import re

from pipeline.emitters.cheatsheet.running import Place, header_rules


def headers(**places: Place) -> list[str]:
    titles = {"a": "甲", "b": "乙", "c": "丙"}
    rules = "\n".join(header_rules(titles, places, lambda text: f"<{text}>"))
    symbols = re.search("symbols: (.*); fallback", rules)
    return re.findall("<(.*?)>", symbols[1]) if symbols else []


def test_a_page_names_what_goes_on_and_what_begins() -> None:
    assert headers(a=Place(1), b=Place(3), c=Place(4)) == ["甲", "甲", "甲 – 乙", "乙 – 丙", "丙"]


def test_a_post_that_begins_a_page_has_it_to_itself() -> None:
    places = {"a": Place(1), "b": Place(2, begins=True), "c": Place(2)}
    assert headers(**places) == ["甲", "乙 – 丙", "丙"]
    assert headers(a=Place(1), c=Place(2, begins=True)) == ["甲", "丙", "丙"]


def test_only_the_first_and_the_last_post_of_a_page_are_named() -> None:
    assert headers(a=Place(1), b=Place(1), c=Place(1)) == ["甲 – 丙", "丙"]


def test_pages_after_the_last_heading_name_it() -> None:
    rules = list(header_rules({"a": "甲"}, {"a": Place(1)}, lambda text: f"<{text}>"))
    assert rules[-1] == "@counter-style running-on { system: cyclic; symbols: <甲>; }"


def test_a_long_title_is_cut() -> None:
    titles = {"a": "很长的标题" * 10}
    rules = "\n".join(header_rules(titles, {"a": Place(1)}, lambda text: f"<{text}>"))
    assert "很长的标题" * 4 in rules
    assert "很长的标题" * 5 not in rules


def test_before_anything_is_printed_there_is_no_header() -> None:
    assert headers() == []
