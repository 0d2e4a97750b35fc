"""The 2-D laboratory: densities with exact scores, their score network, particles. No Qt."""
