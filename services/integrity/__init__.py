"""The confidential channel: it knows nothing of the desk, and the desk nothing of it."""
