"""Posts that are left out by choice, taken out of a corpus that was made with them.

They are read all the same: links, series and common ends are what they are in the whole blog, so that no
card changes because of what else is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from ..files import as_named
from ..findings import Code, Finding
from ..ir import AnchorText, Corpus, Link, Post, Question, Text
from .sources import SourcesRead

_NOTHING = Text("", "", "")


def narrowed(corpus: Corpus, reading: SourcesRead) -> Corpus:
    """Return a corpus without the posts that were left out by choice, and with a finding on each blog
    that says how many these are.
    """
    excluded = {ref for ref, code in reading.left_out.items() if code is Code.EXCLUDED}
    if not excluded:
        return corpus
    posts = tuple(post for post in corpus.posts if (post.site, post.key) not in excluded)
    refs = {post.ref for post in posts}
    links = tuple(kept for link in corpus.links if (kept := _narrowed(link, refs)))
    aimed_at = {ref for link in links for ref in link.resolution.posts}
    others = (post for post in corpus.posts if post.ref not in refs and post.ref in aimed_at)
    hidden = {
        (as_named(posts.blog.root), path)
        for posts in reading.readers
        for path, key in posts.blog.keys.items()
        if (posts.blog.site.key, key) in excluded
    }
    told = (found for found in corpus.findings if (found.root, found.path) not in hidden)
    return replace(
        corpus,
        posts=posts,
        links=links,
        findings=(
            *told,
            *_counted(reading, excluded),
            *(() if posts else _nothing_left(corpus.posts)),
        ),
        others=tuple(map(_bare, others)),
    )


def _narrowed(link: Link, refs: Collection[str]) -> Link | None:
    """Return a link with its places in these posts, None without any."""
    places = tuple(place for place in link.occurrences if place.post in refs)
    if len(places) == len(link.occurrences):
        return link
    texts = Counter(place.anchor_text for place in places if place.anchor_text)
    return (
        replace(
            link,
            written=tuple(sorted({place.written for place in places})),
            anchor_texts=tuple(
                AnchorText(*text) for text in sorted(texts.items(), key=lambda t: (-t[1], t[0]))
            ),
            occurrences=places,
        )
        if places
        else None
    )


def _bare(post: Post) -> Post:
    """Return a post with no more of its body than prompts."""

    def prompt(question: Question) -> Question:
        return replace(
            question, prompt=replace(_NOTHING, text=question.prompt.text), answer=_NOTHING
        )

    questions = tuple(map(prompt, post.questions))
    return replace(post, questions=questions, terms=(), pictures=(), regions=())


def _nothing_left(posts: Collection[Post]) -> Iterator[Finding]:
    if posts:
        yield Finding.of(Code.NOTHING_FOUND.message("choice", posts=len(posts)))


def _counted(reading: SourcesRead, excluded: Collection[tuple[str, str]]) -> Iterator[Finding]:
    for blog in reading.blogs:
        count = sum((blog.site.key, key) in excluded for key in blog.keys.values())
        if count:
            message = Code.EXCLUDED.message("choice", posts=count)
            yield Finding.of(message, as_named(blog.root))
