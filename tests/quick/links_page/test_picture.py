"""The picture as a file: every post is in it, every line too; places and labels."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipeline.emitters.links.picture.axis import Axis
from pipeline.emitters.links.picture.labels import label, width_of
from tests.support.link_pages import PageOf


@pytest.mark.parametrize("name", ["demo", "examples", "awkward"])
def test_every_post_and_every_line_is_drawn(name: str, page_of: PageOf) -> None:
    made = page_of(name)
    soup = made.soup()
    if not made.graph.edges and not made.graph.shared:
        assert not soup.select("svg.picture")
        return
    (picture,) = soup.select("svg.picture")
    nodes = picture.select(".node")
    titles = {node.select("title")[0].get_text() for node in nodes}
    assert {post.title for post in made.corpus.posts} <= titles
    assert len(nodes) == len(made.corpus.posts) + len(made.graph.shared)
    assert len(picture.select(".edge")) == len(made.graph.edges)
    named = {
        (link.key, p.post)
        for link in made.graph.shared
        for p in link.occurrences
        if p.role != "nav"
    }
    assert len(picture.select(".thread")) == len(named)
    ids = {str(element["id"]) for element in soup.select("[id]")}
    for node in nodes:
        assert node.name == "a"
        assert str(node["href"])[1:] in ids


def test_a_blog_without_lines_says_so(page_of: PageOf) -> None:
    assert not page_of("plain").soup().select("svg.picture")


def test_the_axis_goes_with_time() -> None:
    """Places and marks are in order; bursts are spread."""
    days = [date(2020, 1, 1) + timedelta(days=day) for day in (0, 1, 2, 3, 700, 2000)]
    axis = Axis([day.isoformat() for day in days], 0, 1000)
    places = [axis.x(day.isoformat()) for day in days]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (0, 1000)
    assert places[1] > 50
    ticks = axis.ticks()
    assert len(ticks) > 4
    assert all(b.x - a.x > 50 and a.text < b.text for a, b in pairwise(ticks))
    assert Axis([None, ""], 0, 10).ticks() == ()
    assert [tick.text for tick in Axis(["2024-05-06"], 0, 10).ticks()] == ["2024-05"]


def test_labels_are_cut() -> None:
    assert label("短") == "短"
    assert label("字" * 17) == "字" * 17
    assert label("字" * 18) == "字" * 16 + "…"
    assert width_of("e\u0301") <= width_of("é")
    assert width_of("👨‍👩‍👧") == width_of("茶")
    assert label(" a\n b ") == "a b"
    assert width_of(label("W" * 100)) < 250
