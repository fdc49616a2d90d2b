"""The desk: every use case on SQLite and on PostgreSQL."""
