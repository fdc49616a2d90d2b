"""Tests of the confidential channel."""
