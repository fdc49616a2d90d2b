"""Services an office puts together itself."""
