"""The lessons beside the workspaces."""
