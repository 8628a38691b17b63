"""The link index: the identity of URLs, where they lead, what they are for, and what is wrong in them."""

from pipeline.links.index import identity, index, resolve

__all__ = ["identity", "index", "resolve"]
