"""The desk attacked on purpose: what people type, send and guess to break it."""
