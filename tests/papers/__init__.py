"""What the office gives in writing."""
