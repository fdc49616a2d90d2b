"""Tests of notices that climb and of promises that are warned of."""
