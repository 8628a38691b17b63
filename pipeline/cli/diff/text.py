"""A comparison as text for people, coloured on request."""

from __future__ import annotations

from collections.abc import Iterator

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
    "added": "new",
    "returned": "back in the deck",
    "refused": "edited, but Anki has a newer version and does not accept this one",
    "renewed": "not edited, but sent again: this replaces what learners wrote into it",
    "retired": "retired",
}


def render(diff: Diff, *, colour: bool) -> str:
    """Return a comparison as text, ending with a newline."""
    return "\n".join(_Page(colour).lines(diff)) + "\n"


class _Page:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def lines(self, diff: Diff) -> Iterator[str]:
        for deck in diff.decks:
            yield from self._deck(deck)
            yield ""
        if diff.note_type:
            yield "The look of all cards changed (templates/anki)."
        brings = "An import brings" if diff.decks or diff.note_type else "An import changes nothing"
        yield f"{brings}: {diff.summary}."
        if diff.reversed:
            yield f"Each learner gets {diff.cards} cards, {diff.reversed} of them reversed."
        if diff.counts["edited"] or diff.counts["returned"]:
            yield (
                "Anki replaces fields and tags of an edited note, and so what a learner wrote into them; "
                "its schedule is kept."
            )
        if diff.search:
            yield f"Retired cards stay in Anki. This search finds them: {plain(diff.search)}"

    def _deck(self, deck: DeckChanges) -> Iterator[str]:
        yield self._paint(deck.name, "deck")
        for card in deck.cards:
            sign = _SIGNS.get(card.event or "", "=")
            number = f"{card.number}. " if card.number else ""
            yield self._paint(f"  {sign} {number}{card.prompt}", sign)
            if told := "; ".join(_descriptions(card)):
                yield f"      {plain(told)}"
            for name, pieces in (card.words or _prompt(card)).items():
                yield f"      {plain(name)}: {''.join(map(self._piece, pieces))}"

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
        yield _DESCRIPTIONS[card.event]
    if card.event == "edited" and card.fields != ("Number",):
        fields = [name for name in card.fields or () if name != "Number"]
        yield f"edited: {', '.join(fields)}" if fields else "edited"
    if card.number_before is not None:
        yield f"renumbered from {card.number_before or 'none'} to {card.number or 'none'}"
    if card.post_before is not None:
        yield f"moved from {card.post_before} to {card.post}"
    if card.stays_in is not None:
        yield "stays in this deck, although the package has it in another deck"


def _prompt(card: ChangedCard) -> dict[str, tuple[ChangedWords, ...]]:
    """Return the words of the prompt that changed, which the ledger knows without an earlier deck.

    {} where none did, or where the words of the card are known.
    """
    if card.prompt_before is None or card.words is not None:
        return {}
    return {"Question": changed_words(card.prompt_before, card.prompt)}
