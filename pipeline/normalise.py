"""What depends on several posts: series, shared permalinks, links between posts.

Read posts in, a corpus out. The order of the sources and of their files does not matter: everything
is sorted by site and path here, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import islice
from urllib.parse import unquote

from pipeline.findings import Code, Finding, Place
from pipeline.html import text_of
from pipeline.ir import Corpus, Post, Question, Series, Site, Text
from pipeline.links import index
from pipeline.parse import ReadPost

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
_POST_LINK = re.compile(
    r'<a href="post:(?P<slug>[^"#]*)(?P<hash>[^"]*)"(?P<more>[^>]*)>(?:(?P<text>[^<]*)(?=</a>))?'
)
_TRAILING = re.compile(r"^(?P<stem>.*?[^\d\s#-])[\s#-]*+(?P<n>\d{1,3})$")


def normalise(
    sites: Iterable[Site],
    read: Sequence[ReadPost],
    aliases: Mapping[str, Sequence[str]],
    findings: Sequence[Finding] = (),
) -> Corpus:
    """Join read posts to a corpus, ids still empty.

    `aliases` gives for a site's key the other hosts that are the same site; `findings` are those of
    the run before.
    """
    read = sorted(read, key=lambda r: (r.post.site, r.post.path))
    sites = tuple(sorted(sites, key=lambda site: site.key))
    slugs = _slugs(read)
    permalinks = {name: post.permalink for name, post in slugs.items() if post.permalink}
    links = index(sites, [(r.post, r.links) for r in read], aliases, permalinks)
    everything = [
        *findings,
        *(f for r in read for f in r.findings),
        *_shared_permalinks(read),
        *_same_questions(read),
    ]
    posts: list[Post] = []
    for r, series in zip(read, _series([r.post for r in read]), strict=True):
        post, broken = _bound(r, slugs)
        posts.append(replace(post, series=series))
        everything += broken
    return Corpus(sites, tuple(posts), links, tuple(sorted(everything, key=_order)))


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return (finding.path or "", finding.line or 0, finding.code, finding.message)


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
    """Give each post's series by its title; a bare number counts where two posts share the stem."""
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
                    Code.DUPLICATE_PERMALINK,
                    f"{permalink} is also the permalink of {titles}",
                    r.post.path,
                    r.permalink_line,
                    related=tuple(Place(o.post.path, o.permalink_line, o.root) for o in others),
                    hint="give one of the posts a permalink (abbrlink) of its own",
                    root=r.root,
                )
            )
    return findings


def _same_questions(read: Sequence[ReadPost]) -> list[Finding]:
    """Tell which questions two posts of a site or more put: the first place, with the others."""
    places: dict[tuple[str, str], dict[str, tuple[ReadPost, Question]]] = defaultdict(dict)
    for r in read:
        for question in r.post.questions:
            text = _plain(question.prompt.text)
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
                Code.DUPLICATE_QUESTION,
                f"{titles} puts this question too: {text[:40]}",
                r.post.path,
                question.prompt_span.start,
                related=tuple(Place(o.post.path, q.prompt_span.start, o.root) for o, q in others),
                root=r.root,
            )
        )
    return findings


def _plain(prompt: str) -> str:
    """Give a prompt's letters and digits alone, in one case and width."""
    return "".join(c for c in unicodedata.normalize("NFKC", prompt).casefold() if c.isalnum())


def _slugs(read: Sequence[ReadPost]) -> dict[tuple[str, str], Post]:
    """Give the posts by what a `post_link` may call them: key, its last part, or title (post_link.ts)."""
    posts = [r.post for r in reversed(read)]  # the first of several stands
    return {
        **{(post.site, post.title): post for post in posts},
        **{(post.site, post.key.rsplit("/", 1)[-1]): post for post in posts},
        **{(post.site, post.key): post for post in posts},
    }


def _bound(read: ReadPost, slugs: Mapping[tuple[str, str], Post]) -> tuple[Post, list[Finding]]:
    """Give the post with its `post:SLUG` links leading to permalinks, and those that lead nowhere.

    A link whose text is the slug alone gets the title of its post.
    """
    post, findings = read.post, []

    def bind(text: Text, line: int) -> Text:
        if "post:" not in text.html:
            return text

        def target(match: re.Match[str]) -> str:
            slug = unquote(unescape(match["slug"])).removesuffix(".md")
            shown = match["text"] or ""
            found = slugs.get((post.site, slug))
            if found is None:
                finding = Finding.of(
                    Code.BROKEN_POST_LINK,
                    f"no post is called {slug}",
                    post.path,
                    line,
                    root=read.root,
                )
                findings.append(finding)
                return f"<a{match['more']}>{shown}"
            if unescape(shown) == slug.rsplit("/", 1)[-1]:
                shown = escape(found.title, quote=False)
            if found.permalink is None:
                return f"<a{match['more']}>{shown}"
            return f'<a href="{escape(found.permalink)}{match["hash"]}"{match["more"]}>{shown}'

        html = _POST_LINK.sub(target, text.html)
        return replace(text, html=html, text=text_of(html))

    questions = tuple(
        replace(
            q,
            prompt=bind(q.prompt, q.prompt_span.start),
            answer=bind(q.answer, (q.answer_span or q.prompt_span).start),
        )
        for q in post.questions
    )
    terms = tuple(replace(t, definition=bind(t.definition, t.span.start)) for t in post.terms)
    return replace(post, questions=questions, terms=terms), findings
