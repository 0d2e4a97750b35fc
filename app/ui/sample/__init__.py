"""The workspace "Sample": annealed Langevin dynamics, live."""
