"""Tests of the web forms of the services."""
