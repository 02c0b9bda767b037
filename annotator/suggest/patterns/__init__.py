"""The rules: a module for each family of names, and the source `patterns` that runs them all."""
