"""HTML from posts made safe, and one way to rewrite it.

Canonical HTML is what `sanitise` returns: well-formed, only allowed tags, written as `canonical` says.
Every emitter starts from it. Pictures, links, formulas and code are changed through `rewrite`; what needs
no parser may be changed by expressions on the written form.
"""

from .raw import guard
from .rewrite import rewrite
from .sanitise import sanitise
from .text import text_of

__all__ = ["guard", "rewrite", "sanitise", "text_of"]
