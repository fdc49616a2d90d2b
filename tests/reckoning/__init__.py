"""Tests of the arithmetic of taxes, allowances and dates."""
