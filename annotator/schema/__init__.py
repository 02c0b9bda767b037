"""A project's labels: names, colours, keys, guideline, nesting and clitic rules, with their version.

A schema is read from TOML (a preset or a person's own file) or from the JSON that a project keeps,
checked wholly before anything sees it, and frozen from then on. What an annotator may do with it is
`labelling`'s to say.

    values    Schema Label Sublabel Names, and dump
    table     one table of a file, read value by value
    reading   parse: every check
    files     load, presets
    maps      load_map, counterpart: from one preset's labels to another's
"""

from annotator.schema.files import DEFAULT, load, presets
from annotator.schema.maps import LabelMap, counterpart, load_map, map_names
from annotator.schema.reading import parse
from annotator.schema.values import (
    FORMAT,
    KEYS,
    Clitics,
    Label,
    Names,
    Schema,
    Sublabel,
    dump,
    plain_example,
)

__all__ = [
    "DEFAULT",
    "FORMAT",
    "KEYS",
    "Clitics",
    "Label",
    "LabelMap",
    "Names",
    "Schema",
    "Sublabel",
    "counterpart",
    "dump",
    "load",
    "load_map",
    "map_names",
    "parse",
    "plain_example",
    "presets",
]
