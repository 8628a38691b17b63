"""Which posts lead to which: in their texts, in their lists of past posts, and not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ir import Corpus, Link, Occurrence
from pipeline.links.graph import graph
from tests.quick.links.sites import SENTENCE, hexo, post
from tests.support.reading import corpus_of

FAR = ("https://far.example/1", "https://far.example/2")


@dataclass(frozen=True)
class Plan:
    """A post to be written: the posts and pages that its text and its list name, by number."""

    date: str | None
    text: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    past: tuple[int, ...] = ()


def written(plan: Plan) -> str:
    told = [f"{SENTENCE}[那篇](/p{number}.html)。" for number in plan.text]
    told += [f"{SENTENCE}[那页]({FAR[number]})。" for number in plan.pages]
    listed = "\n".join(f"- [旧文](/p{number}.html)" for number in plan.past)
    past = ["往期文章", listed] if listed else []
    return "\n\n".join(["正文。", *told, *past])


def site_of(plans: Sequence[Plan], folder: Path) -> Corpus:
    posts = {
        f"p{number}": post(written(plan), title=f"第{number}篇的题目", date=plan.date)
        for number, plan in enumerate(plans)
    }
    return corpus_of(hexo(folder, posts))


def ref(number: int) -> str:
    return f"x.cn/p{number}"


def refs(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(map(ref, numbers))


def keeps_list(plan: Plan, plans: Sequence[Plan]) -> bool:
    """Whether a post lists at least two of the posts before it, and at least half of them."""
    before = {n for n, p in enumerate(plans) if p.date and plan.date and p.date < plan.date}
    named = before & set(plan.past)
    return len(named) >= 2 and 2 * len(named) >= len(before)


def left_out(number: int, plans: Sequence[Plan]) -> list[int]:
    """Return the later posts that keep lists of past posts and never name this one."""
    keepers = [n for n, plan in enumerate(plans) if keeps_list(plan, plans)]
    own = plans[number].date
    found = [
        (plans[n].date or "", n)
        for n in keepers
        if own and own < (plans[n].date or "") and number not in (*plans[n].past, *plans[n].text)
    ]
    return [n for _, n in sorted(found)] if len(keepers) > 1 else []


@st.composite
def blogs(draw: st.DrawFn) -> list[Plan]:
    count = draw(st.integers(2, 6))
    numbers = st.lists(st.integers(0, count - 1), max_size=4).map(tuple)
    pages = st.lists(st.integers(0, 1), max_size=2).map(tuple)
    dates = st.none() | st.sampled_from([f"2024-01-0{day}" for day in range(1, 7)])
    return draw(
        st.lists(st.builds(Plan, dates, numbers, pages, numbers), min_size=count, max_size=count)
    )


@given(plans=blogs())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_graph_is_what_was_written(
    plans: list[Plan], tmp_path_factory: pytest.TempPathFactory
) -> None:
    graphed = graph(site_of(plans, tmp_path_factory.mktemp("site")))
    everyone = range(len(plans))
    edges = Counter(
        (ref(source), ref(target))
        for source, plan in enumerate(plans)
        for target in plan.text
        if source != target
    )
    assert {(e.source, e.target): len(e.occurrences) for e in graphed.edges} == edges
    assert list(graphed.posts) == list(refs(everyone))
    for number in everyone:
        links = graphed.posts[ref(number)]
        backlinks = [source for source, target in edges.elements() if target == ref(number)]
        assert [place.post for place in links.backlinks] == sorted(backlinks)
        listed = [n for n in everyone if number in plans[n].past and n != number]
        assert links.listed_in == refs(listed)
        assert links.orphan == (not backlinks and not listed)
        assert links.left_out_by == refs(left_out(number, plans))
    shared = [
        address
        for number, address in enumerate(FAR)
        if sum(number in plan.pages for plan in plans) > 1
    ]
    assert [link.key for link in graphed.shared] == shared


def places_to(target: str, corpus: Corpus, *, lists: bool) -> list[Occurrence]:
    """Return the places in other posts that lead to one, by going through all of them."""
    return [
        place
        for link in corpus.links
        for place in link.occurrences
        if link.scope == "internal"
        and target in link.resolution.posts
        and place.post != target
        and (place.role == "nav") == lists
    ]


@pytest.mark.parametrize("kind", ["demo", "blogs", "seeds"])
def test_the_graph_of_real_posts_is_what_their_links_say(
    kind: str, request: pytest.FixtureRequest
) -> None:
    root: Path = request.getfixturevalue("demo" if kind == "demo" else "shared")
    corpus = corpus_of(root if kind == "demo" else root / kind)
    graphed = graph(corpus)
    for target, links in graphed.posts.items():
        assert Counter(links.backlinks) == Counter(places_to(target, corpus, lists=False))
        listed = {place.post for place in places_to(target, corpus, lists=True)}
        assert links.listed_in == tuple(post.ref for post in corpus.posts if post.ref in listed)
        own = [edge for edge in graphed.edges if edge.target == target]
        assert Counter(links.backlinks) == Counter(p for edge in own for p in edge.occurrences)
        assert all(place.post == edge.source for edge in own for place in edge.occurrences)

    def is_shared(link: Link) -> bool:
        named = {place.post for place in link.occurrences if place.role != "nav"}
        return link.scope == "external" and len(named) > 1

    assert graphed.shared == tuple(filter(is_shared, corpus.links))


def edges_of(corpus: Corpus) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in graph(corpus).edges]


def test_a_post_that_names_itself_has_no_edge(tmp_path: Path) -> None:
    corpus = site_of([Plan(None, text=(0, 0), past=(0,)), Plan(None)], tmp_path)
    graphed = graph(corpus)
    assert graphed.edges == ()
    assert graphed.posts["x.cn/p0"].orphan


def test_an_address_of_two_posts_leads_to_both(tmp_path: Path) -> None:
    twins = {key: post(title=key, permalink="same.html") for key in ("t1", "t2")}
    corpus = corpus_of(hexo(tmp_path, {"a": post(f"{SENTENCE}[那](/same.html)。"), **twins}))
    assert edges_of(corpus) == [("x.cn/a", "x.cn/t1"), ("x.cn/a", "x.cn/t2")]
    assert not any(links.orphan for key, links in graph(corpus).posts.items() if key != "x.cn/a")


def test_one_twin_may_lead_to_the_other(tmp_path: Path) -> None:
    twins = {
        key: post(f"{SENTENCE}[那](/same.html)。", title=key, permalink="same.html")
        for key in ("t1", "t2")
    }
    corpus = corpus_of(hexo(tmp_path, twins))
    assert edges_of(corpus) == [("x.cn/t1", "x.cn/t2"), ("x.cn/t2", "x.cn/t1")]


def test_all_links_of_a_text_from_one_post_to_another_are_one_edge(tmp_path: Path) -> None:
    text = f"{SENTENCE}[一](/b.html)，[二](/b#h)，[三](b.md)，[四](/2024/01/02/b/)。"
    corpus = corpus_of(hexo(tmp_path, {"a": post(text), "b": post(title="乙")}))
    (edge,) = graph(corpus).edges
    assert (edge.source, edge.target) == ("x.cn/a", "x.cn/b")
    assert [place.anchor_text for place in edge.occurrences] == ["一", "二", "三", "四"]


def test_sites_lead_to_each_other(tmp_path: Path) -> None:
    one = hexo(tmp_path / "1", {"a": post(f"{SENTENCE}[那](https://y.cn/b.html)。")})
    two = hexo(tmp_path / "2", {"b": post(title="乙")}, url="https://y.cn")
    assert edges_of(corpus_of(one, two)) == [("x.cn/a", "y.cn/b")]


@pytest.mark.parametrize("address", ["#h", "/none.html", "/tags/a/", "/", "http://[::1"])
def test_what_is_no_post_has_no_edge(address: str, tmp_path: Path) -> None:
    posts = {key: post(f"{SENTENCE}[那]({address})。", title=key) for key in ("a", "b")}
    graphed = graph(corpus_of(hexo(tmp_path, posts)))
    assert graphed.edges == ()
    assert all(links.orphan for links in graphed.posts.values())


def test_edges_come_in_order(tmp_path: Path) -> None:
    corpus = site_of([Plan(None, text=(2, 1)), Plan(None, text=(0,)), Plan(None)], tmp_path)
    pairs = edges_of(corpus)
    assert pairs == sorted(pairs) == [(ref(0), ref(1)), (ref(0), ref(2)), (ref(1), ref(0))]
