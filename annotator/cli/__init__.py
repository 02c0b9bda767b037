"""The command line: parse, call one function, print. Every module declares some commands of one group."""

from annotator.cli import (
    exporting,
    honesty,
    importing,
    leading,
    lexicon,
    models,
    projects,
    suggesting,
    training,
)
from annotator.cli.group import main

__all__ = [
    "exporting",
    "honesty",
    "importing",
    "leading",
    "lexicon",
    "main",
    "models",
    "projects",
    "suggesting",
    "training",
]
