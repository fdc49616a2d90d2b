"""Paying: codes, bills, slips, bank files, receipts."""
