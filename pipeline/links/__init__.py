"""The link index: the identity of URLs, where links lead, what they are for, what is wrong in them.

    places = place(posts, Targets(directory, sites, named))  # every link, with its target and role
    links = index(places)                                    # every target once
    findings = faults(places, …)                             # what an author wants to hear

`graph` reads off a corpus which posts lead to which. Only `directory` looks at the files of a blog, where
an address leads to none of its posts.
"""

from pipeline.links.directory import Directory
from pipeline.links.faults import faults, faults_of_posts
from pipeline.links.index import Place, index, place
from pipeline.links.targets import Targets

__all__ = ["Directory", "Place", "Targets", "faults", "faults_of_posts", "index", "place"]
