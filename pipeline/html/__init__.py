"""HTML from posts made safe, and one way to rewrite it.

Canonical HTML is what `sanitise` returns: well-formed, double-quoted, only allowed tags, `<` and
`>` escaped in text. Every emitter starts from it and changes it only through `rewrite`.
"""

from pipeline.html.raw import guard
from pipeline.html.rewrite import rewrite
from pipeline.html.sanitise import sanitise
from pipeline.html.text import text_of

__all__ = ["guard", "rewrite", "sanitise", "text_of"]
