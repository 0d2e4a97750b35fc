"""Score matching: losses, the moving average of the weights, and the training loop for pictures."""
