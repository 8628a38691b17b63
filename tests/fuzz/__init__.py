"""Fuzzing: mutated posts and files, given to one part of the program each, and what must hold of any.

`TARGETS` has them by name. `python -m tests.fuzz.run` tries them for as long as one likes.
"""
