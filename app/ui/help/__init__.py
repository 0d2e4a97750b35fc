"""What helps a newcomer: the start page, the tour, and a page about each panel."""
