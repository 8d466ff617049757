"""The commands, one module each: ``due.py`` is ``khacphuc due``."""
