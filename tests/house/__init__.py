"""The rules of the house, each checked over the whole project and each shown once to bite."""
