"""Hostile posts in the page of Anki's reviewer: nothing runs, is loaded, covers the card or is lost."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Error, Frame

from pipeline.ir import Corpus
from tests.rest.cards import attacks
from tests.support.anki_collection import AnkiCollection
from tests.support.browser.reviewer import DAY, Reviewer, open_reviewer
from tests.support.reading import build_to

if TYPE_CHECKING:
    from anki.cards import Card

pytestmark = [pytest.mark.anki, pytest.mark.browser]

LOOKS_AT = Path(__file__).with_name("attacks.js").read_text(encoding="utf-8")
SET_TRAPS = """() => {
  window.pwn = window.print = window.open = (word) => { console.log("ran"); };
  const bridge = (word) => {
    if (word !== "updateToolbar" && word !== "repaintNeeded") console.log("ran " + word);
  };
  window.pycmd = window.bridgeCommand = bridge;
  window.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (["http:", "https:", "mailto:"].includes(link?.protocol)) event.preventDefault();
  });
  window.trap = { heads: document.querySelectorAll("head > :not(style)").length };
  window.trap.known = new Set(Object.getOwnPropertyNames(window));
}"""
ERRORS = "document.querySelectorAll('#qa [data-mjx-error]').length"
PROBE = r"<p>\(\frac{1}{2}\sum\begin{matrix}1\end{matrix}\)</p>"
PROBED = (
    "['mfrac', 'mo', 'mtable'].map((name) => document.querySelectorAll(`#qa mjx-${name}`).length)"
)
MEDIA = re.compile(r"[a-z0-9_-]{1,40}-[0-9a-f]{8}\.(?:png|jpg|gif|webp|avif|svg)")
DEVICE = re.compile(r"(?i)(?:con|nul|aux|prn|com\d|lpt\d)\.")


@dataclass(frozen=True, slots=True)
class Attack:
    """A post, and the words that its first card must show. `both`: look at the front, too."""

    name: str
    text: str
    shows: tuple[str, ...]
    both: bool = False
    jekyll: bool = False


def of_answers() -> Iterator[Attack]:
    for family, sources in attacks.ANSWERS.items():
        for number, source in enumerate(sources, 1):
            answer = f"{source}\n\nbetween\n\nstart {source} finish"
            words = ("before", "after", "between", "start")
            shows = (*words, "seen") if "seen" in source else words
            yield Attack(f"{family}-{number}", post(attacks.HEAD, "什么", answer), shows)


def of_places() -> Iterator[Attack]:
    for jekyll, places in ((False, attacks.PLACES), (True, attacks.JEKYLL)):
        for place, (head, prompt, answer) in places.items():
            for name, payload in attacks.PAYLOADS.items():
                plain = payload.replace("\0", "\x1f") if "\0" in payload else payload
                quoted = json.dumps(payload)[1:-1]
                head_, prompt_, answer_ = (
                    text.replace("{x}", plain).replace("{y}", quoted)
                    for text in (head, prompt, answer)
                )
                text = post(head_, prompt_ or "什么", answer_)
                shows = ("before", "after", "seen")
                front = bool(prompt) or "{y}" in head
                yield Attack(f"{place}-{name}", text, shows, front, jekyll)
    for name, payload in attacks.PAYLOADS.items():
        text = f"---\n{attacks.HEAD}\n---\n\n" + attacks.GLOSSARY.replace("{x}", payload)
        yield Attack(f"glossary-{name}", text, (), True)  # not each payload can be a term


def post(head: str, prompt: str, answer: str) -> str:
    values = {"HEAD": head, "PROMPT": prompt, "ANSWER": answer}
    return re.sub("HEAD|PROMPT|ANSWER", lambda match: values[match[0]], attacks.POST)


ATTACKS = {attack.name: attack for attack in (*of_answers(), *of_places())}


@dataclass
class Watched:
    """A page of the reviewer that records what an attack does."""

    browser: Browser
    media: Path
    warm: bool = True
    reviewer: Reviewer = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open a page and set its traps."""
        reviewer = open_reviewer(self.browser, DAY, self.media)
        self.reviewer, page = reviewer, reviewer.page

        def refuse(dialog: Dialog) -> None:
            reviewer.faults.append("a dialog")
            dialog.dismiss()

        def moved(frame: Frame) -> None:
            reviewer.faults.append(f"went to {frame.url}")

        page.on("dialog", refuse)
        page.on("popup", lambda _: reviewer.faults.append("a new window"))
        page.on("frameattached", lambda _: reviewer.faults.append("a frame"))
        page.on("framenavigated", moved)
        page.on("download", lambda _: reviewer.faults.append("a download"))
        page.on("worker", lambda _: reviewer.faults.append("a worker"))
        self.begin()

    def begin(self) -> None:
        """Set the traps on a page that no attack has seen; a warm one has loaded MathJax."""
        self.reviewer.show(r"<p>\(x\)</p>" if self.warm else "<p>x</p>")
        self.reviewer.page.evaluate(SET_TRAPS)
        self.reviewer.take_faults()

    def faults(self, side: str, shows: tuple[str, ...], told: str = "") -> list[str]:
        """Show a side, use it, and return what is wrong; wait for the fault `told` if it is given.

        After a fault the page is loaded anew; one that is gone is replaced.
        """
        page, found = self.reviewer.page, []
        try:
            self.reviewer.show(side)
            seen: dict[str, Any] = page.evaluate(LOOKS_AT)
            found = [
                *seen["faults"],
                *(f"hides: {word}" for word in shows if word not in seen["text"]),
            ]
            if 'class="math' in side:
                found += self._later(side)
        except Error as error:
            found.append(f"the page is gone: {error.message[:200]}")
        for _ in range(30):
            if not told or any(told in fault for fault in [*found, *self.reviewer.faults]):
                break
            with suppress(Error):
                page.wait_for_timeout(100)
        found += self.reviewer.take_faults()
        if found:
            try:
                self.reviewer.load()
                self.begin()
            except Error:
                page.close()
                self.open()
        return found

    def _later(self, side: str) -> list[str]:
        """Return what formulas do to others, and to themselves when their card comes again."""
        page = self.reviewer.page
        before = page.evaluate(ERRORS)
        self.reviewer.show(side)
        faults = ["a formula fails when shown again"] if page.evaluate(ERRORS) > before else []
        self.reviewer.show(PROBE)
        return faults if page.evaluate(PROBED) == [1, 1, 1] else [*faults, "other formulas change"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The faults of the first card of each attack, and those of the deck as a whole."""

    faults: dict[str, list[str]]
    deck: list[str]


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The faults of all attacks, built into one deck, imported, and looked at on one page."""
    folder = tmp_path_factory.mktemp("attacks")
    sites = write_sites(folder)
    outcome = build_to(
        folder / "out", *sites, ledger=folder / "ledger.json", products=("deck", "links")
    )
    assert outcome.corpus is not None
    assert outcome.published, [f for f in outcome.findings if f.severity == "error"]
    guids = first_cards(outcome.corpus)
    with AnkiCollection(folder / "anki") as anki:
        anki.import_package(folder / "out" / "deck.apkg")
        media = Path(shutil.copytree(anki.col.media.dir(), folder / "media"))
        sides = anki.sides()
        heard = {guid: runs_in(anki, note.cards()[0]) for guid, note in anki.notes().items()}
        deck = anki.faults()
        about = descriptions(anki)
    deck += [f"media {path.name}" for path in media.iterdir() if not is_picture(path)]
    deck += [f"{guid}: {fault}" for guid, faults in heard.items() for fault in faults]
    watched = Watched(browser, media)
    for text in about:
        deck += watched.faults(text, ())
    found: dict[str, list[str]] = {}
    for name, attack in ATTACKS.items():
        guid = guids.get(name, "")
        if guid not in sides:
            found[name] = ["no card"]
            continue
        front, back = sides[guid]
        found[name] = watched.faults(back, attack.shows) + heard[guid]
        if attack.both:
            found[name] += watched.faults(front, ())
    return Shown(found, deck)


def descriptions(anki: AnkiCollection) -> list[str]:
    """Return the descriptions of decks, which Anki shows above their cards, as HTML."""
    decks = anki.col.decks.all()
    return [deck["desc"] for deck in decks if deck["desc"]]


def first_cards(corpus: Corpus) -> dict[str, str]:
    """Return the guid of the first card of each attack."""
    names = list(ATTACKS)
    cards: dict[str, str] = {}
    for post in corpus.posts:
        number = re.search(r"(\d{4})\.md$", post.path)
        guids = [term.guid for term in post.terms] + [question.guid for question in post.questions]
        if number and guids:
            cards[names[int(number[1])]] = guids[0]
    return cards


def runs_in(anki: AnkiCollection, card: Card) -> list[str]:
    """Return what Anki itself would play, run or take for a file on a card."""
    faults = [f"plays {tag}" for tag in (*card.question_av_tags(), *card.answer_av_tags())]
    note = card.note()
    for text in note.fields:
        if anki.col._backend.extract_latex(text=text, svg=False, expand_clozes=False).latex:
            faults.append("runs LaTeX")
        files = anki.col.media.files_in_str(note.mid, text)
        faults += [f"names the file {file}" for file in files if not MEDIA.fullmatch(file)]
    return faults


def is_picture(path: Path) -> bool:
    """Whether a file has a name of ours and is a picture of the type that the name says."""
    if not MEDIA.fullmatch(path.name) or DEVICE.match(path.name):
        return False
    if path.suffix == ".svg":
        drawing = path.read_bytes()
        return ET.fromstring(drawing).tag.endswith("}svg") and b"pwn" not in drawing
    with Image.open(path) as image:
        return (image.format or "").lower().replace("jpeg", "jpg") == path.suffix[1:]


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_fails(name: str, shown: Shown) -> None:
    assert shown.faults[name] == []


def test_the_deck_is_clean(shown: Shown) -> None:
    """Its pictures, its notes and the descriptions of its decks."""
    assert shown.deck == []


@pytest.fixture(scope="module")
def plain(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched(browser, tmp_path_factory.mktemp("empty"), warm=False)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        *(("title", name) for name in attacks.PAYLOADS),
        *((key, name) for key in ("url", "root", "permalink") for name in ("quotes", "address")),
    ],
)
def test_a_hostile_site(key: str, name: str, plain: Watched, tmp_path: Path) -> None:
    """What a blog says of itself is refused, or harmless on cards and above its deck."""
    site = tmp_path / "site"
    (site / "source" / "_posts").mkdir(parents=True)
    config = {"title": '"t"', "url": '"https://a.example"', key: json.dumps(attacks.PAYLOADS[name])}
    lines = (f"{key}: {value}\n" for key, value in config.items())
    (site / "_config.yml").write_text("".join(lines), encoding="utf-8")
    text = post(attacks.HEAD, "什么", "seen [a](b.html) ![x](c.png)")
    (site / "source" / "_posts" / "a.md").write_text(text, encoding="utf-8")
    outcome = build_to(tmp_path / "out", site, ledger=tmp_path / "ledger.json", products=("deck",))
    if not outcome.published:
        assert outcome.failed
        return
    with AnkiCollection(tmp_path / "anki") as anki:
        anki.import_package(tmp_path / "out" / "deck.apkg")
        sides = [side for both in anki.sides().values() for side in both]
        assert anki.faults() == []
        for side in (*descriptions(anki), *sides):
            assert plain.faults(side, ()) == []


