"""What the office keeps of one person, and what that person may ask for (PDPA)."""
