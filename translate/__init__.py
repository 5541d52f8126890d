"""Polish to English translation that keeps names right."""

__version__ = "0.1.0"
