"""Where the links of all posts lead, what they are for, and what is wrong in them.

    targets = LinkTargets(Directory(…), sites, named)   # what an address means
    places = place(posts, targets)                      # every link, with its target and role
    links = index(places)                               # every target once
    findings = link_findings(posts, places, …)                 # what an author wants to hear

Only `directory` looks at the files of a blog, where an address leads to none of its posts.
"""

from .broken_fragments import fragment_findings
from .directory import Directory
from .findings import Home, link_findings, post_findings
from .index import index, place
from .targets import LinkTargets

__all__ = [
    "Directory",
    "Home",
    "LinkTargets",
    "fragment_findings",
    "index",
    "link_findings",
    "place",
    "post_findings",
]  # fmt: skip
