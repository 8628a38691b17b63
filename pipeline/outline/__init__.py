"""A post as an outline: every line that could be a prompt is a node.

`walk` goes through the blocks and opens nodes (`prompts` reads a line), `nesting` makes a forest of them,
and `facts` notes what each says of itself and of what stands below it, by the words of `words/`. Which
nodes are taken as prompts is `questions/`'.
"""
