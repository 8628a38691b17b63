"""Links: where they stand in a post (`extract`), where they lead (`resolve/`), if they work (`check/`).

Beside these, what is read off a finished corpus: its graph, and what cards and sheets cite. `identity` says
which addresses are one.
"""
