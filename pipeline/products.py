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

    It has one of `values`; where there are none, it is a text. Where nothing is set, it is `default`, or
    what `otherwise` says.
    """

    name: str
    help: str
    values: tuple[str | int, ...] = ()
    default: str | int | None = None
    flag: str = ""
    otherwise: str = ""
    example: str = ""


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
            "decks", "what a deck is made of: a series or else a folder, a post, a category, or one of all",
            DECKS, "series", "--decks",
        ),
        Option(
            "reverse", "which cards are asked from definition to term too, in a sub-deck",
            ("none", "terms"), "none", "--reverse",
        ),
        Option(
            "report", "where learners report a fault, as the deck says",
            otherwise="the blog", example="https://github.com/me/notes/issues",
        ),
    ),
    "sheet": (
        Option(
            "edition", "the cheat sheet's edition: all of it, questions to answer, or cards to cut",
            EDITIONS, "full", "--sheet",
        ),
        Option("paper", "the cheat sheet's paper", tuple(PAPERS), "A4", "--paper"),
        Option("columns", "the columns of the cheat sheet on paper", (1, 2, 3), 2, "--columns"),
        Option(
            "browser", "without a browser to print with, stop, or make all but the PDF",
            ("needed", "optional"), "needed", "--browser",
        ),
        Option(
            "title", "the cheat sheet's title",
            otherwise="the titles of its sites", example="Interview notes",
        ),
    ),
    "links": (
        Option(
            "graph", "the graph of links too, for programs such as Gephi", ("graphml",),
            flag="--graph", otherwise="none",
        ),
    ),
}  # fmt: skip
"""The options of products, by table."""
