"""Today: what waits for somebody of the office, counted with few queries and never written."""
