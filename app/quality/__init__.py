"""What samples are worth: features, distances between sets of pictures, classes, nearest neighbours."""
