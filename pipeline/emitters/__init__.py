"""One package for each product: it makes files of a corpus. Emitters never import each other."""
