"""Brings documents and labels in, and training data out: one module a format."""
