"""Reproducible measurements: each program prints ratios measured in one run."""
