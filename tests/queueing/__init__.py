"""The queue at the counters."""
