"""The window. Never imports torch, nor anything built on it."""
