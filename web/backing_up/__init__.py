"""Backups: the whole desk in one file, and a desk out of one."""
