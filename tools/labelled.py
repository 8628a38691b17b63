"""Compare what is found in real posts with what people found in them by hand.

`labels.jsonl` holds one public post a line: where it is (repository, commit, path), what it is
(`questions` or `article`), the last line that was read (`upto`, null for all), lines that count for
nothing (`ignore`), and for each question the lines of prompt and answer; `doubt` where two readers could
differ. `set` says in which round it was read: each round was measured before its posts were looked at,
and the rules were changed after. No text of any post is kept here.

`python -m tools.labelled FOLDER` reads the posts at FOLDER/OWNER+NAME/PATH and prints for each the
questions missed and invented, the answers cut short and those that run over. `--cure` tries every style
that one front-matter line can set, and prints the counts under the best.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ir import Post, Question, Span
from pipeline.markdown.blocks import Markdown
from pipeline.parse import ReadPost, parse
from pipeline.readers import open_blogs
from pipeline.settings import STYLES

LABELS = Path(__file__).with_name("labels.jsonl")
FAULTS = ("missed", "invented", "short", "over")


@dataclass(frozen=True, slots=True)
class Label:
    """One post as a person read it; `questions` are pairs of prompt and answer."""

    round: str
    name: str
    kind: str
    upto: int
    ignored: frozenset[int]
    questions: tuple[tuple[Span, Span | None], ...]


def labels() -> Iterator[Label]:
    """Give all labels."""
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        yield Label(
            data["set"],
            f"{data['repo'].replace('/', '+')}/{data['path']}",
            data["kind"],
            data["upto"] or 1_000_000,
            frozenset(n for a, b in data.get("ignore", ()) for n in range(a, b + 1)),
            tuple((Span(*q["prompt"]), _span(q["answer"])) for q in data["questions"]),
        )


def _span(lines: Sequence[int] | None) -> Span | None:
    return Span(*lines) if lines else None


def read(folder: Path, name: str, style: str | None = None) -> ReadPost | None:
    """Read a post as one of a folder of Markdown; None where its front matter is refused."""
    repository, path = name.split("/", 1)
    (blog,), _ = open_blogs([folder / repository])
    found = blog.read(path, (folder / name).read_bytes())
    return parse(blog, found.post, Markdown(blog.dialect), style) if found.post else None


def faults(label: Label, read_post: ReadPost | None, lines: Sequence[str]) -> Counter[str]:
    """Count what is wrong. Blank lines and reference definitions at an answer's ends do not count."""
    asked = {line: prompt.start for prompt, _ in label.questions for line in _lines(prompt)}
    found: dict[int, Question] = {}
    for question in read_post.post.questions if read_post else ():
        span = question.prompt_span
        start = next((asked[line] for line in _lines(span) if line in asked), span.start)
        if span.start <= label.upto and span.start not in label.ignored:
            found[start] = question
    known = {prompt.start: answer for prompt, answer in label.questions}
    count = Counter(
        missed=len(known.keys() - found.keys()), invented=len(found.keys() - known.keys())
    )
    for start, answer in known.items():
        if start in found:
            given = _said(found[start].answer_span, lines)
            wanted = _said(answer, lines)
            count["short"] += bool(wanted - given)
            count["over"] += bool(given - wanted) and not wanted - given
    return count


def tiles(post: Post, lines: Sequence[str]) -> bool:
    """Tell whether every line of a post stands in exactly one region."""
    ends = [0, *(region.end for region in post.regions)]
    starts = [*(region.start for region in post.regions), ends[-1] + 1]
    return starts == [end + 1 for end in ends] and ends[-1] == len(lines) - (lines[-1] == "")


def _lines(span: Span) -> range:
    return range(span.start, span.end + 1)


def _said(span: Span | None, lines: Sequence[str]) -> set[int]:
    said = {n for n in _lines(span) if lines[n - 1].strip()} if span else set[int]()
    return {n for n in said if not (lines[n - 1].startswith("[") and "]:" in lines[n - 1])}


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--cure", action="store_true", help="try every style of one front-matter line"
    )
    arguments = parser.parse_args()
    totals: dict[str, Counter[str]] = {}
    for label in labels():
        if not (arguments.folder / label.name).is_file():
            continue
        text = (arguments.folder / label.name).read_bytes().decode("utf-8", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        post = read(arguments.folder, label.name)
        if post and not tiles(post.post, lines):
            print(f"{label.name}: a line stands in no region, or in two")
        count, style = faults(label, post, lines), ""
        codes = (
            sorted({finding.code.value for finding in post.findings}) if post else ["unreadable"]
        )
        if arguments.cure and label.kind == "questions":
            cures = (
                (faults(label, read(arguments.folder, label.name, s), lines), s) for s in STYLES
            )
            count, style = min([(count, ""), *cures], key=lambda cure: cure[0].total())
        total = totals.setdefault(label.round, Counter())
        total.update(count)
        total.update({label.kind: 1, "asked": len(label.questions)})
        if count.total():
            told = " ".join(f"{fault} {count[fault]}" for fault in FAULTS if count[fault])
            print(f"{label.name}: of {len(label.questions)}: {told} {style} [{', '.join(codes)}]")
    for name, total in totals.items():
        told = ", ".join(f"{fault} {total[fault]}" for fault in FAULTS)
        print(
            f"{name} round: {total['questions']} posts, {total['asked']} questions, "
            f"{total['article']} articles: {told}"
        )


if __name__ == "__main__":
    main()
