"""What an author does to posts, at random: for the law of edits."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.ledger.cards import comparable
from tests.laws import editor as text
from tests.laws.editor import Edit, Piece, Post, Site, Term

TRIES = 30  # to find an edit that is possible
LIGHT, HEAVY = 1, 3
MOST = 3  # edits of a card before a build


@dataclass(slots=True)
class Editor:
    """Edits a site at random, but between two builds no card beyond recognition: a card whose
    prompt and answer are both written anew cannot be known to be the same one.
    """

    site: Site
    rng: random.Random
    build: int
    edited: Counter[int] = field(default_factory=Counter)
    done: list[str] = field(default_factory=list)

    def edits(self) -> list[Edit]:
        return [
            self.prompt_typo, self.prompt_typo, self.prompt_extended, self.prompt_synonym,
            self.prompt_reworded, self.answer_typo, self.answer_longer, self.answer_half_rewritten,
            self.inserted, self.inserted_like_another, self.replaced_by_one_alike, self.deleted,
            self.restored, self.restored, self.swapped, self.moved, self.post_renamed,
            self.post_renamed_and_prompt_edited, self.post_split, self.posts_merged, self.renumbered,
            self.head_edited, self.term_corrected, self.definition_edited, self.term_moved,
            self.term_inserted, self.term_deleted,
        ]  # fmt: skip

    def edit(self) -> None:
        """Make one edit that is possible."""
        for _ in range(TRIES):
            edit = self.rng.choice(self.edits())
            if edit():
                self.done.append(edit.__name__)
                return

    def post(self, least: int = 1) -> Post | None:
        posts = [post for post in self.site.posts if len(post.pieces) >= least]
        return self.rng.choice(posts) if posts else None

    def piece(self) -> Piece:
        """Return a question: often one that was edited already, as an author goes on with it."""
        pieces = [piece for post in self.site.posts for piece in post.pieces]
        begun = [piece for piece in pieces if 0 < self.edited[piece.uid] < MOST]
        return self.rng.choice(begun if begun and self.rng.random() < 0.5 else pieces)

    def new_path(self, post: Post) -> str:
        day = re.match(r"\d{4}-\d\d-\d\d-", Path(post.path).name)
        name = f"{day[0] if day else ''}{self.rng.choice(text.NAMES)}-{self.rng.randrange(10**6)}"
        return str(Path(post.path).with_name(name + ".md"))

    # Words

    def says(self, uid: int, words: str) -> bool:
        """Whether a card may have these words: no other has or had them."""
        return bool(words.strip()) and self.site.said.setdefault(comparable(words), uid) == uid

    def may(self, uid: int, weight: int = LIGHT) -> bool:
        """Whether a card may be edited once more."""
        return self.edited[uid] + weight <= MOST

    def ask(self, prompt: str, piece: Piece, weight: int = LIGHT) -> bool:
        same = prompt == piece.prompt
        if same or not self.may(piece.uid, weight) or not self.says(piece.uid, prompt):
            return False
        piece.prompt = prompt
        self.edited[piece.uid] += weight
        return True

    def prompt_typo(self) -> bool:
        piece = self.piece()
        return self.ask(text.typo(piece.prompt, self.rng), piece)

    def prompt_extended(self) -> bool:
        piece = self.piece()
        if self.rng.random() < 0.5:
            return self.ask(self.rng.choice(text.BEFORE) + piece.prompt, piece)
        return self.ask(text.ended(piece.prompt, self.rng.choice(text.AFTER)), piece)

    def prompt_synonym(self) -> bool:
        piece = self.piece()
        found = [pair for pair in text.SYNONYMS if pair[0] in piece.prompt]
        return bool(found) and self.ask(piece.prompt.replace(*self.rng.choice(found)), piece)

    def prompt_reworded(self) -> bool:
        piece = self.piece()
        form = self.rng.choice(text.REWORDED).format(*self.rng.sample(text.WORDS, 2))
        return not piece.stub and self.ask(form, piece, HEAVY)

    def answer_lines(self, weight: int = LIGHT) -> tuple[Piece, list[str], list[int]]:
        piece = self.piece()
        lines = piece.before if len(text.plain_lines(piece.before)) else piece.after
        return piece, lines, text.plain_lines(lines) if self.may(piece.uid, weight) else []

    def answer_typo(self) -> bool:
        return self.answer_line(lambda line: text.typo(line, self.rng))

    def answer_longer(self) -> bool:
        return self.answer_line(lambda line: text.ended(line, text.sentence(self.rng)))

    def answer_line(self, edit: Callable[[str], str]) -> bool:
        piece, lines, plain = self.answer_lines()
        if plain:
            at = self.rng.choice(plain)
            lines[at] = edit(lines[at])
            self.edited[piece.uid] += LIGHT
        return bool(plain)

    def answer_half_rewritten(self) -> bool:
        piece, lines, plain = self.answer_lines(HEAVY)
        whole = sum(len(lines[n]) for n in plain)
        self.rng.shuffle(plain)
        left = whole / 2
        for n in plain:
            if left > 0:
                left -= len(lines[n])
                lines[n] = text.rewritten(lines[n], self.rng, 0.5 if len(plain) == 1 else 1)
        if plain:
            self.edited[piece.uid] += HEAVY
        return bool(plain)

    # Questions

    def new_piece(self, prompt: str) -> Piece | None:
        uid = self.site.uid()
        paragraphs = [
            "".join(text.sentence(self.rng) for _ in range(self.rng.randint(1, 3)))
            for _ in range(self.rng.randint(1, 3))
        ]
        before = ["", *(line for paragraph in paragraphs for line in (paragraph, ""))]
        self.edited[uid] = MOST
        return Piece(uid, prompt, before) if self.says(uid, prompt) else None

    def put(self, piece: Piece | None, post: Post | None = None, at: int | None = None) -> bool:
        post = post or self.post()
        if piece is None or post is None:
            return False
        post.pieces.insert(self.rng.randint(0, len(post.pieces)) if at is None else at, piece)
        return True

    def inserted(self) -> bool:
        form = self.rng.choice(text.FORMS).format(*self.rng.sample(text.WORDS, 2))
        return self.put(self.new_piece(form))

    def inserted_like_another(self) -> bool:
        post = self.rng.choice(self.site.posts)
        at = self.rng.randrange(len(post.pieces))
        made = self.new_piece(text.like(post.pieces[at].prompt, self.rng))
        return self.put(made, post, at + self.rng.randint(0, 1))

    def replaced_by_one_alike(self) -> bool:
        post = self.rng.choice(self.site.posts)
        at = self.rng.randrange(len(post.pieces))
        old = post.pieces[at]
        made = (
            None
            if self.edited[old.uid] == MOST
            else self.new_piece(text.like(old.prompt, self.rng))
        )
        if made is None:
            return False
        self.site.gone.append((self.build, old, post.path))
        post.pieces[at] = made
        return True

    def deleted(self) -> bool:
        post = self.post(least=4)
        if post is None:
            return False
        piece = post.pieces.pop(self.rng.randrange(len(post.pieces)))
        self.site.gone.append((self.build, piece, post.path))
        return True

    def restored(self) -> bool:
        before = [n for n, (build, _, _) in enumerate(self.site.gone) if build < self.build]
        if not before:
            return False
        _, piece, path = self.site.gone.pop(self.rng.choice(before))
        self.edited[piece.uid] = MOST
        return self.put(piece, next((p for p in self.site.posts if p.path == path), None))

    def swapped(self) -> bool:
        post = self.post(least=2)
        if post is None:
            return False
        i, j = self.rng.sample(range(len(post.pieces)), 2)
        post.pieces[i], post.pieces[j] = post.pieces[j], post.pieces[i]
        return True

    def moved(self) -> bool:
        piece = self.piece()
        post = next(post for post in self.site.posts if piece in post.pieces)
        others = [other for other in self.site.posts if other is not post]
        if len(post.pieces) < 4 or not others:
            return False
        post.pieces.remove(piece)
        return self.put(piece, self.rng.choice(others))

    # Posts

    def post_renamed(self) -> bool:
        post = self.rng.choice(self.site.posts)
        post.path = self.new_path(post)
        return True

    def post_renamed_and_prompt_edited(self) -> bool:
        post = self.rng.choice(self.site.posts)
        piece = self.rng.choice(post.pieces)
        if not self.ask(text.typo(piece.prompt, self.rng), piece):
            return False
        post.path = self.new_path(post)
        return True

    def post_split(self) -> bool:
        post = self.post(least=6)
        if post is None:
            return False
        at = self.rng.randint(3, len(post.pieces) - 3)
        head = [line for line in post.head if not line.startswith("abbrlink")]
        head = [_titled(line, "（下）") for line in head]
        rest = replace(post, path=self.new_path(post), head=head, pieces=post.pieces[at:])
        post.pieces = post.pieces[:at]
        self.site.posts.append(rest)
        return True

    def posts_merged(self) -> bool:
        if len(self.site.posts) < 2:
            return False
        one, other = self.rng.sample(self.site.posts, 2)
        one.pieces += other.pieces
        self.site.posts.remove(other)
        return True

    def renumbered(self) -> bool:
        post = self.rng.choice(self.site.posts)
        post.first = 1 - post.first
        return True

    def head_edited(self) -> bool:
        post = self.rng.choice(self.site.posts)
        words = "".join(self.rng.sample(text.WORDS, 2))
        name = self.rng.choice(["title", "date", "tags:"])
        for n, line in enumerate(post.head):
            if line.startswith(name):
                post.head[n] = {
                    "title": _titled(line, f" {words}"),
                    "date": "date: 2025-10-11 12:13:14",
                    "tags:": f"keywords: {words}\n{line}",
                }[name]
        post.head = "\n".join(post.head).split("\n")
        return True

    # Glossaries

    def glossary(self) -> list[Term]:
        found = [p.terms for post in self.site.posts for p in post.pieces if p.terms]
        return self.rng.choice(found) if found else []

    def term(self) -> Term | None:
        terms = [term for term in self.glossary() if self.may(term.uid)]
        begun = [term for term in terms if self.edited[term.uid]]
        return self.rng.choice(begun or terms) if terms else None

    def term_corrected(self) -> bool:
        term = self.term()
        if term is None:
            return False
        name = text.typo(term.name, self.rng)
        if name == term.name or not self.says(-term.uid, name):
            return False
        term.line = term.line.replace(term.name, name, 1)
        self.edited[term.uid] += LIGHT
        return True

    def definition_edited(self) -> bool:
        term = self.term()
        if term is None:
            return False
        term.line = text.ended(term.line, text.sentence(self.rng))
        self.edited[term.uid] += LIGHT
        return True

    def term_moved(self) -> bool:
        terms = self.glossary()
        if len(terms) > 1:
            term = terms.pop(self.rng.randrange(len(terms)))
            terms.insert(self.rng.randint(0, len(terms)), term)
        return len(terms) > 1

    def term_inserted(self) -> bool:
        terms = self.glossary()
        name = "".join(self.rng.sample(text.WORDS, 2))
        uid = self.site.uid()
        if not terms or not self.says(-uid, name):
            return False
        self.edited[uid] = MOST
        line = f"* {name}：{text.sentence(self.rng)}"
        terms.insert(self.rng.randint(0, len(terms)), Term(uid, line))
        return True

    def term_deleted(self) -> bool:
        terms = self.glossary()
        if len(terms) > 12:
            terms.pop(self.rng.randrange(len(terms)))
        return len(terms) > 12


def _titled(line: str, more: str) -> str:
    quoted = line.endswith(("'", '"'))
    return text.ended(line, more) if line.startswith("title") and not quoted else line
