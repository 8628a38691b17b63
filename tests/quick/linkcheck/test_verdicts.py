"""What each kind of answer of a real server is taken for."""

from __future__ import annotations

import ssl
from asyncio import StreamWriter
from email.utils import formatdate
from pathlib import Path

import pytest

from pipeline.links.check import RequestPolicy
from tests.quick.linkcheck.conftest import NOW, World
from tests.quick.linkcheck.server import (
    Asked,
    Behaviour,
    Server,
    answer,
    breaks_head,
    huge,
    refuses_head,
    silent,
    slow,
)  # fmt: skip

PEM = Path(__file__).with_name("good.test.pem")


def test_a_page_that_is_there(world: World, server: Server) -> None:
    server.paths["/a?b=%E4%B8%AD|c"] = answer(200)
    address = server.at("a.test", "/a?b=%E4%B8%AD|c")
    known = world.verdict(address)
    assert (known.status, known.code, known.final, known.message) == ("ok", 200, address, "200 OK")
    assert known.checked_at == NOW
    (asked,) = server.asked
    assert (asked.method, asked.headers["host"]) == ("HEAD", f"a.test:{server.port}")
    assert asked.headers["user-agent"].startswith("postdeck/")
    assert "authorization" not in asked.headers
    assert "cookie" not in asked.headers


@pytest.mark.parametrize(
    ("code", "status"),
    [(204, "ok"), (404, "broken"), (410, "broken"), (401, "limited"), (403, "limited"),
     (451, "limited"), (999, "limited"), (304, "broken"), (500, "broken")],
)  # fmt: skip
def test_codes(world: World, server: Server, code: int, status: str) -> None:
    server.paths["/"] = answer(code)
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.code) == (status, code)
    assert server.requests()[:2] == ["HEAD /", "GET /"][: 2 if code >= 400 else 1]


@pytest.mark.parametrize("behaviour", [refuses_head, breaks_head, huge])
def test_get_where_head_says_nothing(world: World, server: Server, behaviour: object) -> None:
    server.paths["/"] = behaviour  # type: ignore[assignment]
    assert world.verdict(server.at("a.test")).status == "ok"
    assert server.requests() == ["HEAD /", "GET /"][: 1 if behaviour is huge else 2]


def test_a_huge_body_is_not_read(world: World, server: Server) -> None:
    async def only_get(here: Server, asked, writer) -> None:  # type: ignore[no-untyped-def]
        if asked.method == "HEAD":
            writer.write(answer(403))
        else:
            await huge(here, asked, writer)

    server.paths["/"] = only_get
    assert world.verdict(server.at("a.test")).status == "ok"
    assert server.sent < 64 * 2**20  # what fits into the buffers of the sockets


def test_moved_for_good(world: World, server: Server) -> None:
    server.paths = {
        "/old": answer(301, Location="/newer"),
        "/newer": answer(308, Location=server.at("b.test", "/new")),
        "/new": answer(200),
    }
    known = world.verdict(server.at("a.test", "/old"))
    assert (known.status, known.code) == ("moved", 200)
    assert known.final == known.moved_to == server.at("b.test", "/new")


def test_a_move_counts_as_far_as_it_is_permanent(world: World, server: Server) -> None:
    server.paths = {
        "/old": answer(301, Location="/new"),
        "/new": answer(302, Location="/login"),
        "/login": answer(200),
    }
    known = world.verdict(server.at("a.test", "/old"))
    assert (known.status, known.moved_to) == ("moved", server.at("a.test", "/new"))
    assert known.final == server.at("a.test", "/login")


def test_temporary_redirects_are_fine(world: World, server: Server) -> None:
    server.paths = {f"/{n}": answer(302 + n % 2 * 5, Location=f"{n + 1}") for n in range(9)}
    server.paths["/9"] = answer(200)
    known = world.verdict(server.at("a.test", "/0"))
    assert (known.status, known.moved_to) == ("ok", None)
    assert known.final == server.at("a.test", "/9")


def test_redirects_that_lead_nowhere(world: World, server: Server) -> None:
    server.paths = {
        "/gone": answer(301, Location="/nothing"),
        "/circle": answer(302, Location="/back"),
        "/back": answer(302, Location="/circle"),
        "/mute": answer(302),
        "/app": answer(302, Location="weixin://open"),
    }
    found = {path: world.verdict(server.at("a.test", path)) for path in server.paths}
    assert (found["/gone"].status, found["/gone"].code) == ("broken", 404)
    assert found["/gone"].message.endswith(f"after a redirect to {server.at('a.test', '/nothing')}")
    assert (found["/circle"].status, found["/circle"].fault) == ("broken", "circle")
    assert (found["/mute"].status, found["/mute"].fault) == ("broken", "garbled")
    assert (found["/app"].status, found["/app"].fault) == ("refused", "unfit")


def wall(path: str = "/", code: int = 302, attributes: str = "") -> Behaviour:
    """Return a behaviour: answer who has the cookie, give it to others and send them to a path."""

    async def ask(here: Server, asked: Asked, writer: StreamWriter) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            writer.write(answer(200))
        else:
            writer.write(answer(code, Location=path, Set_Cookie=f"seen=1{attributes}"))

    return ask


@pytest.mark.parametrize("code", [301, 302])
@pytest.mark.parametrize("attributes", ["", "; Path=/; HttpOnly", "; Domain=a.test"])
def test_a_page_that_sets_a_cookie_and_redirects_to_itself(
    world: World, server: Server, code: int, attributes: str
) -> None:
    server.paths["/"] = wall(code=code, attributes=attributes)
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.code, known.moved_to) == ("ok", 200, None)
    assert server.requests() == ["HEAD /", "HEAD /"]


