"""HTML from posts made safe, and one way to rewrite it.

Canonical HTML is what `sanitise` returns: well-formed, only allowed tags, written as `canonical` says.
Every emitter starts from it. Pictures, links, formulas and code are changed through `rewrite`; what needs
no parser may be changed by expressions on the written form.
"""

from pipeline.html.raw import guard
from pipeline.html.rewrite import rewrite
from pipeline.html.sanitise import sanitise
from pipeline.html.text import text_of

__all__ = ["guard", "rewrite", "sanitise", "text_of"]
