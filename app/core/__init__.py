"""The mathematics: noise levels, samplers, noise sources, diagnostics. No Qt, no files."""
