"""Tests of finding cases by words."""
