"""The rules by themselves, where a server would only repeat them."""

from __future__ import annotations

import pytest

from pipeline.links.check.verdicts import verdict_on
from pipeline.network.addresses import web
from pipeline.network.rules import closes, retry_after_seconds, wait_before_retry
from pipeline.network.values import RequestPolicy, Response
from tests.quick.linkcheck.conftest import NOW


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("0", 0), (" 120 ", 120), ("Sun, 15 Jun 2025 15:07:40 GMT", 60),
     ("Sunday, 15-Jun-25 15:07:40 GMT", 60), ("Sun Jun 15 15:07:40 2025", 60),
     ("Sun, 15 Jun 2025 14:00:00 GMT", 0), ("-1", None),
     ("1.5", None), ("soon", None), ("", None), (None, None), ("²", None), ("9" * 400, None)],
)  # fmt: skip
def test_retry_after(written: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(written, NOW) == seconds


def test_waits_grow_up_to_a_bound() -> None:
    policy = RequestPolicy(tries=9)
    waits = [wait_before_retry(Response(503), tried, policy, NOW, 0.5) for tried in range(1, 10)]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30, None]
    spread = [wait_before_retry(Response(503), 1, policy, NOW, chance) for chance in (0.0, 1.0)]
    assert spread == [0.5, 1.5]


def test_nobody_waits_too_long() -> None:
    policy = RequestPolicy(patience=60)
    assert wait_before_retry(Response(429, retry_after="60"), 1, policy, NOW, 0.5) == 60
    late = Response(429, retry_after="61")
    assert wait_before_retry(late, 1, policy, NOW, 0.5) is None
    assert closes(late, policy, NOW)
    assert verdict_on("http://a/", [], Response(503, retry_after="61"), NOW).status == "limited"


@pytest.mark.parametrize("code", [200, 301, 404, 403])
def test_what_is_certain_is_not_asked_again(code: int) -> None:
    assert wait_before_retry(Response(code), 1, RequestPolicy(), NOW, 0.5) is None


@pytest.mark.parametrize(
    ("address", "base", "href"),
    [("http://u:p@a.org:80/x y#z", None, "http://a.org/x%20y"), ("/y", "https://a.org/x?q", "https://a.org/y"),
     ("HTTP://例子.org", None, "http://xn--fsqu00a.org/"), ("mailto:a@b.org", None, None),
     ("javascript:0", "http://a.org/", None), ("http://", None, None), ("a b", None, None)],
)  # fmt: skip
def test_addresses(address: str, base: str | None, href: str | None) -> None:
    read = web(address, base)
    assert (read.href if read else None) == href
