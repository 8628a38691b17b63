"""What depends on several posts: series, shared permalinks, links between posts.

Posts as they were read go in, a corpus comes out. The order of the sources and of their files does
not matter: everything is sorted by site and path here, once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from ..findings import Code, Finding, Place
from ..html import text_of
from ..html.addresses import followed
from ..html.text import letters
from ..ir import Corpus, Post, Question, Series, Site, Text
from ..links.graph import graph
from ..links.identity import address_of
from ..links.resolve import (
    Directory,
    Home,
    LinkTargets,
    fragment_findings,
    index,
    link_findings,
    place,
    post_findings,
)
from ..readers.contract import Blog, Draft
from ..slugs import slug_of
from .parse import ReadPost

_HAN_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_PARTS = {"上": 1, "中": 2, "下": 3}
_NAMED_CLAIMANTS = 9
_HIGHEST = 999  # a larger number is a year
_BRACKETED = re.compile(
    r"^(?P<stem>.*\S)\s*[(（\[【](?P<n>\d{1,3}|[一二三四五六七八九十]|[上中下])[)）\]】]$"
)
_NAMED = re.compile(
    r"^(?P<stem>.*?\S)\s*+[-—:：,，]?\s*+第\s*(?P<n>\d{1,3}|[一二三四五六七八九十])\s*[篇部章回期讲集弹]$"
)
_PART = re.compile(r"^(?P<stem>.*\S)\s*[-—:：·]\s*(?P<n>[上中下])[篇部]?$")
_MOST_PARTS = 10  # of a key, by which a post is called
_RANKS = 4
_POST_LINK = re.compile(
    r'<a(?P<before>[^<>]*) href="post:(?P<slug>[^"#]*+)(?P<hash>[^"]*+)"(?P<more>[^<>]*)>'
    r"(?:(?P<text>[^<]*)(?=</a>))?"
)
_TRAILING = re.compile(r"^(?P<stem>.*?[^\d\s#-])[\s#-]*+(?<!\d\.)(?P<n>\d{1,3})$")


@dataclass(frozen=True, slots=True)
class KnownSites:
    """What is known of the sites beside their posts, by site key: other hosts that are the same
    site, drafts, opened blogs, and the slugs of posts that could not be read (None where addresses
    do not show slugs); and what posts are called now, by site key and former slug. `out`
    is the output folder.
    """

    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    drafts: Mapping[str, Sequence[Draft]] = field(default_factory=dict)
    blogs: Mapping[str, Blog] = field(default_factory=dict)
    unread: Mapping[str, Collection[str] | None] = field(default_factory=dict)
    renamed: Mapping[tuple[str, str], Post] = field(default_factory=dict)
    out: Path = Path("build")


NOTHING_KNOWN = KnownSites()


def normalise(
    sites: Iterable[Site],
    read: Sequence[ReadPost],
    known: KnownSites = NOTHING_KNOWN,
    findings: Sequence[Finding] = (),
) -> Corpus:
    """Return the corpus of posts as they were read, its ids still empty.

    `findings` are those of the run so far.
    """
    read = sorted(read, key=lambda r: (r.post.site, r.post.path))
    sites = tuple(sorted(sites, key=lambda site: site.key))
    posts = _placed(read)
    slugs = _slugs(posts, read)
    named = {name: address_of(post) for name, post in slugs.items()}
    directory = Directory(sites, posts, known.drafts, known.aliases, known.blogs, known.out)
    targets = LinkTargets(directory, {site.key: site for site in sites}, named)
    places = place([*zip(posts, (r.links for r in read), strict=True)], targets)
    corpus = Corpus(
        sites,
        tuple(
            replace(_bound(post, slugs), series=series)
            for post, series in zip(posts, _series(posts), strict=True)
        ),
        index(places),
    )
    homes = {r.post.ref: Home(r.root, r.permalink_line, (*r.names, r.post.key)[0]) for r in read}
    everything = [
        *findings,
        *(f for r in read for f in r.findings),
        *_shared_permalinks(read),
        *_same_questions(read),
        *link_findings(posts, places, homes, known.unread, known.blogs, known.renamed),
        *fragment_findings(places, {r.post.ref: r.anchors for r in read}, homes),
        *post_findings(graph(corpus), homes),
    ]
    return replace(corpus, findings=tuple(sorted(everything, key=_order)))


def _placed(read: Sequence[ReadPost]) -> list[Post]:
    """Return the posts, those that the navigation of their site names with their places in it."""
    count = Counter[str]()
    places: dict[str, int] = {}
    for r in sorted((r for r in read if r.order), key=lambda r: (r.order, r.post.path)):
        count[r.post.site] += 1
        places[r.post.ref] = count[r.post.site]
    return [replace(r.post, place=places.get(r.post.ref)) for r in read]


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = (finding.path or "", finding.line or 0, finding.column or 0)
    return (*place, finding.code, finding.message)


def _read_title(title: str, pattern: re.Pattern[str]) -> Series | None:
    match = pattern.match(title.strip())
    if match is None:
        return None
    written = match["n"]
    number = _PARTS.get(written) or _HAN_DIGITS.get(written) or int(written)
    if number > _HIGHEST:
        return None
    return Series(match["stem"].rstrip(" -—:：·,，"), number)


def _series(posts: Sequence[Post]) -> list[Series | None]:
    """Return the series of each post, found by its title, None for none.

    A number without a sign of a series counts where two posts of a site share the text before it.
    """
    stems: dict[str, Counter[str]] = defaultdict(Counter)
    for post in posts:
        trailing = _read_title(post.title, _TRAILING)
        if trailing is not None:
            stems[post.site][trailing.name] += 1
    found: list[Series | None] = []
    for post in posts:
        series = next(
            (s for p in (_BRACKETED, _NAMED, _PART) if (s := _read_title(post.title, p))), None
        )
        trailing = _read_title(post.title, _TRAILING)
        if series is None and trailing is not None and stems[post.site][trailing.name] > 1:
            series = trailing
        found.append(series)
    return found


def _shared_permalinks(read: Sequence[ReadPost]) -> list[Finding]:
    claims: dict[str, list[ReadPost]] = defaultdict(list)
    for r in read:
        if r.post.permalink is not None:
            claims[r.post.permalink].append(r)
    findings = []
    for permalink, claimants in claims.items():
        for r in claimants if len(claimants) > 1 else ():
            others = [other for other in claimants[: _NAMED_CLAIMANTS + 1] if other is not r]
            others = others[:_NAMED_CLAIMANTS]
            titles = ", ".join(other.post.title for other in others)
            findings.append(
                Finding.of(
                    Code.DUPLICATE_PERMALINK.message(permalink=permalink, titles=titles),
                    r.post.path,
                    r.permalink_line,
                    related=tuple(Place(o.post.path, o.permalink_line, o.root) for o in others),
                    root=r.root,
                )
            )
    return findings


def _same_questions(read: Sequence[ReadPost]) -> list[Finding]:
    """Return a finding for each question that two or more posts ask within a site: at the first
    post, with the others as related places.
    """
    places: dict[tuple[str, str], dict[str, tuple[ReadPost, Question]]] = defaultdict(dict)
    for r in read:
        for question in r.post.questions:
            text = letters(question.prompt.text)
            if question.status == "answered" and text:
                places[r.post.site, text].setdefault(r.post.path, (r, question))
    findings = []
    for (_, text), claims in places.items():
        if len(claims) == 1:
            continue
        (r, question), *others = islice(claims.values(), _NAMED_CLAIMANTS + 1)
        titles = ", ".join(o.post.title for o, _ in others)
        findings.append(
            Finding.of(
                Code.DUPLICATE_QUESTION.message(titles=titles, prompt=text[:40]),
                r.post.path,
                question.lines.start,
                related=tuple(Place(o.post.path, q.lines.start, o.root) for o, q in others),
                root=r.root,
            )
        )
    return findings


def _slugs(posts: Sequence[Post], read: Sequence[ReadPost]) -> dict[tuple[str, str], Post]:
    """Return the posts by site key and by what a `post:` address may call them; the first of several
    stands, and sure names come before others.
    """
    named = [(post, _names(r)) for post, r in zip(posts, read, strict=True)]
    found: dict[tuple[str, str], Post] = {}
    for rank in range(_RANKS):
        for post, ranks in named:
            for name in ranks[rank] if rank < len(ranks) else ():
                found.setdefault((post.site, name), post)
    return found


def _names(read: ReadPost) -> list[list[str]]:
    """Return the names of a post in ranks: those that its engine takes (Hexo's post_link.ts), else key,
    last parts of the key, slug and title, each with `.md` too.
    """
    if read.names:
        return [[name] for name in read.names]
    post = read.post
    ranks = ([post.key], _last_parts(post.key), [slug_of(post.key)], [post.title])
    return [[way for name in names for way in (name, f"{name}.md")] for names in ranks]


def _last_parts(key: str) -> Iterator[str]:
    """Yield the last parts of a key, the most of them first: all but the first one, …, the last one."""
    parts = key.split("/")[-_MOST_PARTS:]
    yield from ("/".join(parts[start:]) for start in range(min(1, len(parts) - 1), len(parts)))


def _bound(post: Post, slugs: Mapping[tuple[str, str], Post]) -> Post:
    """Return the post with its `post:SLUG` links leading to permalinks; one that leads nowhere
    loses its address.

    A link whose text is the slug alone gets the title of its post.
    """

    def bind(text: Text) -> Text:
        if "post:" not in text.html:
            return text
        html = _POST_LINK.sub(target, text.html)
        return replace(text, html=html, text=text_of(html))

    def target(match: re.Match[str]) -> str:
        slug = unquote(unescape(match["slug"]))
        shown = match["text"] or ""
        found = slugs.get((post.site, slug))
        if found and unescape(shown) == slug.rsplit("/", 1)[-1]:
            shown = escape(found.title, quote=False)
        permalink = followed(found.permalink) if found else None
        if permalink is None:
            return f"<a{match['before']}{match['more']}>{shown}"
        address = escape(permalink) + match["hash"]
        return f'<a{match["before"]} href="{address}"{match["more"]}>{shown}'

    questions = tuple(
        replace(question, prompt=bind(question.prompt), answer=bind(question.answer))
        for question in post.questions
    )
    terms = tuple(replace(term, definition=bind(term.definition)) for term in post.terms)
    return replace(post, questions=questions, terms=terms)
