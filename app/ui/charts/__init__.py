"""The one chart of the window: described by :class:`Chart`, shown in rows by :class:`Charts`, drawn by pyqtgraph."""
