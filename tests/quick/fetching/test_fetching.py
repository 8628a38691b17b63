"""What becomes of a picture, by what its server does."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.network.values import RequestPolicy
from pipeline.picture_store import PictureStore
from pipeline.settings import PictureSettings
from tests.quick.fetching.conftest import POST, Shelf
from tests.quick.linkcheck.server import Asked, Behaviour, Server, answer, huge, silent, slow
from tests.support.fetched import png

HURRY = RequestPolicy(private=True, timeout=0.3, patience=0.5, tries=1)


def only(fine: Callable[[str], bool], data: bytes, refusal: bytes) -> Behaviour:
    """Return a behaviour: give the data to requests with a fine referer, and refuse others."""

    async def behave(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
        allowed = fine(asked.headers.get("referer", ""))
        writer.write(answer(200, data) if allowed else refusal)

    return behave


def referers(server: Server) -> list[str]:
    return [asked.headers.get("referer", "") for asked in server.asked]


def test_a_picture_is_fetched_once(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = answer(200, png(), Content_Type="text/html")
    address = server.at("pics.test", "/a.png")
    fetched = shelf.fetch(address)
    assert (fetched.ends, fetched.failures, fetched.size) == ({address: "new"}, {}, len(png()))
    assert shelf.bytes(address) == png()
    assert (
        json.loads(shelf.store.path.read_text("utf-8"))["pictures"][address]["date"] == "2025-06-15"
    )
    assert server.requests() == ["GET /a.png"]
    assert shelf.fetch(address).ends == {}
    assert server.requests() == ["GET /a.png"]


@pytest.mark.parametrize("refusal", [answer(403), answer(401), answer(200, b"<html>no</html>")])
@pytest.mark.parametrize(
    ("fine", "sent", "kept"),
    [
        (lambda referer: not referer, [""], "none"),
        (lambda referer: referer == POST, ["", POST], "post"),
        (lambda referer: "pics.test" in referer, ["", POST, "own"], "own"),
    ],
)
def test_hosts_that_refuse(
    shelf: Shelf, server: Server, refusal: bytes, fine: Callable[[str], bool], sent: list[str], kept: str
) -> None:  # fmt: skip
    """What worked is kept for the host, and tried first for its next picture."""
    for path, color in (("/a.png", "red"), ("/b.png", "blue")):
        server.paths[path] = only(fine, png(color=color), refusal)
    one, two = server.at("pics.test", "/a.png"), server.at("pics.test", "/b.png")
    assert shelf.fetch(one).ends == {one: "new"}
    own = server.at("pics.test")
    expected = [own if referer == "own" else referer for referer in sent]
    assert referers(server) == expected
    assert shelf.store.lock.hosts == {f"pics.test:{server.port}": kept}
    assert shelf.fetch(two).ends == {two: "new"}
    assert referers(server)[len(sent) :] == expected[-1:]


def test_a_host_that_changed_its_mind(shelf: Shelf, server: Server) -> None:
    one, two = server.at("pics.test", "/a.png"), server.at("pics.test", "/b.png")
    server.paths["/a.png"] = only(lambda referer: referer == POST, png(), answer(403))
    server.paths["/b.png"] = only(lambda referer: not referer, png(), answer(403))
    shelf.fetch(one)
    assert shelf.fetch(two).ends == {two: "new"}
    assert referers(server) == ["", POST, POST, ""]
    assert [*shelf.store.lock.hosts.values()] == ["none"]


def test_without_an_address_of_the_post(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = answer(403)
    assert shelf.why(server.at("pics.test", "/a.png"), post="") == "403 Forbidden"
    assert referers(server) == ["", server.at("pics.test")]


@pytest.mark.parametrize(
    ("given", "reason", "asked"),
    [
        (answer(404), "404 Not Found", 1),
        (answer(500), "500 Internal Server Error", 3),
        (answer(403), "403 Forbidden", 3),
        (answer(200, b""), "what the server gives is no picture", 3),
        (answer(200, b"<html></html>", Content_Type="image/png"), "what the server gives is no picture", 3),
        (answer(200, b"BM" + bytes(60)), "what the server gives is no picture", 3),
        (answer(200, b"%PDF-1.4"), "what the server gives is no picture", 3),
        (answer(200, png((1, 1))), "what the server gives is a dot", 3),
        (answer(200, png((400, 400))[:-40]), "the picture is broken", 1),
        (answer(200, b"x" * 20, Content_Encoding="gzip"), "its encoding is wrong", 3),
        (answer(302), "302 Found without an address", 1),
        (answer(302, Location="ftp://x.example/"), "leads to ftp://x.example/", 1),
        (b"no HTTP\r\n\r\n", "the answer is incomplete or not HTTP", 3),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + png(), "the answer is incomplete", 3),
        (b"", "the answer is incomplete", 3),
    ],
)  # fmt: skip
def test_what_cannot_be_had(
    shelf: Shelf, server: Server, given: bytes, reason: str, asked: int
) -> None:
    server.paths["/a.png"] = given
    assert reason in shelf.why(server.at("pics.test", "/a.png"))
    assert len(server.asked) == asked
    assert not shelf.store.folder.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_types_are_judged_by_bytes(shelf: Shelf, server: Server, kind: str) -> None:
    server.paths["/a?x=1"] = answer(200, png(kind=kind), Content_Type="application/x")
    address = server.at("pics.test", "/a?x=1")
    assert shelf.fetch(address).ends == {address: "new"}
    locked = shelf.store.lock.pictures[address]
    assert (locked.media_type, locked.width, locked.height) == (f"image/{kind.lower()}", 8, 6)


def test_a_drawing_is_cleaned(shelf: Shelf, server: Server) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>evil()</script><path d="M0 0"/></svg>'
    )
    server.paths["/a.svg"] = answer(200, drawing)
    address = server.at("pics.test", "/a.svg")
    shelf.fetch(address)
    assert b"evil" not in shelf.bytes(address)
    assert shelf.fetch(address, refresh=True).ends == {address: "same"}


def test_redirects_are_followed(shelf: Shelf, server: Server) -> None:
    server.paths |= {
        "/a.png": answer(301, Location="/b.png"),
        "/b.png": answer(302, Location=server.at("other.test", "/c.png")),
        "/c.png": answer(200, png()),
        "/loop": answer(302, Location="/loop"),
        "/to/html": answer(302, Location="/html"),
        "/html": answer(200, b"<html>log in</html>"),
    }
    address = server.at("pics.test", "/a.png")
    assert shelf.fetch(address).ends == {address: "new"}
    assert [*shelf.store.lock.pictures] == [address]
    assert "in a circle" in shelf.why(server.at("pics.test", "/loop"))
    assert shelf.why(server.at("pics.test", "/to/html")) == "what the server gives is no picture"


async def slow_body(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Send a byte of the body now and then, and never come to an end."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n\x89PNG\r\n\x1a\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("behaviour", [silent, slow, slow_body])
def test_slow_servers_are_left(shelf: Shelf, server: Server, behaviour: Behaviour) -> None:
    server.paths["/a.png"] = behaviour
    assert "no answer within" in shelf.why(server.at("pics.test", "/a.png"), policy=HURRY)


def test_an_endless_body_is_left(
    shelf: Shelf, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.fetching.MAX_SIZE", 1_000_000)
    server.paths["/a.png"] = huge
    assert shelf.why(server.at("pics.test", "/a.png")) == "it is larger than 1 MB"
    assert server.sent < 30_000_000


def test_a_bomb_is_not_unpacked(shelf: Shelf, server: Server) -> None:
    made = BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    server.paths["/a.png"] = answer(200, made.getvalue())
    assert "megapixels" in shelf.why(server.at("pics.test", "/a.png"))


def test_a_host_that_dies_is_asked_no_more(shelf: Shelf) -> None:
    with Server() as server:
        first = server.at("pics.test", "/0.png")
        server.paths["/0.png"] = answer(200, png())
        shelf.fetch(first)
        addresses = [server.at("pics.test", f"/{n}.png") for n in range(1, 9)]
    fetched = shelf.fetch(first, *addresses)
    assert {failure.reason[:13] for failure in fetched.failures.values()} == {"no connection"}
    assert fetched.offline
    assert len(fetched.failures) == 8
    assert len(shelf.world.slept) < 6
    assert shelf.bytes(first) == png()


def test_private_networks_are_not_asked(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = answer(200, png())
    policy = RequestPolicy()
    for host in ("127.0.0.1", "pics.test"):
        assert "private network" in shelf.why(server.at(host, "/a.png"), policy=policy)
    assert server.asked == []


def test_manners(shelf: Shelf, server: Server) -> None:
    """One request at a time on a host, with a pause; hosts side by side; no cookies, no password."""
    addresses = [server.at(host, f"/{n}.png") for host in ("a.test", "b.test") for n in range(3)]
    for n in range(3):
        server.paths[f"/{n}.png"] = answer(200, png(color="red"), Set_Cookie="a=b")
    assert len(shelf.fetch(*addresses).ends) == 6
    assert (server.together["a.test"], server.together["b.test"]) == (1, 1)
    assert sum(shelf.world.slept) >= 1.0
    assert not any("cookie" in asked.headers for asked in server.asked)
    assert all(asked.headers["user-agent"].startswith("postdeck/") for asked in server.asked)


def test_a_picture_that_changes(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = [answer(200, png()), answer(200, png(color="blue")), answer(404)]
    address = server.at("pics.test", "/a.png")
    shelf.fetch(address)
    assert shelf.fetch(address).ends == {}
    assert shelf.bytes(address) == png()
    assert shelf.fetch(address, refresh=True).ends == {address: "changed"}
    assert shelf.bytes(address) == png(color="blue")
    failed = shelf.fetch(address, refresh=True)
    assert (failed.failures[address].reason, failed.lost) == ("404 Not Found", False)
    assert shelf.bytes(address) == png(color="blue")


def test_bytes_that_were_left_out_are_brought_back(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = [
        answer(200, png()),
        answer(200, png(color="blue")),
        answer(200, png()),
    ]
    address = server.at("pics.test", "/a.png")
    shelf.fetch(address)
    store = shelf.store
    before = store.path.read_bytes()
    pictures = store.lock.pictures
    file = store.file(pictures[address])
    file.unlink()
    changed = shelf.fetch(address)
    assert changed.lost
    assert changed.failures[address].reason == "the server has another picture there now"
    assert not file.exists()
    assert shelf.store.lock.pictures == pictures
    assert shelf.fetch(address).ends == {address: "restored"}
    assert (file.read_bytes(), store.path.read_bytes()) == (png(), before)


def test_the_size_of_all_pictures_has_a_limit(shelf: Shelf, server: Server) -> None:
    colors = ("red", "blue", "green")
    addresses = [server.at("pics.test", f"/{color}.png") for color in colors]
    server.paths = {f"/{color}.png": answer(200, png(color=color)) for color in colors}
    fetched = shelf.fetch(*addresses, most=len(png()) + 1)
    assert len(fetched.ends) == 2
    (failure,) = fetched.failures.values()
    assert "for all pictures is reached" in failure.reason


def read(data: bytes) -> tuple[str | None, tuple[int, int]]:
    with Image.open(BytesIO(data)) as image:
        return image.format, image.size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_wide_pictures_are_scaled_down_once(shelf: Shelf, server: Server, kind: str) -> None:
    server.paths["/a.png"] = answer(200, png((2000, 500), kind=kind))
    address = server.at("pics.test", "/a.png")
    shelf.fetch(address)
    kept = "PNG" if kind == "GIF" else kind
    before = shelf.bytes(address)
    assert read(before) == (kept, (1600, 400))
    assert shelf.fetch(address, refresh=True).ends == {address: "same"}
    store = shelf.store
    store.file(store.lock.pictures[address]).unlink()
    assert shelf.fetch(address).ends == {address: "restored"}
    assert shelf.bytes(address) == before


def test_scaling_is_off_by_zero(shelf: Shelf, server: Server) -> None:
    shelf.form = PictureSettings(width=0)
    server.paths["/a.png"] = answer(200, png((2000, 500)))
    address = server.at("pics.test", "/a.png")
    shelf.fetch(address)
    assert shelf.bytes(address) == png((2000, 500))


def test_a_picture_with_frames_stays_as_it_is(shelf: Shelf, server: Server) -> None:
    made = BytesIO()
    frames = [Image.new("RGB", (2000, 20), color) for color in ("red", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    server.paths["/a.gif"] = answer(200, made.getvalue())
    address = server.at("pics.test", "/a.gif")
    shelf.fetch(address)
    assert shelf.bytes(address) == made.getvalue()


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
@pytest.mark.parametrize(("color", "made"), [((255, 0, 0), "JPEG"), ((255, 0, 0, 9), "PNG")])
def test_new_types_are_converted_by_a_setting(
    shelf: Shelf, server: Server, kind: str, color: tuple[int, ...], made: str
) -> None:
    shelf.form = PictureSettings(convert=True)
    drawn = BytesIO()
    Image.new("RGBA" if len(color) == 4 else "RGB", (8, 6), color).save(drawn, kind)
    server.paths["/a"] = answer(200, drawn.getvalue())
    address = server.at("pics.test", "/a")
    shelf.fetch(address)
    assert read(shelf.bytes(address)) == (made, (8, 6))


def test_a_turned_photograph_stands_upright_when_scaled(shelf: Shelf, server: Server) -> None:
    made, turned = BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (4000, 2000)).save(made, "JPEG", exif=turned)
    server.paths["/a.jpg"] = answer(200, made.getvalue())
    address = server.at("pics.test", "/a.jpg")
    shelf.fetch(address)
    assert read(shelf.bytes(address)) == ("JPEG", (1600, 3200))


def test_the_store_of_a_run_is_saved_as_it_goes(
    shelf: Shelf, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes are there before the lock that names them, and the lock soon after."""
    saves, save = list[bool](), PictureStore.save

    def saved(store: PictureStore) -> None:
        saves.append(all(map(store.holds, store.lock.pictures)))
        save(store)

    monkeypatch.setattr(PictureStore, "save", saved)
    server.paths |= {f"/{n}.png": answer(200, png((8, n))) for n in range(1, 9)}
    shelf.fetch(*(server.at("pics.test", f"/{n}.png") for n in range(1, 9)))
    assert len(saves) >= 4
    assert all(saves)


def test_nothing_is_written_through_a_link(shelf: Shelf, server: Server, tmp_path: Path) -> None:
    """A site may come with links where bytes will lie."""
    server.paths["/a.png"] = answer(200, png())
    address = server.at("pics.test", "/a.png")
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    shelf.store.folder.mkdir()
    name = f"{hashlib.sha256(png()).hexdigest()}.png"
    (shelf.store.folder / name).symlink_to(mine)
    assert shelf.fetch(address).ends == {address: "new"}
    assert mine.read_text("utf-8") == "mine"
    assert shelf.bytes(address) == png()
    elsewhere = tmp_path / "elsewhere"
    shelf.store.folder.rename(elsewhere)
    shelf.store.folder.symlink_to(elsewhere)
    (elsewhere / name).unlink()
    with pytest.raises(OSError, match="through a link"):
        shelf.fetch(address)
    assert [*elsewhere.iterdir()] == []