@pytest.mark.parametrize(("family", "html", "told"), attacks.TRAPS)
def test_the_traps_catch_what_runs(
    family: str, html: str, told: str, browser: Browser, tmp_path: Path, traps: Callable[..., Any]
) -> None:
    """What no build writes is noticed if it is put onto a card as it is."""
    found = traps(f"<p>before</p>{html}", told)
    assert any(told in fault for fault in found), found


@pytest.fixture(scope="module")
def traps(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], list[str]]]:
    """Yield a function that returns the faults of a side that holds some HTML."""
    folder = tmp_path_factory.mktemp("traps")
    write_pictures(folder)
    watched = Watched(browser, folder, warm=False)
    with AnkiCollection(folder / "anki") as anki:
        model = anki.col.models.by_name("Basic")
        assert model is not None

        def faults(html: str, told: str) -> list[str]:
            note = anki.col.new_note(model)
            note["Front"] = html
            anki.col.add_note(note, anki.col.decks.selected())
            card = note.cards()[0]
            heard = runs_in(anki, card)
            waited = "" if any(told in fault for fault in heard) else told
            return watched.faults(card.question(), ("before",), waited) + heard

        yield faults


def test_each_family_has_a_trap() -> None:
    assert {family for family, _, _ in attacks.TRAPS} == set(attacks.ANSWERS)


