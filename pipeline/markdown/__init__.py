"""The mechanism that every reader uses: front matter, blocks with their lines, math, tag plugins."""
