"""What a lesson is made of: chapters, their steps, and what a step sets up."""
