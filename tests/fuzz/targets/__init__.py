"""The targets by name: each draws texts, and checks what must hold of any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.fuzz.oracles import bounded
from tests.fuzz.targets import (
    blocks,
    conservation,
    corpora,
    fetching,
    front_matter,
    ledgers,
    links,
    packages,
    questions,
    rendering,
    settings,
)


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: `texts` are its inputs, `check` raises where one is not borne."""

    texts: st.SearchStrategy[str]
    check: Callable[[str], None]

    def __call__(self, text: str) -> None:
        """Check one text, within its time."""
        with bounded(len(text.encode())):
            self.check(text)


TARGETS = {
    "answers": Target(fetching.ANSWERS, fetching.check_answer),
    "blocks": Target(blocks.TEXTS, blocks.check),
    "conservation": Target(conservation.TEXTS, conservation.check),
    "corpora": Target(corpora.TEXTS, corpora.check),
    "drawings": Target(fetching.DRAWINGS, fetching.check_drawing),
    "front-matter": Target(front_matter.TEXTS, front_matter.check),
    "hugo-config": Target(settings.HUGO, settings.check_hugo),
    "ledgers": Target(ledgers.TEXTS, ledgers.check),
    "links": Target(links.TEXTS, links.check),
    "packages": Target(packages.TEXTS, packages.check),
    "picture-locks": Target(fetching.LOCKS, fetching.check_lock),
    "questions": Target(questions.TEXTS, questions.check),
    "readings": Target(settings.READINGS, settings.check_readings),
    "rendering": Target(rendering.TEXTS, rendering.check),
    "settings": Target(settings.SETTINGS, settings.check_settings),
    "site-config": Target(settings.SITE_CONFIGS, settings.check_site_config),
}
