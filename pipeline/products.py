"""The products: what each is called, which emitter makes it, and what it leaves to the user.

This is their register: a built-in product is a package in `emitters/` and a line here. `--help` reads
it, so it imports nothing that costs time.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Edition = Literal["full", "questions", "cards"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)

DeckBy = Literal["series", "post", "category", "one"]
DECKS: tuple[DeckBy, ...] = get_args(DeckBy)

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in mm (ISO 216; ANSI/ASME Y14.1)."""

CORPUS = "corpus"
"""What every run makes; asked for alone, it is all that is made."""

DECK_FILE = "deck.apkg"


class Option(NamedTuple):
    """What a product leaves to the user: a key of its table in `postdeck.toml`, and perhaps a flag.

    It has one of `values`; where there are none, it is a text.
    """

    name: str
    values: tuple[str | int, ...] = ()
    flag: str = ""
    help: str = ""


class Product(NamedTuple):
    """A built-in product: its emitter as "module:attribute", and the table of its options.

    One that is not `usual` is made on request alone.
    """

    emitter: str
    table: str = ""
    usual: bool = True


PRODUCTS = {
    "deck": Product(".emitters.anki:emitter", "anki"),
    "cheatsheet": Product(".emitters.cheatsheet:emitter", "sheet"),
    "pdf": Product(".emitters.cheatsheet:emitter", "sheet", usual=False),
    "links": Product(".emitters.links:emitter", "links"),
}
USUAL = (CORPUS, *(name for name, product in PRODUCTS.items() if product.usual))

OPTIONS: dict[str, tuple[Option, ...]] = {
    "anki": (
        Option(
            "decks", DECKS, "--decks",
            "what a deck is made of: a series, a post, a category, or one of all (default: series)",
        ),
        Option(
            "reverse", ("none", "terms"), "--reverse",
            "which cards are asked from definition to term too, in a sub-deck (default: none)",
        ),
        Option("report"),
    ),
    "sheet": (
        Option(
            "edition", EDITIONS, "--sheet",
            "the cheat sheet's edition: all of it, questions to answer, or cards to cut (default: full)",
        ),
        Option("paper", tuple(PAPERS), "--paper", "the cheat sheet's paper (default: A4)"),
        Option("columns", (1, 2, 3), "--columns", "its columns on paper (default: 2)"),
        Option(
            "browser", ("needed", "optional"), "--browser",
            "without a browser to print with, stop, or make all but the PDF (default: needed)",
        ),
        Option("title"),
    ),
    "links": (
        Option(
            "graph", ("graphml",), "--graph",
            "write the graph of links too, for programs as Gephi",
        ),
    ),
}  # fmt: skip
"""The options of products, by table."""
