"""Services an office puts together itself, as data: read, built into a `Service`, and checked."""
