"""QPainter on QImage: what the window and the headless commands draw."""
