"""Who may open which door, and how staff come in."""
