"""One test file for each e-service: what begins it, what it asks whom, what it decides."""
