"""Settings for one blog, as a file in which each of them is commented out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...ir import Corpus, Site
from ...settings.register import TABLES, Setting, Table, as_toml

if TYPE_CHECKING:
    from ...stages import Outcome

_HEAD = """\
# What postdeck does with this blog. Each setting is commented out, and shows what holds without it or an
# example; take the # before it away, and change it. Only what may be of use here is listed.
"""
_COMMONEST = 3


def text(outcome: Outcome) -> str:
    """Return the settings that may be of use for what was read."""
    assert outcome.corpus
    idle = set(_idle(outcome, outcome.corpus))
    own = _own(outcome, outcome.corpus)
    parts = [_HEAD]
    for table in TABLES:
        settings = [s for s in table.settings if not {table.name, f"{table.name}.{s.name}"} & idle]
        sites = outcome.corpus.sites if "KEY" in table.name else (None,)
        parts += ["\n".join(_lines(table, settings, site, own)) for site in sites if settings]
    return "\n".join(f"{part.strip()}\n" for part in parts)


def _lines(
    table: Table, settings: list[Setting], site: Site | None, own: Mapping[str, object]
) -> Iterator[str]:
    """Yield the lines of a table."""
    name = table.name.replace("KEY", as_toml(site.key)) if site else table.name
    yield from (f"# {table.help}", f"[{name}]") if name else ()
    for setting in settings:
        place = f"{name}.{setting.name}"
        yield from _setting(setting, own.get(place, setting.example))


def _setting(setting: Setting, example: object) -> Iterator[str]:
    """Yield the lines of a setting, with what holds without it."""
    notes = [f"without it: {setting.otherwise}"] if setting.otherwise else []
    if setting.default == []:
        notes.append(f"such as {as_toml(example)}")
    elif setting.kind == "choice":
        notes.append(" or ".join(map(as_toml, setting.values)))
    key, value = setting.name, example if setting.default is None else setting.default
    if isinstance(example, dict):
        ((key, value),) = example.items()
    yield f"# {setting.help}" + (f" ({'; '.join(notes)})" if notes else "")
    yield f"#{key if key.isalpha() and key.islower() else as_toml(key)} = {as_toml(value)}"


def _own(outcome: Outcome, corpus: Corpus) -> dict[str, object]:
    """Return what stands in this blog for the example of a setting, by its place."""
    own: dict[str, object] = {}
    for site in corpus.sites:
        table = f"sites.{as_toml(site.key)}"
        own |= {f"{table}.title": site.title, f"{table}.deck": site.title}
        unsure = [post.key for post in corpus.posts if post.unsure and post.site == site.key]
        if unsure:
            folder = str(PurePosixPath(unsure[0]).parent).replace(".", "") or unsure[0]
            own[f"{table}.questions.FOLDER"] = {folder: "heading-2"}
    codes = Counter(str(f.code) for f in outcome.findings if not f.code.stops).most_common(
        _COMMONEST
    )
    if codes:
        own["findings.ignore"] = [code for code, _ in codes]
    return own


def _idle(outcome: Outcome, corpus: Corpus) -> Iterator[str]:
    """Yield the tables and settings that are of no use here, by their names in the register."""
    yield from ("findings.PATTERN", "emitters.NAME", "links.graph")
    if len(corpus.sites) == 1:
        yield from ("keys", "sites.KEY.separate", "sites.KEY.include", "sites.KEY.exclude")
    if all(site.kind != "folder" for site in corpus.sites):
        yield "sites.KEY.url"
    if all(site.url is None for site in corpus.sites):
        yield "sites.KEY.aliases"
    if not any(post.unsure for post in corpus.posts):
        yield from (".unsure", "sites.KEY.questions")
    if not any(post.reading == "title" for post in corpus.posts):
        yield ".titles"
    if not any(post.terms for post in corpus.posts):
        yield "anki.reverse"
    if not any(link.scope == "external" for link in corpus.links):
        yield "linkcheck"
    if not (outcome.unfetched.untried | outcome.unfetched.refused):
        yield "pictures"
