"""Pictures are what their bytes say, and are named so that no two of them meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from pipeline.pictures import MAX_SIZE, PictureFile, Unusable, inspect
from tests.support.reading import post_of

HEAD = "---\ntitle: 面试题\n---\n\n# 1. 图里是什么？\n\n"


def draw(path: Path, kind: str, size: tuple[int, int] = (8, 6), color: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, color).save(path, kind)
    return path


@pytest.mark.parametrize(
    ("kind", "extension", "media_type"),
    [
        ("PNG", "png", "image/png"),
        ("JPEG", "jpg", "image/jpeg"),
        ("GIF", "gif", "image/gif"),
        ("WEBP", "webp", "image/webp"),
        ("AVIF", "avif", "image/avif"),
    ],
)
def test_the_type_is_that_of_the_bytes(
    tmp_path: Path, kind: str, extension: str, media_type: str
) -> None:
    picture = inspect(draw(tmp_path / "wrong.bmp", kind))
    assert isinstance(picture, PictureFile)
    assert (picture.media_type, picture.width, picture.height) == (media_type, 8, 6)
    assert re.fullmatch(rf"wrong-[0-9a-f]{{8}}\.{extension}", picture.file)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"BM",
    ],
)
def test_what_is_no_picture_is_of_no_known_type(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(data)
    assert inspect(path) == Unusable("unknown-type")


@pytest.mark.parametrize(
    "name", ["注意力.png", "A B (1).PNG", "-x-.png", "x" * 100 + ".png", "é.png"]
)
def test_names_are_plain(tmp_path: Path, name: str) -> None:
    picture = inspect(draw(tmp_path / name, "PNG"))
    assert isinstance(picture, PictureFile)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}-[0-9a-f]{8}\.png", picture.file)


def test_one_name_for_two_pictures(tmp_path: Path) -> None:
    one = inspect(draw(tmp_path / "a" / "x.png", "PNG", color="red"))
    two = inspect(draw(tmp_path / "b" / "x.png", "PNG", color="blue"))
    same = inspect(draw(tmp_path / "c" / "x.png", "PNG", color="red"))
    assert isinstance(one, PictureFile)
    assert isinstance(two, PictureFile)
    assert isinstance(same, PictureFile)
    assert one.file != two.file
    assert one.file == same.file


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("![图](gone.png)", "missing-picture", '<span class="missing">图</span>'),
        ("![](gone.png)", "missing-picture", '<span class="missing">gone.png</span>'),
        ("![图](fake.png)", "unknown-picture-type", '<span class="missing">图</span>'),
        (
            "![图](https://x.example/a.png)",
            "remote-picture",
            '<a href="https://x.example/a.png">图</a>',
        ),
        (
            "[![图](https://x.example/a.png)](https://y.example)",
            "remote-picture",
            '<a href="https://y.example">图</a>',
        ),
        ("![图](drawn.svg)", "unknown-picture-type", '<span class="missing">图</span>'),
        ("![图](../secret.png)", "missing-picture", '<span class="missing">图</span>'),
        ("![图](/etc/passwd)", "missing-picture", '<span class="missing">图</span>'),
        ("![图](C:/x.png)", "missing-picture", '<span class="missing">图</span>'),
    ],
)
def test_what_cannot_be_shown_has_its_place_and_a_finding(
    tmp_path: Path, written: str, code: str, shown: str
) -> None:
    draw(tmp_path / "secret.png", "PNG")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "fake.png").write_bytes(b"no picture")
    (tmp_path / "posts" / "drawn.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    post, corpus = post_of(f"{HEAD}看{written}吧。\n", tmp_path / "posts")
    assert post.questions[0].answer.html == f"<p>看{shown}吧。</p>"
    assert [(f.code, f.line) for f in corpus.findings if f.severity == "warning"] == [(code, 7)]


def test_a_picture_keeps_its_attributes_and_its_line(tmp_path: Path) -> None:
    draw(tmp_path / "图 一.png", "PNG")
    raw = '<img src="%E5%9B%BE%20%E4%B8%80.png" width="50" alt="甲">'
    text = f'{HEAD}先看：\n\n{raw}\n\n![乙](<图 一.png> "题")\n'
    post, _ = post_of(text, tmp_path)
    file = post.pictures[0].file
    assert [(asset.span.start, asset.width, asset.file) for asset in post.pictures] == [
        (9, 8, file), (11, 8, file),
    ]  # fmt: skip
    assert f'<img src="pictures/{file}" width="50" alt="甲">' in post.questions[0].answer.html
    assert f'<img src="pictures/{file}" alt="乙" title="题">' in post.questions[0].answer.html


def test_a_huge_picture_is_told_and_kept(tmp_path: Path) -> None:
    Image.new("1", (6_000, 4_200)).save(tmp_path / "wide.png")
    (tmp_path / "heavy.gif").write_bytes(
        draw(tmp_path / "small.gif", "GIF").read_bytes() + b"\0" * 3_000_000
    )
    post, corpus = post_of(f"{HEAD}![](wide.png) ![](heavy.gif) ![](small.gif)\n", tmp_path)
    told = [f for f in corpus.findings if f.severity == "warning"]
    assert [f.code for f in told] == ["huge-picture", "huge-picture"]
    assert "6000 × 4200 pixels" in told[1].message
    assert post.questions[0].answer.html.count("<img") == 3


def _left_out(code: str, folder: Path, said: str) -> None:
    """Look at a post whose picture `a.png` is told and left out, and whose next question is kept."""
    post, corpus = post_of(f"{HEAD}![图](a.png)\n\n# 2. 什么是 B？\n\nb\n", folder)
    assert post.questions[0].answer.html == '<p><span class="missing">图</span></p>'
    assert [question.prompt.text for question in post.questions] == ["图里是什么？", "什么是 B？"]
    told = [f for f in corpus.findings if f.severity == "warning"]
    assert [(f.code, f.line) for f in told] == [(code, 7)]
    assert said in told[0].message


def test_a_picture_that_is_too_large_is_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with draw(tmp_path / "a.png", "PNG").open("r+b") as file:
        file.truncate(MAX_SIZE + 1)
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("it was read"))
    _left_out("huge-picture", tmp_path, "too large to be shown")


@pytest.mark.parametrize("side", [9_500, 14_000])
def test_a_picture_of_too_many_pixels_is_left_out(tmp_path: Path, side: int) -> None:
    Image.new("1", (side, side)).save(tmp_path / "a.png")
    _left_out("huge-picture", tmp_path, "89 megapixels")


def test_a_picture_that_the_system_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path / "a.png", "PNG")
    opened = Path.open

    def refuse(path: Path, *args: object, **more: object) -> object:
        if path.name == "a.png":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    _left_out("missing-picture", tmp_path, "cannot be read: Permission denied")
