"""Who opens a page inside a messenger, proved and refused."""
