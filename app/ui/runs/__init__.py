"""The one run of every workspace: its session, its controls."""
