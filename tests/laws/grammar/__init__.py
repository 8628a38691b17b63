"""A grammar of posts: prompts, numbers, answers, markers, groups, intros and footers, in tables.

Structure is drawn by hypothesis; words are made up by a seeded generator and never repeat, so that
no list of words can distinguish prompts from points, and each line of a post has its own origin.
Real words stand only where they are the notation itself: 答案, 前言, 参考, thanks, copyright.
"""

from __future__ import annotations

from tests.laws.grammar.answers import BLOCKS
from tests.laws.grammar.frames import FOOTERS, INTROS
from tests.laws.grammar.posts import OUTLINES, Asked, Post, posts, tutorials
from tests.laws.grammar.prompts import STYLES
from tests.laws.grammar.words import Words

__all__ = [
    "BLOCKS",
    "FOOTERS",
    "INTROS",
    "OUTLINES",
    "STYLES",
    "Asked",
    "Post",
    "Words",
    "posts",
    "tutorials",
]
