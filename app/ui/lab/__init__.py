"""The workspace "2-D lab": densities of the plane, their scores, networks that learn them, particles that follow."""
