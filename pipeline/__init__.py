"""postdeck: blog posts of numbered questions in, an Anki deck out.

Data flows one way, and imports go the same way: read → parse → normalise → identify → IR → emit →
publish. `docs/architecture.md` draws it.
"""

__version__ = "0.1.0"