def test_a_page_that_sends_to_another_for_a_cookie_has_not_moved(
    world: World, server: Server
) -> None:
    server.paths["/"] = wall("/enter", 301)
    server.paths["/enter"] = answer(301, Location="/")
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.moved_to) == ("ok", None)


def test_a_cookie_stays_with_its_check_and_its_host(world: World, server: Server) -> None:
    server.paths["/1"] = server.paths["/2"] = wall(server.at("b.test", "/away"))
    server.paths["/away"] = answer(200)
    found = world.results(server.at("a.test", "/1"), server.at("a.test", "/2"))
    assert {result.verdict.status for result in found.values()} == {"ok"}
    assert len(server.asked) == 4
    assert all("cookie" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize(
    "attributes", ["; Domain=b.test", "; Path=/elsewhere", "; Secure", "; Max-Age=0"]
)
def test_a_cookie_that_is_not_for_the_page_ends_in_a_circle(
    world: World, server: Server, attributes: str
) -> None:
    server.paths["/"] = wall(attributes=attributes)
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.fault) == ("broken", "circle")


def test_a_cookie_that_is_always_another_does_not_go_on_for_ever(
    world: World, server: Server
) -> None:
    server.paths["/"] = [answer(302, Location="/", Set_Cookie=f"n={n}") for n in range(30)]
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.fault) == ("broken", "circle")
    assert server.requests() == ["HEAD /"] * 11


def test_at_most_ten_redirects(world: World, server: Server) -> None:
    server.paths = {f"/{n}": answer(302, Location=f"/{n + 1}") for n in range(30)}
    known = world.verdict(server.at("a.test", "/0"))
    assert (known.status, known.fault) == ("broken", "circle")
    assert server.requests() == [f"HEAD /{n}" for n in range(11)]


def test_500_twice_then_200(world: World, server: Server) -> None:
    server.paths["/"] = [answer(500), answer(500), answer(200)]
    assert world.verdict(server.at("a.test")).status == "ok"
    assert server.requests() == ["HEAD /", "GET /", "GET /"]


def test_500_for_ever(world: World, server: Server) -> None:
    server.paths["/"] = answer(500)
    known = world.verdict(server.at("a.test"), RequestPolicy(pause=0, private=True))
    assert (known.status, known.code) == ("broken", 500)
    assert server.requests() == ["HEAD /", "GET /", "GET /", "GET /"]
    assert world.slept == [1, 2], "each wait is twice the last"


@pytest.mark.parametrize("after", ["7", formatdate(NOW + 7, usegmt=True)])
def test_429_is_asked_again_when_it_says(world: World, server: Server, after: str) -> None:
    server.paths["/"] = [answer(429, Retry_After=after), answer(200)]
    assert world.verdict(server.at("a.test")).status == "ok"
    assert server.requests() == ["HEAD /", "HEAD /"]
    assert world.slept == [7]


def test_a_host_that_wants_to_be_left_alone_is(world: World, server: Server) -> None:
    server.paths["/1"] = answer(429, Retry_After="3600")
    pages = [server.at("a.test", f"/{n}") for n in (1, 2, 3)]
    found = world.results(*pages)
    assert [found[page].verdict.status for page in pages] == ["limited"] * 3
    assert server.requests() == ["HEAD /1"]


def test_429_for_ever(world: World, server: Server) -> None:
    server.paths["/"] = answer(429)
    assert world.verdict(server.at("a.test")).status == "limited"
    assert server.requests() == ["HEAD /"] * 3


@pytest.mark.parametrize("behaviour", [silent, slow])
def test_no_answer_in_time(world: World, server: Server, behaviour: object) -> None:
    server.paths["/"] = behaviour  # type: ignore[assignment]
    known = world.verdict(server.at("a.test"), RequestPolicy(timeout=0.5, private=True))
    assert (known.status, known.fault) == ("unreachable", "silent")
    assert server.requests() == ["HEAD /", "GET /"]


@pytest.mark.parametrize("data", [b"", b"\x00\xff\x01 no HTTP\r\n\r\n", b"HTTP/1.1 20"])
def test_garbage(world: World, server: Server, data: bytes) -> None:
    server.paths["/"] = data
    known = world.verdict(server.at("a.test"))
    assert (known.status, known.fault) == ("broken", "garbled")
    assert server.requests() == ["HEAD /", "GET /", "GET /", "GET /"]


def test_hosts_that_are_not_there(world: World, server: Server) -> None:
    server.paths["/"] = answer(200)
    with Server() as closed:
        gone = [closed.at("closed.test", f"/{n}") for n in range(9)]
    found = world.results(*gone, "http://nowhere.example/", server.at("a.test"))
    assert {found[address].verdict.status for address in gone} == {"unreachable"}
    assert found["http://nowhere.example/"].verdict.status == "broken"
    assert found["http://nowhere.example/"].verdict.fault == "no-host"
    assert world.slept.count(0.5) < 9, "a host that is away is not tried for each of its pages"


def test_another_address_of_a_host(world: World, server: Server) -> None:
    server.paths["/"] = answer(200)
    world.names["two.test"] = ["::1", "127.0.0.1"]  # the server is on the second alone
    assert world.verdict(server.at("two.test")).status == "ok"


@pytest.fixture
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


def test_certificates(world: World, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": answer(200)}, tls) as server:
        known = world.verdict(server.at("good.test"))
        assert (known.status, known.fault) == ("broken", "certificate")
        world.cache.unlink()
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
        found = world.results(server.at("good.test"), server.at("other.test"))
        assert found[server.at("good.test")].verdict.status == "ok"
        assert found[server.at("other.test")].verdict.fault == "certificate"
        assert "other.test" in found[server.at("other.test")].verdict.message
