"""Disputes between annotators, rulings on them, and the gold that comes of it."""