CONFIG = "title: t\nurl: https://{}.example\ntimezone: UTC\npermalink: :title.html\n"


def write_sites(folder: Path) -> list[Path]:
    """Write a Hexo and a Jekyll site, with a post for each attack, and return both."""
    hexo, jekyll = folder / "hexo", folder / "jekyll"
    (hexo / "source" / "_posts").mkdir(parents=True)
    (jekyll / "_posts").mkdir(parents=True)
    (hexo / "_config.yml").write_text(CONFIG.format("cards"), encoding="utf-8")
    (jekyll / "_config.yml").write_text(CONFIG.format("cards2"), encoding="utf-8")
    for number, attack in enumerate(ATTACKS.values()):
        posts = jekyll / "_posts" if attack.jekyll else hexo / "source" / "_posts"
        (posts / f"2025-01-01-{number:04}.md").write_bytes(attack.text.encode())
    images = hexo / "source" / "images"
    images.mkdir()
    write_pictures(images)
    (jekyll / "images").mkdir()
    write_pictures(jekyll / "images")
    (folder / "outside.png").write_bytes(png())
    (hexo / "source" / "folder").symlink_to(folder)
    (images / "linked.png").symlink_to(folder / "outside.png")
    os.mkfifo(images / "fifo.png")
    return [hexo, jekyll]


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "#2563eb").save(buffer, "PNG")
    return buffer.getvalue()


def write_pictures(folder: Path) -> None:
    """Write pictures of hostile names, and files that pretend to be pictures or are more than that."""
    for name in (
        "ok.png", "nul.png", "COM1.png", "<img src=x onerror=pwn()>.png", '"onerror="pwn().png',
        "[sound:x.mp3].png", "\u202egnp.exe.png", "ok.html",
    ):  # fmt: skip
        (folder / name).write_bytes(png())
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" onload="pwn()"><script>pwn()</script></svg>'
    script = b"GIF89a=1;pwn();/*" + bytes(10) + b"*/"
    with_text = io.BytesIO()
    Image.new("RGB", (8, 8)).save(with_text, "JPEG", comment=b"<script>pwn()</script>")
    for name, content in (
        ("script.gif", script),
        ("drawing.png", drawing),
        ("drawing.svg", drawing),
        ("page.png", b"<!doctype html><script>pwn()</script>"),
        ("tail.png", png() + b"<script>pwn()</script>"),
        ("sound.png", b"ID3\x03" + bytes(100)),
        ("empty.png", b""),
        ("cut.png", png()[:40]),
        ("text.png", with_text.getvalue()),
    ):
        (folder / name).write_bytes(content)
