"""Markdown as every kind of blog reads it: blocks with their lines, formulas, tags, rendered pieces."""
