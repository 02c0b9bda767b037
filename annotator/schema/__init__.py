"""A project's labels: names, colours, keys, guideline, nesting and clitic rules, with their version.

A schema is read from TOML (a preset or a person's own file) or from the JSON that a project keeps,
checked wholly before anything sees it, and frozen from then on. What an annotator may do with it is
`labelling`'s to say.

    values    Schema Label Sublabel Names, and dump
    reading   parse: every check
    files     load, presets
"""

from annotator.schema.files import DEFAULT, load, presets
from annotator.schema.reading import parse
from annotator.schema.values import FORMAT, KEYS, Clitics, Label, Names, Schema, Sublabel, dump

__all__ = [
    "DEFAULT",
    "FORMAT",
    "KEYS",
    "Clitics",
    "Label",
    "Names",
    "Schema",
    "Sublabel",
    "dump",
    "load",
    "parse",
    "presets",
]
