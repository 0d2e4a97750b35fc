"""The workspace "Inpaint": painting a mask, and watching the network fill it."""
