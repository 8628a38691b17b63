"""A corpus from a file, trusted no more than a post is.

What a build wrote passes unchanged. Other HTML is sanitised, as that of posts is; what cannot be put right
without a guess, such as a reference to nothing or a picture elsewhere, is an error.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

from ..codec import DecodeError
from ..files import as_named, real
from ..findings import Code, Finding
from ..html.addresses import followed
from ..html.mathjax import for_mathjax, refusal
from ..html.sanitise import sanitise
from ..ir import Corpus, Link, Post, Question, Term, Text
from ..ledger.locations import LedgerFiles, Loaded
from ..pictures import PictureFile, Unusable, inspect
from ..publish import MANIFEST, Manifest, decode_manifest
from .run import Options

_NOWHERE = frozenset({"anchor", "broken", "invalid"})
"""What no product makes a link of."""
_FORMULA = re.compile(r'<span class="math (?:inline|display)">\\[(\[]([^<]*)\\[)\]]</span>')
_NO_FORMULA = re.compile(rf'(?!{_FORMULA.pattern})<span class="math (?:inline|display)">')
_IMAGE = re.compile(r"<img\b[^<>]*>")
_SOURCE = re.compile(r' src="pictures/([^"]*)"')


def received(corpus: Corpus, pictures: Path) -> tuple[Corpus, tuple[Finding, ...]]:
    """Return a corpus that was decoded as a build could have made it, and findings.

    `pictures` is the folder of its pictures. Raise DecodeError, OSError.
    """
    check_references(corpus)
    for site in corpus.sites:
        _check_address(site.url, f"site {site.key}: its url")
    for link in corpus.links:
        if link.resolution.status not in _NOWHERE:
            _check_address(link.href, f"link {link.key:.80}: its href")
    posts = tuple(_post(post, pictures) for post in corpus.posts)
    told = tuple(
        Finding.of(Code.ACTIVE_CONTENT.message("corpus"), after.path)
        for before, after in zip(corpus.posts, posts, strict=True)
        if after != before
    )
    return replace(corpus, posts=posts, findings=tuple(map(_finding, corpus.findings))), told


def manifest_of(folder: Path) -> Manifest:
    """Return the manifest beside a corpus, an empty one without a file. Raise ManifestError, OSError."""
    try:
        return decode_manifest((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest()


def ledgers_of(
    corpus: Corpus, made: Manifest, folder: Path, options: Options
) -> tuple[LedgerFiles, LedgerFiles]:
    """Return where the ledgers of a set lie, and where those lay that are gone.

    A user's `--ledger` holds all sites. One that the manifest names is only used where it is there, so
    that none is made in a place that a file says.
    """
    if options.ledger:
        files = {site.key: options.ledger for site in corpus.sites}
        return LedgerFiles(files, named=True), LedgerFiles({})
    files = {
        site.key: folder / made.ledgers[site.key]
        for site in corpus.sites
        if site.key in made.ledgers
    }
    there = {key: path for key, path in files.items() if os.path.lexists(path)}
    gone = {key: path for key, path in files.items() if key not in there}
    return LedgerFiles(there), LedgerFiles(gone)


def absent(gone: LedgerFiles) -> Iterator[Finding]:
    """Yield a finding for each ledger that a manifest names and that is not there."""
    for key, path in sorted(gone.files.items()):
        yield Finding.of(Code.MISSING_LEDGER.message(site=key), as_named(path))


def strange(places: LedgerFiles, loaded: Loaded) -> Iterator[Finding]:
    """Yield a finding for each ledger that a manifest names and that holds no cards of its site."""
    for key in sorted(loaded.others.keys() - loaded.known.sites.keys()):
        if not places.named:
            yield Finding.of(
                Code.BAD_LEDGER.message("strange", site=key), as_named(places.files[key])
            )


def check_references(corpus: Corpus) -> None:
    """Raise DecodeError where a post, a question or a link is named that the corpus does not hold."""
    _check_unique((site.key for site in corpus.sites), "site")
    _check_unique((post.ref for post in corpus.posts), "post")
    _check_unique((link.key for link in corpus.links), "link")
    sites = {site.key for site in corpus.sites}
    for post in corpus.posts:
        _expect(post.site in sites, f"post {post.ref}: its site {post.site} is not in the corpus")
        for items in (post.questions, post.terms):
            counted = [item.ordinal for item in items] == [*range(1, len(items) + 1)]
            _expect(counted, f"post {post.ref}: its ordinals do not count from 1")
        for term in post.terms:
            asked = term.question is None or 1 <= term.question <= len(post.questions)
            _expect(asked, f"post {post.ref}: term {term.ordinal} names no question of the post")
    asked_in = {post.ref: len(post.questions) for post in corpus.posts}
    for link in corpus.links:
        _check_link(link, asked_in)


def _check_link(link: Link, asked_in: dict[str, int]) -> None:
    shown = f"link {link.key:.80}"
    for ref in (*link.resolution.posts, *(place.post for place in link.occurrences)):
        _expect(ref in asked_in, f"{shown}: the post {ref} is not in the corpus")
    most = max((asked_in[ref] for ref in link.resolution.posts), default=0)
    for place in link.occurrences:
        here = place.question is None or 1 <= place.question <= asked_in[place.post]
        there = place.target_question is None or 1 <= place.target_question <= most
        _expect(here and there, f"{shown}: it names a question that is not in the corpus")


def _post(post: Post, pictures: Path) -> Post:
    """Return a post with its HTML sanitised. Raise DecodeError, OSError."""
    _check_address(post.permalink, f"post {post.ref}: its permalink")
    names = set[str]()
    for picture in post.pictures:
        if picture.file is not None:
            file = pictures / picture.file
            inside = file.is_file() and real(file).parent == real(pictures)
            found = inspect(file) if inside else None
            if isinstance(found, Unusable) and found.kind == "unreadable":
                raise OSError(errno.EIO, found.reason, str(file))
            same = (
                isinstance(found, PictureFile)
                and found.media_type == picture.media_type
                # a drawing is one that we cleaned
                and (isinstance(found.source, Path) or found.source == file.read_bytes())
            )
            _expect(same, f"post {post.ref}: {picture.file} is no picture in {pictures}")
            names.add(picture.file)

    def text(value: Text) -> Text:
        html = _canonical(value.html)
        for image in _IMAGE.findall(html):
            name = _SOURCE.search(image)
            _expect(
                name is not None and name[1] in names,
                f"post {post.ref}: {image:.100}: no such picture",
            )
        return value if html == value.html else replace(value, html=html)

    def question(item: Question) -> Question:
        return replace(item, prompt=text(item.prompt), answer=text(item.answer))

    def term(item: Term) -> Term:
        return replace(item, definition=text(item.definition))

    return replace(
        post, questions=tuple(map(question, post.questions)), terms=tuple(map(term, post.terms))
    )


def _finding(finding: Finding) -> Finding:
    """Return a finding with what its translation needs, if a wording of ours says it."""
    return replace(finding, said=finding.code.read(finding.message, finding.hint))


def _canonical(html: str) -> str:
    """Return canonical HTML as it is, other HTML sanitised."""
    clean = sanitise(html, lambda address: address, own=True)
    clean = _FORMULA.sub(_formula, _NO_FORMULA.sub("<span>", clean))
    same = unescape(clean) == unescape(html)  # entities may be written in more than one way
    return html if same and all(clean.count(sign) == html.count(sign) for sign in "<>") else clean


def _formula(match: re.Match[str]) -> str:
    """Return a formula as it is, or as code where MathJax may not have it."""
    refused = refusal(for_mathjax(unescape(match[1])))
    return f"<code>{match[1]}</code>" if refused else match[0]


def _check_address(address: str | None, what: str) -> None:
    _expect(not address or bool(followed(address)), f"{what} is not of the web: {address!r:.80}")


def _check_unique(names: Iterable[str], what: str) -> None:
    seen = set[str]()
    for name in names:
        _expect(name not in seen, f"{what} {name:.80} is there twice")
        seen.add(name)


def _expect(condition: bool, message: str) -> None:
    if not condition:
        raise DecodeError(message)
