"""The audit log as a chain: each entry seals everything before it, so that no past can be redone.

Entries are written by the transactions they tell about. A moment after the commit they get their
number and their seal, one transaction at a time. Who changes, removes, adds or moves an entry
afterwards is found by walking the chain: `sala verify-log`.
"""
