"""Notes: what each answered question and each term of a corpus puts on a card."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from ... import __version__
from ...hardships import hardships, subject_of
from ...html.text_fragment import text_fragment
from ...ir import Corpus, Post, Question, Site, Term
from ...ledger import questions_and_terms
from ...ledger.types import DeckStamp
from ...links.cited import Citation, Cited
from ...links.identity import host_of
from ..contract import DeckNames
from ..templates import templates
from . import fields
from .content import field_html, without_term
from .decks import decks_of, root_of
from .folding import folded
from .language import in_language, is_chinese, language_of, site_is_chinese
from .names import tags_of
from .notetype import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_NAMES = DeckNames()
_OPENS = re.compile(r"^(?:<p>)?(?=[(（\[【〔])")


@dataclass(frozen=True, slots=True)
class Note:
    """A note before it is stamped. `fields` are HTML, in the order of the note type; `site_deck`
    names the deck of its site.
    """

    guid: str
    site: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    site_deck: DeckStamp
    deck: str
    media: tuple[str, ...]
    reverse_deck: str = ""
    """The deck of its reversed card, "" where it has none."""

    @property
    def card_decks(self) -> dict[int, str]:
        """The deck of each of its cards, by the place of the card's template in `TEMPLATES`."""
        return {0: self.deck} | ({1: self.reverse_deck} if self.reverse_deck else {})

    @property
    def digest(self) -> str:
        """The hash of what a learner gets; the deck is no part of it, as Anki moves no cards."""
        return content_digest(self.fields, self.tags)


def content_digest(fields: Sequence[str], tags: Sequence[str]) -> str:
    """Return the hash by which the ledger knows whether a note changed.

    The last field, Key, is no part of it: a site that gets another key sends no note anew.
    """
    content = json.dumps([fields[:-1], tags])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of the package. `description` is HTML, and only a site's own deck bears one."""

    name: str
    description: str = ""


def make_notes(
    corpus: Corpus, deck_names: DeckNames = NO_NAMES, *, reverse: bool = False
) -> list[Note]:
    """Return the notes of an identified corpus in the order in which they are to be learnt.

    Within each site, posts come in its order (`Post.order`). `deck_names` says what is known
    of the names of decks. With `reverse`, terms have a second card,
    which asks for the term; these lie in a deck of their own below the site's.
    """
    notes: list[Note] = []
    cited = Cited(corpus)
    spellings: dict[str, str] = {}
    for site in corpus.sites:
        posts = [post for post in corpus.posts if post.site == site.key]
        decks = decks_of(site, posts, deck_names)
        site_deck = DeckStamp(root_of(site, deck_names), deck_names.by)
        largest = Counter[str]()
        for post in posts:
            if post.series:
                largest[post.series.name] = max(largest[post.series.name], post.series.number)
        for post in sorted(posts, key=lambda post: post.order):
            deck = decks[post.ref]
            # Anki ignores the case of letters in deck names: the first spelling stands.
            deck = spellings.setdefault(deck.casefold(), deck)
            width = max(2, len(str(largest[post.series.name]))) if post.series else 0
            language = language_of(site, post)
            heading = _composed("post", title=post.title, date=_day(post), language=language)
            reverse_deck = f"{site_deck.root}::{_reverse_name(site)}" if reverse else ""
            reverse_deck = spellings.setdefault(reverse_deck.casefold(), reverse_deck)
            place = _Place(
                site,
                post,
                language,
                site_deck,
                deck,
                reverse_deck,
                width,
                fields.harmless(heading),
                cited,
            )
            notes += filter(None, (_note(place, item) for item in questions_and_terms(post)))
    return notes


def make_decks(
    corpus: Corpus,
    notes: Sequence[Note],
    deck_names: DeckNames = NO_NAMES,
    *,
    day: str = "",
    report: str = "",
) -> list[Deck]:
    """Return the decks that the notes lie in and, before them, those of their sites.

    `day` is that of the newest content, and `report` says where to report a fault.
    """
    count = Counter(note.site for note in notes for _ in note.card_decks)
    about: dict[str, list[str]] = {}
    for site in corpus.sites:
        if count[site.key]:
            place = report or site.url or ""
            text = _composed(
                "deck", site=site, count=count[site.key], zh=site_is_chinese(site), day=day,
                version=__version__, report=place, href=fields.link(place),
            )  # fmt: skip
            about.setdefault(root_of(site, deck_names), []).append(fields.harmless(text))
    sites = [Deck(name, "<br><br>".join(texts)) for name, texts in about.items()]
    names = [note.deck for note in notes] + [note.reverse_deck for note in notes]
    return sites + [Deck(name) for name in dict.fromkeys(filter(None, names))]


