"""Observable state of the 2-D laboratory."""
