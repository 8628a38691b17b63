"""A post as an outline: every line that could be a prompt is a node.

`walk` goes through the blocks. Which of its lines open a node is said by a module for each kind of block:
`headings`, `lines` (of a paragraph), `items` (of a list), `quotes`, `boxes`, `raw_html` and `folds`,
`tables`, `fences`; `prompts` reads the line itself, with `numbers` and `marks`. `nesting` makes a forest of
the nodes by Markdown and by their numbers (`counting`). `facts` notes what each says of itself and of
what stands below it, by its words (`wording`, `words/`); `promises` what the post says as a whole.

Which nodes are taken as prompts is `questions/`'.
"""
