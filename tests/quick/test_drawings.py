"""SVG drawings become pictures in which nothing runs and nothing leads outside."""

from __future__ import annotations

import base64
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import drawings
from pipeline.pictures import PictureFile, inspect
from tests.support.command import Postdeck
from tests.support.reading import post_of

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 40 20">'
)


def cleaned(inner: str, head: str = HEAD) -> str:
    drawing = drawings.clean(f"{head}{inner}</svg>".encode())
    assert drawing is not None
    again = drawings.clean(drawing.data)
    assert again == drawing
    return drawing.data.decode()


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0L1 1" fill="url(#a)"/>',
        '<linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient>',
        '<use xlink:href="#a"/>',
        '<text x="1">甲 &lt; 乙 &amp; "c"</text>',
        "<style>.a{fill:url(#b);color:#fff}</style>",
        '<image href="data:image/png;base64,AAAA"/>',
        '<g style="clip-path:url(#c)"><rect width="1"/></g>',
    ],
)
def test_what_draws_is_kept(inner: str) -> None:
    words = re.findall(r"[\w#]+", re.sub("xlink:|&\\w+;", "", inner))
    assert [word for word in words if word not in cleaned(inner)] == []


@pytest.mark.parametrize(
    "inner",
    [
        "<script>evil()</script>",
        '<script href="evil.js"/>',
        "<foreignObject><p>evil</p></foreignObject>",
        '<path onclick="evil()"/>',
        '<g ONLOAD="evil()"/>',
        '<a href="https://evil.example"><path d="M0 evil"/></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="evil.svg#a"/>',
        '<image href="https://evil.example/x.png"/>',
        '<image href="data:image/svg+xml;base64,evil"/>',
        '<image href=" java&#10;script:evil()"/>',
        "<style>@import 'https://evil.example';</style>",
        "<style>a{background:u\\72l(https://evil.example)}</style>",
        "<style>a{background:url(https://evil.example)}</style>",
        "<style>@font-face{src:url('//evil.example')}</style>",
        "<style>a{background:image-set('https://evil.example' 1x)}</style>",
        '<path fill="url(https://evil.example#a)"/>',
        "<path style=\"fill:url( 'https://evil.example#a' )\"/>",
        '<path filter="u\\72l(evil)"/>',
        '<animate attributeName="href" to="javascript:evil()"/>',
        '<set attributeName="onclick" to="evil()"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="evil"/>',
        '<g xml:base="https://evil.example"/>',
        '<feImage href="https://evil.example/x.png"/>',
        "<?xml-stylesheet href='evil'?>",
        "<!-- evil -->",
        "<metadata>evil</metadata>",
    ],
)
def test_what_runs_or_leads_outside_is_left_out(inner: str) -> None:
    assert "evil" not in cleaned(f'{inner}<path d="M1 1"/>')
    assert "M1 1" in cleaned(f'{inner}<path d="M1 1"/>')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"<html/>",
        b"<svg>",
        b"<svg xmlns='http://other'/>",
        b"<svg><a></svg>",
        b"text",
        b"<g>" * 300 + b"</g>" * 300,
        b"<svg>" + b"<g>" * 300 + b"</g>" * 300 + b"</svg>",
        b"<svg>" + b" " * drawings.MAX_SIZE + b"</svg>",
        b'<?xml version="1.0" encoding="none"?><svg/>',
    ],
)
def test_what_is_no_drawing(data: bytes) -> None:
    assert drawings.clean(data) is None


def test_entities_that_multiply_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "0123456789">{entities}]><svg><text>&e11;</text></svg>'
    assert drawings.clean(bomb.encode()) is None


def test_files_are_not_read_by_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    for kind in ("ENTITY e SYSTEM", "ENTITY % p SYSTEM"):
        data = f'<!DOCTYPE svg [<!{kind} "{secret.as_uri()}">]><svg><text>&e;</text></svg>'
        drawing = drawings.clean(data.encode())
        assert drawing is None or b"SECRET" not in drawing.data


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('width="30" height="20px"', (30, 20)),
        ('viewBox="0 0 40 20"', (40, 20)),
        ('viewBox="0,0,40,20" width="20"', (20, 10)),
        ('viewBox="0 0 40 20" width="100%" height="100%"', (40, 20)),
        ("", (300, 150)),
        ('width="0" height="0"', (300, 150)),
        ('viewBox="0 0 0 0" height="10"', (20, 10)),
        ('width="0.1" height="0.1"', (1, 1)),
    ],
)
def test_the_size_of_a_drawing(given: str, size: tuple[int, int]) -> None:
    drawing = drawings.clean(f"<svg {given}/>".encode())
    assert drawing is not None
    assert (drawing.width, drawing.height) == size
    again = drawings.clean(drawing.data)
    assert again == drawing
    assert re.search(rb'width="[0-9.]+(px)?"', drawing.data)


@given(st.text(alphabet="<>/=\"'&;:# \\()@-abghrsuvxlink{}!?[]%\n", max_size=80))
def test_any_drawing_is_clean_once_cleaned(inner: str) -> None:
    drawing = drawings.clean(f"{HEAD}{inner}</svg>".encode())
    if drawing is not None:
        assert drawings.clean(drawing.data) == drawing


def test_a_drawing_of_a_site_is_a_picture(tmp_path: Path) -> None:
    drawn = tmp_path / "图.svg"
    drawn.write_text(f'{HEAD}<script>evil()</script><path d="M0 0"/></svg>', encoding="utf-8")
    picture = inspect(drawn)
    assert isinstance(picture, PictureFile)
    assert (picture.media_type, picture.width, picture.height) == ("image/svg+xml", 40, 20)
    assert isinstance(picture.source, bytes)
    assert b"evil" not in picture.source
    head = "---\ntitle: 面试题\n---\n\n# 1. 图里是什么？\n\n"
    post, corpus = post_of(f"{head}看![甲](图.svg)。\n", tmp_path)
    assert (
        post.questions[0].answer.html == f'<p>看<img src="pictures/{picture.file}" alt="甲">。</p>'
    )
    assert [f.code for f in corpus.findings if f.severity == "warning"] == []


def test_a_drawing_stands_in_deck_and_sheet(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.svg", f'{HEAD}<script>evil()</script><path d="M0 0"/></svg>')
    postdeck.write(
        "posts/post.md", "---\ntitle: 面试题\n---\n\n# 1. 图里是什么？\n\n看![甲](a.svg)。\n"
    )
    assert postdeck("build", "posts").code == 0
    build = postdeck.folder / "build"
    (drawn,) = (build / "pictures").iterdir()
    data = drawn.read_bytes()
    assert b"evil" not in data
    assert base64.b64encode(data).decode() in (build / "cheatsheet.html").read_text("utf-8")
    with zipfile.ZipFile(build / "deck.apkg") as package:
        assert data in [package.read(name) for name in package.namelist()]
    assert postdeck("emit", "build/corpus.json").code == 0
    drawn.write_bytes(data.replace(b"<path", b"<script>evil()</script><path"))
    assert postdeck("emit", "build/corpus.json").code == 2
