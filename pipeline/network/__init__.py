"""How other servers are asked: politely, within limits, and never those of a private network.

`http_client` sends one request, `asker` many: with turns, tries and redirects. No build uses this: an
answer depends on the day.
"""
