"""How well the questions of real posts are found.

`python -m tools.accuracy [--sets ABCD] [--posts]` prints a row for each set of labelled posts, for
each language and for all; with `--posts` what is wrong in each post too, the worst first. The
program is measured as it is; `measure` does the same to whatever else reads posts.

The program's weights were fitted to these posts. `--crossed` fits others, each to posts of other
repositories than the one measured, divides the repositories in several ways, and prints the mean of
the results for each of four `WAYS`. It needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.ir import Span
from pipeline.markdown.blocks import Markdown
from pipeline.questions.candidates import offered
from pipeline.questions.chances import Chances, best_reading
from pipeline.questions.naming import selected, selection_of
from pipeline.questions.readings import NOTHING, Reading, every_reading, prompts_among
from pipeline.stages.parse import parse
from tools.labelled import LabelledPost, labelled, read
from tools.scoring import Counts, Got, faults, score

if TYPE_CHECKING:
    from tools.fit import Fitted

Reader = Callable[[LabelledPost], list[Got]]

_HEAD = ("", "posts", "asked", "found", "clean", "invented", "(q, art, single)", "articles",
         "singles", "(as title)", "perfect")  # fmt: skip


def as_it_is(post: LabelledPost) -> list[Got]:
    """Return the questions that the program finds."""
    blog, source = read(post)
    return [
        Got(question.prompt_span or Span(0, 0), question.answer_span, question.status == "answered")
        for question in parse(blog, source, Markdown(blog.dialect), None).read.post.questions
    ]


def measure(posts: Iterable[LabelledPost], reader: Reader) -> dict[str, Counts]:
    """Return the counts of a reader by set, then by language (most posts first), then of "all"."""
    return _summed((post, score(post, reader(post))) for post in posts)


def _summed(scored: Iterable[tuple[LabelledPost, Counts]]) -> dict[str, Counts]:
    sets: dict[str, Counts] = {}
    languages: dict[str, Counts] = {}
    for post, counts in scored:
        sets[post.set] = sets.get(post.set, Counts()) + counts
        languages[post.language] = languages.get(post.language, Counts()) + counts
    return {
        **dict(sorted(sets.items())),
        **dict(sorted(languages.items(), key=lambda item: (-item[1].posts, item[0]))),
        "all": sum(sets.values(), Counts()),
    }


def automatic(one: Fitted, given: Chances) -> Reading | None:
    """Return the reading that is taken where nobody is asked; None for the title."""
    return best_reading(one.found, given)


def left(one: Fitted, given: Chances) -> Reading | None:
    """Return the reading that is taken where nothing is taken from posts that are not sure."""
    return best_reading(one.found, given) if given.sure else NOTHING


def with_choice(one: Fitted, given: Chances) -> Reading | None:
    """Return the reading that is taken where a person chooses if it is not sure, among those that
    `postdeck choose` shows.
    """
    if given.sure:
        return best_reading(one.found, given)
    now = selection_of(one.found, best_reading(one.found, given))
    return _best(one, [reading for *_, reading in offered(one.found, given, now)])


def oracle(one: Fitted, given: Chances) -> Reading | None:
    """Return the best of all readings."""
    return _best(one, [*one.found.readings, None])


Way = Callable[["Fitted", Chances], Reading | None]

WAYS: Mapping[str, Way] = {
    "automatic": automatic,
    "left": left,
    "with choice": with_choice,
    "oracle": oracle,
}
"""The ways to take a reading by the chances of a post's readings."""


def worth(counts: Counts) -> int:
    """Return how good a reading is for a learner, to compare readings by."""
    elsewhere = counts.invented_in_articles + counts.invented_in_singles
    return counts.clean - counts.invented_in_questions - 2 * elsewhere


def _best(one: Fitted, among: Sequence[Reading | None]) -> Reading | None:
    return max(among, key=lambda reading: worth(one.counts(reading)))


