"""The checkpoint files of the public code bases: how each is recognised, checked and read. Nothing in them is run."""
