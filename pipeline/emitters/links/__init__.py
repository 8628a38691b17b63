"""The link index: every target of the posts once, with every place that names it."""
