"""Pictures are what their bytes say, and are named so that no two of them meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from pipeline.pictures import MAX_SIZE, PictureFile, Unusable, inspect, inspect_embedded
from tests.support.reading import build_to, post_of

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
        ("![图](gone.png)", "missing-picture", '<span class="missing" title="gone.png">图</span>'),
        (
            "![](a/%E5%9B%BE.png#v)",
            "missing-picture",
            '<span class="missing" title="图.png">a/图.png#v</span>',
        ),
        (
            "![图](fake.png)",
            "unknown-picture-type",
            '<span class="missing" title="fake.png">图</span>',
        ),
        (
            "![图](https://x.example/a.png)",
            "remote-picture",
            '<a href="https://x.example/a.png">图</a>',
        ),
        (
            "![图](//x.example/a.png)",
            "remote-picture",
            '<a href="https://x.example/a.png">图</a>',
        ),
        (
            "[![图](https://x.example/a.png)](https://y.example)",
            "remote-picture",
            '<a href="https://y.example">图</a>',
        ),
        (
            "![图](drawn.svg)",
            "unknown-picture-type",
            '<span class="missing" title="drawn.svg">图</span>',
        ),
        (
            "![图](../secret.png)",
            "missing-picture",
            '<span class="missing" title="secret.png">图</span>',
        ),
        ("![图](/etc/passwd)", "missing-picture", '<span class="missing" title="passwd">图</span>'),
        ("![图](C:/x.png)", "missing-picture", '<span class="missing" title="x.png">图</span>'),
        ("![图]()", "missing-picture", '<span class="missing">图</span>'),
        (
            "![图](data:image/png;base64,AAAA)",
            "unknown-picture-type",
            '<span class="missing">图</span>',
        ),
    ],
)
def test_what_cannot_be_shown_has_its_place_and_a_finding(
    tmp_path: Path, written: str, code: str, shown: str
) -> None:
    draw(tmp_path / "secret.png", "PNG")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "fake.png").write_bytes(b"no picture")
    (tmp_path / "posts" / "drawn.svg").write_text("<svg>")
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
    assert post.questions[0].answer.html == '<p><span class="missing" title="a.png">图</span></p>'
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


def _shown(written: str, folder: Path) -> tuple[str, list[tuple[str, int | None]]]:
    """Return the answer `written` with the name of each picture cut to its stem, and the warnings."""
    post, corpus = post_of(f"{HEAD}{written}\n", folder)
    html = re.sub(r"pictures/(.*?)-[0-9a-f]{8}\.\w+", r"\1", post.questions[0].answer.html)
    told = [(str(f.code), f.line) for f in corpus.findings if f.severity == "warning"]
    return html.removeprefix("<p>").removesuffix("</p>"), told


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![](b c.png)", '<img src="b-c" alt="">'),
        ("左![](./b c.png#x)右![](d.png)。", '左<img src="b-c" alt="">右<img src="d" alt="">。'),
        ('![乙](b c.png "题")', '<img src="b-c" alt="乙" title="题">'),
        (
            "[![](b c.png)](https://y.example)",
            '<a href="https://y.example"><img src="b-c" alt=""></a>',
        ),
        ("![](d.png =300x200)", '<img src="d" alt="" width="300" height="200">'),
        ("![](d.png =300x)", '<img src="d" alt="" width="300">'),
        ("![](d.png =x20)", '<img src="d" alt="" height="20">'),
        ('![](d.png =30%x "题")', '<img src="d" alt="" title="题" width="30%">'),
        ('![](b c.png "题" =300)', '<img src="b-c" alt="" title="题" width="300">'),
        ("![](d.png=30x20)", '<img src="d" alt="" width="30" height="20">'),
        ("![](d.png#pic_center)", '<img src="d" alt="">'),
        ("![甲|300](d.png)", '<img src="d" alt="甲" width="300">'),
        ("![](d.png){width=50%}后", '<img src="d" alt="" width="50%">后'),
        ('![](d.png){: .x width="50px" #i}', '<img src="d" alt="" width="50px">'),
        ('![](d.png){style="zoom:50%"}', '<img src="d" alt="" width="4">'),
        ("![](d.png){x}", '<img src="d" alt="">{x}'),
        ("![[d.png]]", '<img src="d" alt="">'),
        ("![[b c.png|300]]", '<img src="b-c" alt="" width="300">'),
        ("![[d.png|说明|300x200]]", '<img src="d" alt="说明" width="300" height="200">'),
        ('<img src="d.png" style="zoom:25%">', '<img src="d" alt="" width="2">'),
        (
            '<img src="d.png" style="width: 40%;height:9.5px">',
            '<img src="d" width="40%" height="9px" alt="">',
        ),
        ('<img src="d.png" width="50.5%">', '<img src="d" width="50%" alt="">'),
        ('<img src="d.png"></img>后', '<img src="d" alt="">后'),
        ("<img data-src='d.png'>", '<img src="d" alt="">'),
        ("<img :src=\"$withBase('/d.png')\">", '<img src="d" alt="">'),
        ("![]($withBase('/d.png'))", '<img src="d" alt="">'),
        ("![](.\\d.png)", '<img src="d" alt="">'),
        ("过滤 <img>、<b> 等", "过滤 &lt;img&gt;、&lt;b&gt; 等"),
        ('写作 <img alt="">。', '写作 &lt;img alt=""&gt;。'),
        ("`![](b c.png)`", "<code>![](b c.png)</code>"),
        ("![](b c)", "![](b c)"),
        ("![](javascript:x.png)", "![](javascript:x.png)"),
    ],
)
def test_pictures_as_many_write_them(tmp_path: Path, written: str, shown: str) -> None:
    draw(tmp_path / "b c.png", "PNG")
    draw(tmp_path / "d.png", "PNG")
    assert _shown(written, tmp_path) == (shown, [])


DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.mark.parametrize(
    "written",
    [
        f"![](data:image/png;base64,{DOT})",
        f"![](data:image/svg+xml;base64,{DOT})",  # the bytes decide
        f"![](data:;base64,{DOT.rstrip('=')})",
        f'<img src="data:image/png;base64,{DOT}">',
        f'<img src="DATA:image/png;base64,{DOT.replace("+", "-").replace("/", "_")}">',
        "<img src=\"data:image/svg+xml,%3Csvg width='1' height='1'/%3E\">",
        f"![][b]\n\n[b]: data:image/png;base64,{DOT}",
        "![](data:image/gif,GIF89a%01%00%01%00%80%00%00%00%00%00%00%00%00!%F9%04%01%00%00%00%00,%00%00%00"
        "%00%01%00%01%00%00%02%02D%01%00;)",
    ],
)
def test_a_picture_inside_the_post_is_stored(tmp_path: Path, written: str) -> None:
    html, told = _shown(written, tmp_path)
    assert (html, told) == ('<img src="embedded" alt="">', [])
    ledger, out = tmp_path / "cards.json", tmp_path / "out"
    assert build_to(out, tmp_path / "post.md", ledger=ledger).corpus is not None
    (stored,) = (out / "pictures").iterdir()
    picture = inspect(stored)
    assert isinstance(picture, PictureFile)
    assert (picture.width, picture.height) == (1, 1)
    assert stored.name.endswith(picture.file[-12:])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('<img src="data:image/png;base64,AAAA">', "unknown-picture-type"),
        ('<img src="data:image/png;base64,A">', "unknown-picture-type"),
        ('<img src="data:image/svg+xml,%3Csvg%3E">', "unknown-picture-type"),
        ('<img src="data:">', "unknown-picture-type"),
        ('<img src="">', "missing-picture"),
    ],
)
def test_what_a_post_holds_instead_of_a_picture_is_told(
    tmp_path: Path, written: str, code: str
) -> None:
    assert _shown(written, tmp_path)[1] == [(code, 7)]


def test_a_picture_inside_the_post_is_not_larger_than_a_file_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.pictures.MAX_SIZE", 60)
    assert inspect_embedded(f"data:image/png;base64,{DOT}") == Unusable("too-large")
    monkeypatch.setattr("pipeline.pictures.MAX_SIZE", 20)
    assert inspect_embedded(f"data:image/png;base64,{DOT}") == Unusable("too-large")


@pytest.mark.parametrize(
    "address",
    [
        "file:///Users/me/a%20b.png",
        "C:\\图\\b.png",
        "../a%20b.png",
        "wiz://open/x.png",
        "[[e.png]]",
    ],
)
def test_a_missing_picture_is_named_as_it_is_written(tmp_path: Path, address: str) -> None:
    written = f"!{address}" if address.startswith("[[") else f'<img src="{address}">'
    post, corpus = post_of(f"{HEAD}{written}\n", tmp_path)
    (told,) = (f for f in corpus.findings if f.severity == "warning")
    assert told.message == f"the picture {address} does not exist"
    assert post.pictures[0].written == address


@pytest.mark.parametrize(
    "address", ["file:///Users/me/a%20b.png", "C:\\图\\b.png", "../%E5%9B%BE.png"]
)
def test_so_is_one_in_markdown(tmp_path: Path, address: str) -> None:
    _, corpus = post_of(f"{HEAD}![]({address})\n", tmp_path)
    (told,) = (f for f in corpus.findings if f.severity == "warning")
    assert told.message == f"the picture {address} does not exist"
