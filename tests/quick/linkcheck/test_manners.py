"""Politeness, the ignore list, private networks, and what the cache remembers."""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.links.check import CacheError, Lifetimes, RequestPolicy, ask, cache
from pipeline.links.check.values import AskedAddress, Verdict
from pipeline.network.addresses import first_private
from tests.quick.linkcheck.conftest import NOW, POLICY, World
from tests.quick.linkcheck.server import Server, answer, meeting

DAY = 86_400
STRICT = RequestPolicy()


def test_one_request_at_a_time_to_a_host(world: World, server: Server) -> None:
    hosts = ("a.test", "b.test", "c.test")
    pages = [server.at(host, f"/{n}") for host in hosts for n in range(8)]
    server.paths = {f"/{n}": answer(200) for n in range(8)}
    world.results(*pages)
    assert {host: server.together[host] for host in hosts} == dict.fromkeys(hosts, 1)
    assert server.together[""] > 1
    assert world.slept.count(0.5) >= 7, "there is a pause between them"
    for host in hosts:
        assert [a.path for a in server.asked if a.host == host] == [f"/{n}" for n in range(8)]


def test_a_redirect_waits_for_its_host_too(world: World, server: Server) -> None:
    server.paths = {f"/{n}": answer(302, Location=server.at("hub.test", "/all")) for n in range(9)}
    server.paths["/all"] = answer(200)
    world.results(*(server.at(f"{n}.test", f"/{n}") for n in range(9)))
    assert server.requests().count("HEAD /all") == 9
    assert server.together["hub.test"] == 1


def test_so_many_connections_and_no_more(world: World, server: Server) -> None:
    server.paths["/"] = meeting(3)  # answers only if three are here at once
    pages = [server.at(f"{n}.test") for n in range(12)]
    found = world.results(*pages, policy=RequestPolicy(connections=3, private=True))
    assert {result.verdict.status for result in found.values()} == {"ok"}
    assert server.together[""] == 3


def test_ignored_addresses_are_not_asked(world: World, server: Server) -> None:
    server.paths = {"/a": answer(200), "/b": answer(200), "/B": answer(200)}
    pages = [server.at("a.test", path) for path in ("/a", "/b", "/B")]
    found = world.results(*pages, ignore=("*.test:*/b", "http://other/*"))
    assert [found[page].verdict.status for page in pages] == ["ok", "ignored", "ok"]
    assert sorted(server.requests()) == ["HEAD /B", "HEAD /a"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0.0.0.0", "10.0.0.8", "192.168.1.1", "169.254.169.254",
     "100.64.0.1", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]",
     "[2002:7f00:1::]", "224.0.0.1", "inside.test", "localhost", "printer.local", "localhost."],
)  # fmt: skip
def test_private_addresses_are_refused(world: World, server: Server, host: str) -> None:
    server.paths["/"] = answer(200)
    world.names |= {name: ["93.184.216.34"] for name in ("localhost", "printer.local")}
    world.names["inside.test"] = ["93.184.216.34", "127.0.0.1"]  # one of two is enough
    known = world.verdict(server.at(host), STRICT)
    assert (known.status, known.fault) == ("refused", "private")
    assert server.asked == []
    assert not world.cache.exists()


def test_public_addresses() -> None:
    assert first_private("a.org", ["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"]) is None


