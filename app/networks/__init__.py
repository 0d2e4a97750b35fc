"""Score networks, one file an architecture, and the wrapper that makes each a ``ScoreModel``."""
