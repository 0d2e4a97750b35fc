"""What the 2-D laboratory does: runs of particles, trainings, fields, numbers, films, files."""