def table(totals: Mapping[str, Counts], runs: int = 1) -> str:
    """Return the counts as lines of a table, one for each name; of several runs their mean."""
    rows = [_HEAD, *(_row(name, counts, runs) for name, counts in totals.items())]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _row(name: str, counts: Counts, runs: int) -> tuple[str, ...]:
    def mean(count: int) -> str:
        return f"{count / runs:.1f}" if runs > 1 else str(count)

    where = (
        counts.invented_in_questions,
        counts.invented_in_articles,
        counts.invented_in_singles,
    )
    return (
        name,
        str(counts.posts // runs),
        str(counts.labelled // runs),
        _share(counts.found, counts.labelled),
        _share(counts.clean, counts.labelled),
        mean(counts.invented),
        f"({', '.join(map(mean, where))})",
        f"{mean(counts.articles_right)}/{counts.articles // runs}",
        f"{mean(counts.singles_right)}/{counts.singles // runs}",
        f"({mean(counts.singles_as_title)})",
        f"{mean(counts.perfect)}/{counts.question_posts // runs}",
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _print_posts(posts: Iterable[LabelledPost], reader: Reader) -> None:
    """Print what is wrong in each post that is not right, the worst first."""
    wrong = [(post, found) for post in posts if (found := faults(post, reader(post)))]
    for post, found in sorted(wrong, key=lambda item: (-len(item[1]), item[0].id)):
        asked = sum(not label.doubt for label in post.labels)
        print(
            f"{post.id} {post.language} {post.kind}, {len(found)} wrong, {asked} asked, {post.path}"
        )
        print(textwrap.fill("; ".join(found), 100, initial_indent="  ", subsequent_indent="  "))


def _print_crossed(given: Iterable[LabelledPost], sets: str, *, each: bool) -> None:
    """Print the results of cross-validated chances, and with `each` the posts that lose most.

    Weights are fitted to all posts that are given, whichever sets are printed.
    """
    from tools.cases import own_cases
    from tools.fit import SEEDS, crossed, read_all

    every, own = read_all(given), read_all(own_cases())
    runs = [crossed(every, seed, own=own) for seed in SEEDS]
    posts = [one for one in every if not sets or one.post.set in sets]
    asked = sum(not run[one.post.id].sure for run in runs for one in posts) / len(runs)
    for called, way in WAYS.items():
        told = f", {asked:.1f} posts asked about" if way is with_choice else ""
        print(f"{called}{told} (mean of {len(runs)} ways to fold)")
        scored = (
            (one.post, one.counts(way(one, run[one.post.id]))) for run in runs for one in posts
        )
        print(table(_summed(scored), len(runs)), end="\n\n")
    named = sum((one_line(one) for one in posts), Counts())
    print("with one line of front matter")
    print(table({"all": named}), end="\n\n")
    if each:
        _print_losses(posts, runs)


def one_line(one: Fitted) -> Counts:
    """Return the counts of a post with the best line of front matter, however little it answers."""
    from tools.fit import questions

    found = every_reading(one.found.post)
    best = max(
        found.readings,
        key=lambda reading: score(one.post, questions(found, reading.prompts)).found,
    )
    prompts = prompts_among(found.nodes, selected(found.nodes, selection_of(found, best)))
    by_name = score(one.post, questions(found, prompts))
    return max(by_name, one.counts(None), key=lambda counts: counts.found - counts.invented)


def _print_losses(posts: Iterable[Fitted], runs: Sequence[Mapping[str, Chances]]) -> None:
    """Print the posts that lose against the best of all readings, those that lose most first."""
    losses = []
    for one in posts:
        given = [run[one.post.id] for run in runs]
        best = one.counts(oracle(one, given[0]))
        chosen = [automatic(one, chances) for chances in given]
        lost = sum(worth(best) - worth(one.counts(reading)) for reading in chosen) / len(runs)
        told = f"{best.clean} clean and {best.invented} invented at best"
        told += f", sure in {sum(chances.sure for chances in given)} of {len(runs)}"
        if lost:
            losses.append((lost, one, told, chosen))
    for lost, one, told, chosen in sorted(losses, key=lambda loss: (-loss[0], loss[1].post.id)):
        post = one.post
        print(f"{post.id} {post.language} {post.kind}, {lost:.1f} lost, {told}, {post.path}")
        for reading in dict.fromkeys(chosen):
            wrong = "; ".join(faults(post, one.got(reading))) or "nothing wrong"
            print(textwrap.fill(wrong, 100, initial_indent="  ", subsequent_indent="  "))


def main() -> None:
    """Print the table, and what is wrong in each post."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--sets", default="", help="letters of the sets to read (default: all)")
    parser.add_argument("--posts", action="store_true", help="print what is wrong in each post")
    parser.add_argument("--crossed", action="store_true", help="print what is cross-validated")
    arguments = parser.parse_args()
    try:
        posts = labelled("" if arguments.crossed else arguments.sets)
    except FileNotFoundError as error:
        sys.exit(str(error))
    if arguments.crossed:
        _print_crossed(posts, arguments.sets, each=arguments.posts)
        return
    got = {post.id: as_it_is(post) for post in posts}
    print(table(measure(posts, lambda post: got[post.id])))
    if arguments.posts:
        print()
        _print_posts(posts, lambda post: got[post.id])


if __name__ == "__main__":
    main()
