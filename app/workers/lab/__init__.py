"""The threads of the 2-D laboratory."""
