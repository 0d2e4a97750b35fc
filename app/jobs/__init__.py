"""What a run, a filling, a film, an opening, a training does, whole and typed: for threads and commands alike."""
