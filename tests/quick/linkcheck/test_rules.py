"""The rules by themselves, where a server would only repeat them."""

from __future__ import annotations

import pytest

from pipeline.links.check.addresses import web
from pipeline.links.check.rules import closes, judged, seconds_of, wait_before_retry
from pipeline.links.check.values import Manner, Reply
from tests.quick.linkcheck.conftest import NOW


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("0", 0), (" 120 ", 120), ("Sun, 15 Jun 2025 15:07:40 GMT", 60),
     ("Sunday, 15-Jun-25 15:07:40 GMT", 60), ("Sun Jun 15 15:07:40 2025", 60),
     ("Sun, 15 Jun 2025 14:00:00 GMT", 0), ("-1", None),
     ("1.5", None), ("soon", None), ("", None), (None, None), ("²", None), ("9" * 400, None)],
)  # fmt: skip
def test_retry_after(written: str | None, seconds: float | None) -> None:
    assert seconds_of(written, NOW) == seconds


def test_waits_grow_up_to_a_bound() -> None:
    manner = Manner(tries=9)
    waits = [wait_before_retry(Reply(503), tried, manner, NOW, 0.5) for tried in range(1, 10)]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30, None]
    spread = [wait_before_retry(Reply(503), 1, manner, NOW, chance) for chance in (0.0, 1.0)]
    assert spread == [0.5, 1.5]


def test_nobody_waits_too_long() -> None:
    manner = Manner(patience=60)
    assert wait_before_retry(Reply(429, retry_after="60"), 1, manner, NOW, 0.5) == 60
    late = Reply(429, retry_after="61")
    assert wait_before_retry(late, 1, manner, NOW, 0.5) is None
    assert closes(late, manner, NOW)
    assert judged("http://a/", [], Reply(503, retry_after="61"), NOW).status == "limited"


@pytest.mark.parametrize("code", [200, 301, 404, 403])
def test_what_is_certain_is_not_asked_again(code: int) -> None:
    assert wait_before_retry(Reply(code), 1, Manner(), NOW, 0.5) is None


@pytest.mark.parametrize(
    ("address", "base", "href"),
    [("http://u:p@a.org:80/x y#z", None, "http://a.org/x%20y"), ("/y", "https://a.org/x?q", "https://a.org/y"),
     ("HTTP://例子.org", None, "http://xn--fsqu00a.org/"), ("mailto:a@b.org", None, None),
     ("javascript:0", "http://a.org/", None), ("http://", None, None), ("a b", None, None)],
)  # fmt: skip
def test_addresses(address: str, base: str | None, href: str | None) -> None:
    read = web(address, base)
    assert (read.href if read else None) == href
