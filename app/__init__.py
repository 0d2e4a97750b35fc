"""score-explorer: see and touch score-based generative models."""

__version__ = "0.2.0"
