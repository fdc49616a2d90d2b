"""Tests, laid out like the code; `stories` end to end, `simulator` the messengers."""
