"""Stories about what is said: the greeting, the form, and whatever nobody asked for."""
