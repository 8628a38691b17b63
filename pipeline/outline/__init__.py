"""A post as an outline: every line that could be a prompt is a node.

`walk` goes through the blocks. A module for each kind of block says which of its lines open a node: `headings`,
`lines` (of a paragraph), `items`, `quotes`, `boxes`, `raw_html` with `folds`, `tables`, `fences`; `prompts` reads
the line itself. `nesting` makes a forest of the nodes, and `facts` notes what each says of itself and of what stands
below it, by the words of `words/`. Which nodes are taken as prompts is `pipeline.questions`'.
"""
