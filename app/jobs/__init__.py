"""What a run, a filling, a film, an opening, a training does, whole and typed: threads and commands call the same functions."""
