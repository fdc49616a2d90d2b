"""The pages of those who read reports: a world of their own, apart from the console."""
