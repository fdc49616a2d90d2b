"""Finding cases by words: what is kept of a case for it, what was asked, and what fits."""
