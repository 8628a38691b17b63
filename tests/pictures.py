"""Draw cards of the demo as Anki shows them, for the README: `python -m tests.pictures [--window]`.

`--window` adds the program itself, on a virtual screen, from a virtual environment of its own;
`--window=auto` leaves it out where the machine lacks what it needs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from pipeline.ir import Corpus
from tests.browser.reviewer import ANDROID, DAY, NIGHT, Look, chromium, open_reviewer
from tests.oracles.anki_collection import AnkiCollection
from tests.reading import build_to

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "cards"
QUESTIONS, TERMS = 25, 5
GAP = 14
COLOURS = 48
SCREEN = (900, 900)
CACHE = ROOT / ".anki_cache"

# For each sheet: how wide a card's page is, how wide it is drawn, how many stand side by side, what
# is behind them, and how much of a long card is shown.
SHEETS = {
    DAY: (640, 448, 4, "#d9dde2", 900),
    NIGHT: (640, 448, 4, "#000000", 900),
    ANDROID: (360, 288, 6, "#d9dde2", 780),
}


class MissingTool(Exception):  # noqa: N818
    """What has to be installed first."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--window", nargs="?", const="yes", choices=("yes", "auto"))
    window = parser.parse_args().window
    try:
        OUT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            outcome = build_to(folder / "out", ROOT / "sources", ledger=folder / "ledger.json")
            assert outcome.corpus is not None
            package = folder / "out" / "deck.apkg"
            draw_sheets(package, choice(outcome.corpus), folder)
            if window:
                draw_window(package, folder, required=window == "yes")
    except MissingTool as missing:
        tell(str(missing))
        return 2
    return 0


def choice(corpus: Corpus) -> list[str]:
    """Choose cards from all over the posts, in their order."""
    questions = [
        question.id
        for post in corpus.posts
        for question in post.questions
        if question.status == "answered"
    ]
    terms = [term.id for post in corpus.posts for term in post.terms]
    return [*spread(questions, QUESTIONS), *spread(terms, TERMS)]


def spread(guids: list[str], count: int) -> list[str]:
    count = min(count, len(guids))
    return [guids[index * len(guids) // count] for index in range(count)]


def draw_sheets(package: Path, guids: list[str], folder: Path) -> None:
    """Draw each sheet of cards, each card with its answer."""
    with AnkiCollection(folder / "anki") as anki:
        anki.import_package(package)
        sides = anki.sides()
        media = shutil.copytree(anki.col.media.dir(), folder / "media")
    backs = [sides[guid][1] for guid in guids]
    with chromium(program("chromium", "chromium")) as browser:
        for look in SHEETS:
            save(sheet(browser, look, backs, media), OUT / f"{look.name}.png")


def sheet(browser: Browser, look: Look, sides: list[str], media: Path) -> Image.Image:
    """Put cards below one another in columns, each where there is most room."""
    page, width, columns, ground, longest = SHEETS[look]
    reviewer = open_reviewer(browser, look, media, width=page)
    bottoms = [GAP] * columns
    places: list[tuple[Image.Image, int, int]] = []
    for side in sides:
        reviewer.show(side)
        height = int(reviewer.page.evaluate("document.body.getBoundingClientRect().height"))
        cut = height > longest * 1.2  # a little more is shown
        reviewer.page.set_viewport_size({"width": page, "height": longest if cut else height})
        reviewer.page.evaluate("scrollTo(0, 0)")
        card = Image.open(BytesIO(reviewer.page.screenshot())).convert("RGB")
        if cut:
            fade(card)
        card = card.resize((width, card.height * width // page), Image.Resampling.LANCZOS)
        column = bottoms.index(min(bottoms))
        places.append((card, GAP + column * (width + GAP), bottoms[column]))
        bottoms[column] += card.height + GAP
    reviewer.page.close()
    result = Image.new("RGB", (GAP + columns * (width + GAP), max(bottoms)), ground)
    for card, left, top in places:
        result.paste(card, (left, top))
    return result


def fade(card: Image.Image, length: int = 60) -> None:
    """Let a card that goes on fade into its own paper."""
    paper = Image.new("RGB", (card.width, length), card.getpixel((1, 1)))
    mask = Image.linear_gradient("L").resize((card.width, length))
    card.paste(paper, (0, card.height - length), mask)


def draw_window(package: Path, folder: Path, *, required: bool) -> None:
    """Draw Anki's own window: a deck's overview, and a card with its answer."""
    try:
        shots = window_shots(package, folder)
    except MissingTool as missing:
        if required:
            raise
        tell(f"the window is left out: {missing}")
        return
    result = Image.new(
        "RGB", (len(shots) * (SCREEN[0] + GAP) + GAP, SCREEN[1] + 2 * GAP), "#d9dde2"
    )
    for index, shot in enumerate(shots):
        result.paste(Image.open(shot).convert("RGB"), (GAP + index * (SCREEN[0] + GAP), GAP))
    save(result, OUT / "anki-window.png")


def window_shots(package: Path, folder: Path) -> list[Path]:
    """Run Anki on a virtual screen and give what it showed."""
    server = program("Xvfb", "xvfb")
    python = anki_python()
    read, write = os.pipe()
    size = "x".join(map(str, (*SCREEN, 24)))
    screen = subprocess.Popen(
        [server, "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            display = numbers.readline().strip()
        environment = os.environ | {
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
        }
        script = Path(__file__).parent / "browser" / "window.py"
        done = subprocess.run(
            [python, script, package, folder / "profile", folder],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MissingTool("Anki did not show its window in three minutes") from None
    finally:
        screen.terminate()
        screen.wait()
    shots = [folder / "overview.png", folder / "card.png"]
    if not all(shot.is_file() for shot in shots):
        raise MissingTool(
            "Anki did not start; Debian has what it needs in libxcb-cursor0 libnss3 libxkbcommon-x11-0"
            " libegl1 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxtst6"
            f" libasound2\n{done.stderr[-1500:]}"
        )
    return shots


def anki_python() -> Path:
    """Give the Python of an environment that holds Anki with Qt; it is made when there is none."""
    wanted = f"aqt[qt]=={version('aqt')}"
    python = CACHE / "bin" / "python"
    mark = CACHE / "holds"
    if not mark.is_file() or mark.read_text() != wanted:
        tell(f"installing {wanted} into {CACHE.name}/")
        venv.create(CACHE, clear=True, with_pip=True)
        install = [
            str(python),
            *"-m pip install --quiet --disable-pip-version-check".split(),
            wanted,
        ]
        if subprocess.run(install, check=False).returncode:
            raise MissingTool(f"{wanted} could not be installed")
        mark.write_text(wanted)
    return python


def program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise MissingTool(f"{name} is not installed (Debian: apt-get install {package})")
    return path


def save(picture: Image.Image, path: Path, colours: int = COLOURS) -> None:
    """Save with few colours: text and flat ground need no more."""
    few = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, 2, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size // 1000
    tell(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {size} kB")


def tell(words: str) -> None:
    sys.stderr.write(f"pictures: {words}\n")


if __name__ == "__main__":
    sys.exit(main())
