"""Reckoning: taxes, allowances and dates worked out from dated data. Pure, and all in Decimal."""
