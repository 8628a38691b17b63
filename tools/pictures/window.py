"""Anki's own window, on a virtual screen: a deck's overview, and a card with its answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from importlib.metadata import version
from pathlib import Path

from PIL import Image

from tools import ROOT
from tools.pictures.drawing import save, tell

GAP = 14
SCREEN = (900, 900)
CACHE = ROOT / ".anki_cache"
OUT = ROOT / "docs" / "cards" / "anki-window.png"
PICTURES = [OUT]


class MissingTool(Exception):  # noqa: N818
    """A program is missing; the message says what to install."""


def draw_window(package: Path, folder: Path) -> None:
    """Draw the window, where the machine has what it needs."""
    try:
        shots = window_shots(package, folder)
    except MissingTool as missing:
        tell(f"the window is left out: {missing}")
        return
    result = Image.new(
        "RGB", (len(shots) * (SCREEN[0] + GAP) + GAP, SCREEN[1] + 2 * GAP), "#d9dde2"
    )
    for index, shot in enumerate(shots):
        result.paste(Image.open(shot).convert("RGB"), (GAP + index * (SCREEN[0] + GAP), GAP))
    save(result, OUT)


def window_shots(package: Path, folder: Path) -> list[Path]:
    """Run Anki on a virtual screen and return the pictures of what it showed."""
    server = shutil.which("Xvfb")
    if server is None:
        raise MissingTool("Xvfb is not installed (Debian: apt-get install xvfb)")
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
        script = Path(__file__).with_name("anki_window.py")
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
    """Return the Python of an environment that holds Anki with Qt; it is made when there is none."""
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
