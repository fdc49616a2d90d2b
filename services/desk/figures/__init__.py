"""The public figures: what was asked of the office, and how it answered, month by month."""
