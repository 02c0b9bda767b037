"""Annotator: labels Arabic security news, right to left, with every decision on disk."""

__version__ = "0.1.0"
