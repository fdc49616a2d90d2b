"""The interface for machines under `/api/v1`: what the pages and the console do, as JSON."""
