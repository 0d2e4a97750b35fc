"""Painting the pictures of the 2-D laboratory."""
