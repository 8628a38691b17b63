"""A post as an outline, and the ways in which it can be read.

Every line that could be a prompt is a node of the outline (`walk`, `nesting`), with what it says of
itself and of what stands below it (`facts`). A reading (`readings`) takes nothing, the title, or one to
three classes of nodes that are written alike. Signs (`signs`) speak for and against it; they are weighed
by weights that `tools/fit.py` fits to labelled posts, and the reading is taken that is expected to be
right most often (`choice`). Where its answers begin and end is `extents`'; `selection` and `naming` are
the names of readings.

The program does not read by it yet: `make accuracy` measures it beside `questions`, which it will replace.
"""
