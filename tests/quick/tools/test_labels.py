"""The labels of real posts: places and lines alone, and enough of them."""

from __future__ import annotations

import json
import re

from tools.labelled import LABELS, labels

KEYS = {"set", "repo", "commit", "path", "kind", "upto", "ignore", "questions"}


def test_a_label_holds_places_and_lines_and_no_text() -> None:
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        assert label.keys() <= KEYS
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", label["repo"])
        assert re.fullmatch(r"[0-9a-f]{40}", label["commit"])
        for question in label["questions"]:
            assert question.keys() <= {"prompt", "answer", "doubt"}
            spans = [question["prompt"], *([question["answer"]] if question["answer"] else [])]
            assert all(isinstance(n, int) for span in spans for n in span)


def test_the_questions_of_a_post_follow_each_other() -> None:
    for label in labels():
        end = 0
        for prompt, answer in label.questions:
            assert end < prompt.start <= prompt.end <= label.upto, label.name
            if answer is not None:
                assert prompt.end <= answer.start <= answer.end, label.name
            end = (answer or prompt).end


def test_there_are_enough_of_them() -> None:
    everything = list(labels())
    asked = [label for label in everything if label.kind == "questions"]
    articles = [label for label in everything if label.kind == "article"]
    assert len({label.name.split("/")[0] for label in asked}) >= 10
    assert sum(len(label.questions) for label in asked) >= 200
    assert len(articles) >= 10
    assert not any(label.questions for label in articles)
