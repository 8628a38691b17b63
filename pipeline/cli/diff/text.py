"""A comparison as text for people, in the language of the terminal, coloured on request."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import marked, say
from ..terminal import painted, plain
from . import ChangedCard, DeckChanges, Diff
from .words import ChangedWords, changed_words

_SIGNS = {
    "added": "+",
    "returned": "+",
    "edited": "~",
    "refused": "!",
    "renewed": "!",
    "retired": "-",
}
_COLOURS = {
    "+": "green", "~": "yellow", "!": "red", "-": "red", "new": "green", "gone": "red", "deck": "bold",
}  # fmt: skip
_DESCRIPTIONS = {
    "added": marked("new"),
    "returned": marked("back in the deck"),
    "refused": marked("edited, but Anki has a newer version and does not accept this one"),
    "renewed": marked("not edited, but sent again: this replaces what learners wrote into it"),
    "retired": marked("retired"),
}
_FIELDS = (
    marked("Question"), marked("Answer"), marked("Hint"), marked("Source"), marked("Post"),
    marked("Section"), marked("Links"), marked("Reverse"), marked("Tags"),
)  # fmt: skip
"""The names of what can differ in a note and is told."""


def render(diff: Diff, summary: str, earlier: str, *, colour: bool) -> str:
    """Return a comparison as text, ending with a newline. `summary`: its counts in words; `earlier`: what
    the next deck is compared with, "" for nothing.
    """
    return "\n".join(_Page(colour).lines(diff, summary, earlier)) + "\n"


class _Page:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def lines(self, diff: Diff, summary: str, earlier: str) -> Iterator[str]:
        for deck in diff.decks:
            yield from self._deck(deck)
            yield ""
        if diff.note_type:
            yield say("The look of all cards changed (templates/anki).")
        if earlier:
            yield say("Compared with {earlier}:", earlier=plain(earlier))
        if diff.decks or diff.note_type:
            yield say("An import brings: {changes}.", changes=summary)
        else:
            yield say("An import changes nothing: {changes}.", changes=summary)
        if diff.reversed:
            yield say(
                "Each learner gets {cards} cards, {reversed} of them reversed.",
                cards=diff.cards,
                reversed=diff.reversed,
            )
        if diff.counts["edited"] or diff.counts["returned"]:
            yield say(
                "Anki replaces fields and tags of an edited note, and so what a learner wrote into them; "
                "its schedule is kept."
            )
        if diff.search:
            yield say(
                "Retired cards stay in Anki. This search finds them: {search}",
                search=plain(diff.search),
            )

    def _deck(self, deck: DeckChanges) -> Iterator[str]:
        yield self._paint(deck.name, "deck")
        for card in deck.cards:
            sign = _SIGNS.get(card.event or "", "=")
            number = f"{card.number}. " if card.number else ""
            yield self._paint(f"  {sign} {number}{card.prompt}", sign)
            where = [say("in {post}", post=card.post)] if deck.shared else []
            if told := say("; ").join((*where, *_descriptions(card))):
                yield f"      {plain(told)}"
            for picture in card.pictures:
                mark = "+" if picture.what == "new" else "-"
                yield "      " + plain(f"{mark} {say('picture {name}', name=picture.text)}")
            for name, pieces in (card.words or _prompt(card)).items():
                if all(piece.what == "same" for piece in pieces):
                    continue
                words = "".join(map(self._piece, pieces))
                yield "      " + say("{field}: {words}", field=say(name), words=words)

    def _piece(self, piece: ChangedWords) -> str:
        text = plain(piece.text)
        if piece.what == "same":
            return text
        if self.colour:
            return self._paint(text, piece.what)
        return f"[-{text}-]" if piece.what == "gone" else f"{{+{text}+}}"

    def _paint(self, text: str, name: str) -> str:
        return painted(text, _COLOURS.get(name, "") if self.colour else "")


def _descriptions(card: ChangedCard) -> Iterator[str]:
    if card.event in _DESCRIPTIONS:
        yield say(_DESCRIPTIONS[card.event])
    if card.event == "edited" and card.fields != ("Number",):
        fields = say(", ").join(say(name) for name in card.fields or () if name != "Number")
        yield say("edited: {fields}", fields=fields) if fields else say("edited")
    if card.number_before is not None:
        yield say(
            "renumbered from {before} to {now}",
            before=card.number_before or say("none"),
            now=card.number or say("none"),
        )
    if card.post_before is not None:
        yield say("moved from {before} to {now}", before=card.post_before, now=card.post)
    if card.stays_in is not None:
        yield say("stays in this deck, although the package has it in another deck")


def _prompt(card: ChangedCard) -> dict[str, tuple[ChangedWords, ...]]:
    """Return the words of the prompt that changed, which the ledger knows without an earlier deck.

    {} where none did, or where the words of the card are known.
    """
    if card.prompt_before is None or card.words is not None:
        return {}
    return {"Question": changed_words(card.prompt_before, card.prompt)}
