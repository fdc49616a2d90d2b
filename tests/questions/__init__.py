"""The kinds of question, one file for each family."""
