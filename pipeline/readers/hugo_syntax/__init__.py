"""How Hugo's posts are written, on its sites and in folders of posts taken from them: front matter, and
shortcodes, those of Hugo and the usual ones of themes.
"""

from .front_matter import in_lower_case, split
from .prepare import post_address, prepare
from .shortcodes import fence, shortcodes

__all__ = ["fence", "in_lower_case", "post_address", "prepare", "shortcodes", "split"]
