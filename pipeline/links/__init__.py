"""Links of a corpus: the identity of addresses, the graph, and what cards and sheets cite.

Where each link leads is found in `resolve/`; here everything is a function of a finished corpus.
"""
