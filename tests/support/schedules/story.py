"""A story: what an author does to posts, what a learner does in Anki, and the expected results.

The author's part happens at once: posts are written and built. The learner's part becomes the steps
of a plan, which each version of Anki plays in a process of its own.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.ir import Corpus
from pipeline.stages import Outcome
from tests.support.reading import build_to
from tests.support.schedules.site import PostText, Site, training_site

DAY = 86_400
START = int(time.time()) - 40 * DAY
"""Day 0 in epoch seconds, so long ago that no step lies in the future: Anki corrects such times."""

TODAY = 39.99
"""The day on which the stories are played, some minutes before."""

Version = tuple[int, ...]
Found = Callable[[Version], set[str]]
"""What a version must find."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the import of a package must do, by guid.

    `updated` notes are those that Anki says it updated, `edited` those whose content changed by
    that. Versions for which `skipped_by` is true leave the updated ones as they were.
    """

    package: Path
    new: frozenset[str]
    updated: frozenset[str]
    edited: frozenset[str]
    skipped_by: Callable[[Version], bool] | None = None
    css: str = ""
    """What the stylesheet in Anki must hold."""
    conflicts_in: Callable[[Version], bool] | None = None
    """Name the versions that fork the note type, and leave all notes as they were."""
    options: Mapping[str, int] = field(default_factory=dict)
    """What the learner chose for the import, where Anki lets choose. Where note types are merged, no
    fork is left.
    """
    empty: int = 0
    """How many notes have a card that shows nothing, from now on."""


@dataclass(slots=True)
class Story:
    """One scenario under way. `faults` is what is wrong before any Anki was asked."""

    folder: Path
    site: Site = field(default_factory=training_site)
    checkout: Path = field(init=False)
    ledger: Path = field(init=False)
    package: Path = field(init=False)
    guids: dict[str, str] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    expected: list[Delivery | Found | None] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    flags: dict[str, dict[str, str]] = field(default_factory=dict)
    """Options of products, as the author gives them."""
    config: Path | None = None
    """The author's postdeck.toml."""
    clock: int = START
    """The learner's time in epoch seconds."""
    _builds: int = 0

    def __post_init__(self) -> None:
        self.checkout = self.folder / "blog"
        self.ledger = self.folder / "cards.lock.json"

    def post(self, name: str) -> PostText:
        return self.site.posts[name]

    def write(self) -> None:
        self.site.write(self.checkout)

    def build(self, day: float, *sources: Path) -> Corpus:
        """Build the package on this day, counted from day 0, and return the corpus."""
        outcome = self.built(day, *sources)
        assert outcome.published
        assert outcome.corpus is not None
        self._builds += 1
        self.package = self.folder / f"build-{self._builds}.apkg"
        shutil.copyfile(self.folder / "out" / "deck.apkg", self.package)
        return outcome.corpus

    def built(self, day: float, *sources: Path) -> Outcome:
        """Return what became of a build, which may have stopped."""
        beside = self.ledger.parent == self.checkout and not self.site.host
        return build_to(
            self.folder / "out", *(sources or (self.checkout,)),
            ledger=None if beside else self.ledger, now=START + int(day * DAY),
            products=("deck",), flags=self.flags, config=self.config,
        )  # fmt: skip

    def begin(self, *sources: Path, day: float = 0) -> None:
        """Make the first build. The learner imports it, and reviews four cards of five."""
        if not sources:
            self.write()
        found = prompts_of(self.build(day, *sources))
        self.guids = found
        self.clock = START + int(day * DAY)
        nothing = frozenset[str]()
        self._imports(Delivery(self.package, frozenset(found.values()), nothing, nothing))
        reviewed = [guid for n, guid in enumerate(found.values(), 1) if n % 5]
        self._step({"do": "review", "guids": reviewed})

    def deliver(
        self,
        *sources: Path,
        day: float = 1,
        imported: float | None = None,
        new: Iterable[str] = (),
        updated: Iterable[str] = (),
        edited: Iterable[str] | None = None,
        reworded: Mapping[str, str] | None = None,
        skipped_by: Callable[[Version], bool] | None = None,
        css: str = "",
        options: Mapping[str, int] = MappingProxyType({}),
        conflicts_in: Callable[[Version], bool] | None = None,
        empty: int = 0,
    ) -> None:
        """Build again and import it, on the same day if `imported` names no other. Cards are
        named by their prompts.

        `reworded` holds, by the old prompt, the new one of the same card, which is updated too.
        `edited` are the updated ones with other content, where these are not all. `options` are the
        learner's, where Anki lets choose.
        """
        if not sources:
            self.write()
        found = prompts_of(self.build(day, *sources))
        reworded = reworded or {}
        told = {self.guids[prompt] for prompt in (*updated, *reworded)}
        changed = told if edited is None else {self.guids[prompt] for prompt in edited}
        was = {new: old for old, new in reworded.items()}
        for prompt, guid in found.items():
            known = self.guids.get(was.get(prompt, prompt))
            if known not in (None, guid):
                self.faults.append(f"another card bears the prompt “{prompt}”")
        added = {prompt for prompt in found if was.get(prompt, prompt) not in self.guids}
        if added != set(new):
            self.faults.append(f"new prompts are {sorted(added)}, not {sorted(new)}")
        fresh = frozenset(found[prompt] for prompt in added)
        if fresh & set(self.guids.values()):
            self.faults.append("a new prompt took an old card")
        self.guids |= found
        self.waits_until(day if imported is None else imported)
        self._imports(
            Delivery(
                self.package, fresh, frozenset(told), frozenset(changed), skipped_by, css,
                conflicts_in, options, empty,
            )
        )  # fmt: skip

    def waits_until(self, day: float) -> None:
        """Let the learner go on at this day."""
        self.clock = START + int(day * DAY)

    def edits(
        self,
        prompt: str,
        fields: Mapping[str, str],
        tags: Iterable[str] | None = None,
        day: float = 0.5,
    ) -> None:
        """Let the learner edit a note."""
        self.waits_until(day)
        step = {"do": "edit", "guid": self.guids[prompt], "fields": dict(fields)}
        self._step(step if tags is None else {**step, "tags": list(tags)})

    def searches(self, query: str, finds: Iterable[str]) -> None:
        guids = {self.guids[prompt] for prompt in finds}
        self._step({"do": "search", "query": query}, lambda _: guids)

    def imports_another(self, package: Path, guids: Iterable[str]) -> None:
        """Let the learner import a package of somebody else, with these notes."""
        nothing = frozenset[str]()
        self._imports(Delivery(package, frozenset(guids), nothing, nothing))

    def does(self, do: str, **arguments: object) -> None:
        """Let the learner do one of `steps.STEPS`."""
        self._step({"do": do, **arguments})

    def asks(self, do: str, finds: Found, **arguments: object) -> None:
        """Let the learner look something up, which each version must find."""
        self._step({"do": do, **arguments}, finds)

    def _imports(self, delivery: Delivery) -> None:
        options = dict(delivery.options)
        step = {"do": "import", "package": str(delivery.package), "options": options}
        self._step(step, delivery)

    def _step(self, step: dict[str, Any], expected: Delivery | Found | None = None) -> None:
        self.clock += 60
        self.steps.append({**step, "at": self.clock})
        self.expected.append(expected)


Play = Callable[[Story], None]

SCENARIOS: dict[str, Play] = {}
"""Every scenario by its name; `scenarios.py` has them all."""


def scenario(play: Play) -> Play:
    """Add a function to the scenarios, and return it."""
    SCENARIOS[play.__name__.replace("_", "-")] = play
    return play


def told(folder: Path, play: Play) -> Story:
    """Play the author's part and return the story; what goes wrong is a fault of the story."""
    story = Story(folder)
    try:
        play(story)
    except Exception as error:
        story.faults.append(f"{type(error).__name__}: {error}")
    return story


def prompts_of(corpus: Corpus) -> dict[str, str]:
    """Return the guid of every card by its prompt; no two of our posts ask the same."""
    found: dict[str, str] = {}
    for post in corpus.posts:
        found |= {item.prompt.text: item.guid for item in post.questions}
        found |= {item.term: item.guid for item in post.terms}
    return found
