"""What is kept of one person: asked for, copied, erased, merged."""
