"""The audit log: its chain, what stands in it, and reading it."""
