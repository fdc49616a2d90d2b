"""Tests of the list of cases in the console."""
