"""Training a network on pictures while one watches, and goes on working beside it."""