@dataclass(frozen=True, slots=True)
class _Place:
    """What the notes of a post have in common."""

    site: Site
    post: Post
    language: str
    site_deck: DeckStamp
    deck: str
    reverse_deck: str
    width: int
    heading: str
    cited: Cited


def _note(place: _Place, item: Question | Term) -> Note | None:
    """Return the note of a question or term, None where there is nothing to learn yet."""
    post, language, reverse_deck, reverse = place.post, place.language, "", ""
    section: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    if isinstance(item, Question):
        if item.status != "answered":
            return None
        subject = subject_of(item)
        prompt, number, hint = item.prompt.text, item.number, ""
        front, back, section = item.prompt.html, item.answer.html, item.section
    else:
        prompt, number, hint = item.term, "", "术语" if is_chinese(language) else "Term"
        front, back = escape(item.term), _begun(item.term, item.definition.html)
        if back and place.reverse_deck:
            reverse_deck = place.reverse_deck
            reverse = without_term(item.definition.html, item.term)
    hard = (
        [f"postdeck::{name}" for name in hardships(item, post.terms)]
        if isinstance(item, Question)
        else []
    )
    question, shown = field_html(front)
    answer, more = field_html(folded(back, partial(_more, language)))
    answer = in_language(answer, language)
    address = fields.link(post.permalink or "")
    href = address and text_fragment(address, prompt)
    source = _composed(
        "source", title=post.title, date=_day(post), href=href, tags=post.tags, language=language
    )
    content = {
        # Without a question Anki makes no card.
        "Question": _subject(subject, language)
        + in_language(question or fields.harmless(escape(prompt or number or "…")), language),
        "Answer": answer,
        "Hint": escape(hint),
        "Source": fields.harmless(source),
        "Post": place.heading,
        "Section": in_language(_path(section[: len(section) - len(subject)]), language, "span"),
        "Number": fields.harmless(escape(_shown(number))),
        "Links": _links(place.cited.of(post, item), language),
        "Reverse": in_language(field_html(folded(reverse, partial(_more, language)))[0], language),
        "Key": fields.harmless(escape(f"{post.site}#{item.guid}")),
    }
    return Note(
        guid=item.guid,
        site=post.site,
        fields=tuple(content.get(name, "") for name in FIELDS),
        tags=tuple(sorted({*tags_of(post, place.width, section), *hard})),
        site_deck=place.site_deck,
        deck=place.deck,
        media=tuple(dict.fromkeys((*shown, *more))),
        reverse_deck=reverse_deck,
    )


def _path(section: Sequence[str]) -> str:
    return fields.harmless(escape(" › ".join(section)))


def _subject(section: Sequence[str], language: str) -> str:
    """Return what stands above a vague prompt as a part of the question."""
    return (
        in_language(f'<span class="subject">{_path(section)} ›</span>', language) if section else ""
    )


def _begun(term: str, definition: str) -> str:
    """Return a definition that begins with a bracket behind its term, as it is written: “T5 (2019): …”."""
    return _OPENS.sub(lambda match: f"{match[0]}{escape(term)}", definition, count=1)


def _more(language: str, characters: int) -> str:
    """Return what stands on a fold."""
    return _composed("more", count=f"{round(characters, -2):,}", zh=is_chinese(language))


def _links(citations: Iterable[Citation], language: str) -> str:
    """Return the links of a question as an HTML list, "" where there are none.

    A link that leads nowhere, or within its own post, is left out.
    """
    listed = [
        {"name": citation.name, "href": fields.link(citation.href), "host": _host(citation)}
        for citation in citations
        if citation.leads
    ]
    listed = [link for link in listed if link["href"] or link["name"]]
    return fields.harmless(_composed("links", links=listed, language=language)) if listed else ""


def _host(citation: Citation) -> str:
    """Return the host of a link that leads to another site, "" for others and if its name has it."""
    host = host_of(citation.link.key) if citation.link.scope == "external" else ""
    return "" if host in citation.name else host


def _shown(number: str) -> str:
    """Return a number as a card shows it, "Q3" for 3, so that it does not stand there by itself."""
    return f"Q{number}" if number.isascii() and number.isdigit() else number


def _day(post: Post) -> str:
    return (post.date or "")[:10]


def _reverse_name(site: Site) -> str:
    return "反向" if site_is_chinese(site) else "Reverse"


def _composed(template: str, **values: object) -> str:
    return templates("anki").get_template(f"{template}.html").render(values)
