"""News by choice: who wants to hear what, where and since when, and who a message goes to."""
