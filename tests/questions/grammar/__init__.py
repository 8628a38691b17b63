"""A grammar of posts: prompts, numbers, answers, markers, groups, intros and footers, in tables.

Structure is drawn by hypothesis; words are made up by a seeded generator and never repeat, so that
no list of words can tell a prompt from a point, and each line of a post has its own origin. Real
words stand only where they are the notation itself: 答案, 前言, 参考, thanks, copyright.
"""

from __future__ import annotations

from tests.questions.grammar.answers import BLOCKS
from tests.questions.grammar.frames import FOOTERS, INTROS
from tests.questions.grammar.posts import OUTLINES, Post, posts, tutorials
from tests.questions.grammar.prompts import STYLES
from tests.questions.grammar.words import Words

__all__ = [
    "BLOCKS",
    "FOOTERS",
    "INTROS",
    "OUTLINES",
    "STYLES",
    "Post",
    "Words",
    "posts",
    "tutorials",
]
