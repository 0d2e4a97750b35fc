"""Observable state: what the window shows. QtCore and QtGui only; setters compare, then tell."""
