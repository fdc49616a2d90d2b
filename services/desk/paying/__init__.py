"""Paying: what is due for a case, what came in, and the receipt. Every amount is whole satang."""