@pytest.mark.parametrize("target", ["http://127.0.0.1:{}/", "http://localhost:{}/", "//[::1]:{}/"])
def test_a_redirect_into_a_private_network(
    world: World, server: Server, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host counts as public here; where it leads to does not."""
    from pipeline.network import http_client

    def judge(host: str, found: list[str]) -> str | None:
        return None if host == "public.test" else first_private(host, found)

    world.names["localhost"] = ["127.0.0.1"]
    monkeypatch.setattr(http_client, "first_private", judge)
    server.paths = {"/start": answer(302, Location=target.format(server.port)), "/": answer(200)}
    known = world.verdict(server.at("public.test", "/start"), STRICT)
    assert (known.status, known.fault) == ("refused", "private")
    assert server.requests() == ["HEAD /start"]


def test_a_proxy_is_used_and_asked_by_name(world: World, server: Server) -> None:
    world.proxy = f"http://127.0.0.1:{server.port}"
    server.paths["http://far.example/page"] = answer(200)
    assert world.verdict("http://far.example/page", STRICT).status == "ok"
    assert server.requests() == ["HEAD http://far.example/page"]
    assert world.verdict("http://10.0.0.1/", STRICT).status == "refused"
    world.proxy = "socks5://127.0.0.1:1"
    assert "SOCKS" in world.verdict("http://new.example/", STRICT).message


def test_answers_are_trusted_for_a_while(world: World, server: Server) -> None:
    server.paths["/good"] = answer(200)
    good, bad = server.at("a.test", "/good"), server.at("a.test", "/bad")
    first = world.results(good, bad)
    server.asked.clear()
    world.time = NOW + DAY - 10
    again = world.results(good, bad)
    assert [again[a].verdict for a in (good, bad)] == [first[a].verdict for a in (good, bad)]
    assert all(result.from_cache for result in again.values())
    assert server.asked == []
    world.time = NOW + DAY + 10
    later = world.results(good, bad)
    assert [later[a].from_cache for a in (good, bad)] == [True, False]
    assert server.requests() == ["HEAD /bad", "GET /bad"]
    world.time = NOW + 7 * DAY + 10
    assert not world.results(good)[good].from_cache


def test_fresh_asks_anew_and_is_remembered(world: World, server: Server) -> None:
    server.paths["/"] = [answer(404), answer(404), answer(200)]
    page = server.at("a.test")
    assert world.verdict(page).status == "broken"
    assert world.results(page, fresh=True)[page].verdict.status == "ok"
    assert world.verdict(page).status == "ok"


def test_answers_of_other_posts_stay_until_they_are_old(world: World, server: Server) -> None:
    server.paths["/"] = answer(200)
    world.verdict(server.at("a.test"))
    world.verdict(server.at("b.test"))
    assert len(cache.load(world.cache)) == 2
    world.time += 8 * DAY
    world.verdict(server.at("c.test"))
    assert list(cache.load(world.cache)) == [server.at("c.test")]
    assert [path.name for path in world.cache.parent.iterdir()] == ["linkcheck.json"]


def test_without_a_network_nothing_is_learnt(world: World, server: Server) -> None:
    server.paths["/"] = answer(200)
    known, gone = server.at("known.test"), "http://gone.example/"
    results, heard = ask([AskedAddress(gone, ())], world.request())
    assert not heard
    assert not world.cache.exists()
    world.verdict(known)
    server.asked.clear()
    results, heard = ask([AskedAddress(gone, ()), AskedAddress(known, ())], world.request())
    assert heard, "a host that was fine last time shows that there is a network"
    assert server.requests() == ["HEAD /"]
    assert results[0].verdict.status == "broken"
    assert set(cache.load(world.cache)) == {gone, known}


def test_with_many_hosts_away_the_rest_is_not_asked(world: World, server: Server) -> None:
    looked_up = []

    async def no_names(host: str) -> list[str]:
        looked_up.append(host)
        await asyncio.sleep(0)
        if host == "known.test":
            return ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_AGAIN, "temporary failure")

    request = world.request(replace(POLICY, tries=1))
    cut_off = replace(request, machine=replace(request.machine, look_up=no_names))
    found = [AskedAddress(f"http://{n}.example/", ()) for n in range(200)]
    results, heard = ask(found, cut_off)
    assert not heard
    assert len(looked_up) < 80
    assert {result.verdict.status for result in results} == {"unreachable"}
    server.paths["/"] = answer(200)
    known = AskedAddress(server.at("known.test"), ())
    ask([known], cut_off)
    looked_up.clear()
    results, heard = ask([known, *found], cut_off)
    assert heard, "one that was fine is, so all others are asked"
    assert len(set(looked_up)) == 201
    assert len(cache.load(world.cache)) == 201


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other/1"}', "précieux", "[" * 100_000])
def test_a_file_that_is_no_cache_is_left_alone(world: World, server: Server, text: str) -> None:
    world.cache.parent.mkdir()
    world.cache.write_text(text, "utf-8")
    with pytest.raises(CacheError):
        world.verdict(server.at("a.test"))
    assert world.cache.read_text("utf-8") == text
    assert server.asked == []


def test_entries_that_were_spoilt_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    cache.save(file, {"http://a/": Verdict("ok", 200, checked_at=NOW)}, NOW, Lifetimes())
    content = json.loads(file.read_text())
    good = content["answers"]["http://a/"]
    for n, spoilt in enumerate(
        [{"status": "fine"}, {"fault": []}, {"code": "200"}, {"checked_at": None}, {"more": 1}]
    ):
        content["answers"][f"http://{n}/"] = good | spoilt
    file.write_text(json.dumps(content))
    assert list(cache.load(file)) == ["http://a/"]
    file.write_text("")
    assert cache.load(file) == {}


def test_where_the_cache_may_not_be(tmp_path: Path) -> None:
    sources, out = tmp_path / "posts", tmp_path / "build"
    for place in (sources / "x.json", out / "x.json", out / "deep" / "x.json"):
        with pytest.raises(CacheError):
            cache.check_place(place, [sources], out)
    made = tmp_path / "made"
    made.mkdir()
    content = {"schema": "postdeck-manifest/1", "artefacts": {}, "ledgers": {}, "left_out": []}
    (made / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(CacheError):
        cache.check_place(made / "x.json", [sources], out)
    cache.check_place(tmp_path / "x.json", [sources], out)


def test_the_default_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.default_file() == tmp_path / "postdeck" / "linkcheck.json"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache.default_file().is_absolute()


def test_progress_is_told(world: World, server: Server) -> None:
    told: list[tuple[int, int]] = []
    pages = [AskedAddress(server.at("a.test", f"/{n}"), ()) for n in range(3)]
    ask(pages, world.request(POLICY), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
