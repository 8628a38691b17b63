"""One package for each emitter, which makes files of a corpus. Emitters never import each other."""
