"""The pages that the tests of the link page look at."""

from tests.support.link_pages import page_of

__all__ = ["page_of"]
