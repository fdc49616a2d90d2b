"""What the office gives in writing: facts of a case become a sheet, and the sheet becomes a PDF."""
