"""What links tell: the identity of addresses, the graph of a corpus, and what its cards and sheets cite.

Where each link leads is found in `resolve/`; here everything is a function of a finished corpus.
"""
