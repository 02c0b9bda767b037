"""Reads what was exported, to prove it: parsers that share no code with any writer or reader.

`documents` has what they give, `parsers` finds them by the name of a format, and each other module has those
of one family. They know the formats from their descriptions in `docs/` alone, and refuse what does not fit.
"""
