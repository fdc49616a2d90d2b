"""Queueing: tickets at the counters, in the order the office publishes."""
