"""Settings of the 2-D laboratory; all frozen and picklable."""
