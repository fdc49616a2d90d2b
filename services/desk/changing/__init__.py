"""Changing the office while the desk runs: its data, its words, its services.

What stands in files is where an office begins; what somebody changed in the console lies over it.
"""
