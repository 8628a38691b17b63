"""A product each: a corpus in, files into the staging area out. Emitters never see each other."""
