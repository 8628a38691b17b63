"""What one line holds: a number, a prompt, and at times an answer; or a prompt that goes on below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ir import Span
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.numbers import Number, read_number
from pipeline.questions.wording import asks, ends_as_question, ends_sentence, marker_inside

BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1[:：]?$")
"""A line that is bold as a whole."""

BOLD_HEAD = re.compile(r"(?P<head>(\*\*|__)(?=\S)(?:(?!\2).)+?(?<=\S)\2)\s*[:：]?\s*(?P<rest>.+)$")
"""A line that begins in bold and goes on."""

_FIRST_SENTENCE = re.compile(r"(?P<head>[^?？]{2,200}[?？])\s*(?P<rest>[^?？]+)$")
_MARKS = frozenset("*_`[]<>")
_REMARK = re.compile(r"[(（\[【].+[)）\]】]")
_DEMANDS = re.compile(r"请|试|举例|说明|并|please\b|give\b", re.IGNORECASE)
_SHORTEST_ANSWER = 4  # letters
_WRAPPED = 20


def split(content: str, measure: Measure) -> tuple[Number | None, str, str]:
    """Part a prompt from its number, also where the number stands inside a link or in bold."""
    number = read_number(content, heading=True)
    if number is not None:
        versioned = number.rest or len(number.value) > 1
        if versioned and not any(map(str.isalpha, number.rest)):
            return None, content, measure(content).text  # "1.7", "2.0 / 2.1"
        return number, number.rest, measure(number.rest).text
    text = measure(content).text
    number = read_number(text, heading=True)
    if number is None:
        return None, content, text
    prefix = text[: len(text) - len(number.rest)]
    return number, content.replace(prefix, "", 1), number.rest


def bold_number(head: re.Match[str]) -> Number | None:
    """Read the number at the start of a line whose beginning is bold ("**1)** x", "**1) x** y")."""
    number = read_number(head["head"][2:-2], heading=False)
    if number is None:
        return None
    rest = f"**{number.rest}** {head['rest']}" if number.rest else head["rest"]
    return replace(number, rest=rest)


def wrapped(candidate: Candidate, following: Sequence[str], measure: Measure) -> Candidate:
    """Give a prompt that its author broke into two lines the second one too."""
    if not following:
        return candidate
    second = following[0].strip()
    text = candidate.text
    breaks_off = text.endswith(("，", ",", "、")) or len(text) >= _WRAPPED
    if not breaks_off or ends_sentence(text) or asks(text):
        return candidate
    if not ends_as_question(second) or read_number(second, heading=False) is not None:
        return candidate
    prompt = f"{candidate.prompt}\n{second}"
    span = Span(candidate.span.start, candidate.span.end + 1)
    return replace(candidate, prompt=prompt, text=measure(prompt).text, span=span)


def parted(candidate: Candidate, measure: Measure) -> Candidate:
    """Part a prompt from an answer that begins on its line: behind a marker, behind a bold question,
    or, where nothing stands below, behind the question mark.
    """
    prompt = candidate.prompt
    at = marker_inside(prompt)
    if at and "\n" not in prompt:
        head = prompt[:at].strip()
        return replace(candidate, prompt=head, text=measure(head).text, opening=prompt[at:].strip())
    if candidate.style.shape == "heading":
        return candidate
    match = BOLD_HEAD.match(prompt)
    if match is not None and not _REMARK.fullmatch(match["rest"]):
        head, rest = match["head"][2:-2], match["rest"]
        text = measure(head).text.rstrip(":：")
        says = any(map(str.isalnum, measure(rest).text))
        if asks(text) and says and not asks(rest):
            return replace(candidate, prompt=head, text=text, opening=rest, bold=True)
        return candidate
    sentence = _FIRST_SENTENCE.match(prompt)
    if sentence is not None and _answers(sentence["rest"]) and _MARKS.isdisjoint(sentence["head"]):
        return replace(candidate, tail=sentence["rest"])
    return candidate


def _answers(rest: str) -> bool:
    """Tell whether what follows a question on its line answers it, and asks for nothing more."""
    letters = sum(map(str.isalnum, rest))
    return letters >= _SHORTEST_ANSWER and not _DEMANDS.match(rest) and not asks(rest)
