"""The command line: parse, call one function, print. Every module declares some commands of one group."""

from annotator.cli import (
    about,
    adjudicating,
    agreement,
    exporting,
    honesty,
    importing,
    lexicon,
    models,
    notes,
    projects,
    stats,
    suggesting,
    training,
)
from annotator.cli.group import main

__all__ = [
    "about",
    "adjudicating",
    "agreement",
    "exporting",
    "honesty",
    "importing",
    "lexicon",
    "main",
    "models",
    "notes",
    "projects",
    "stats",
    "suggesting",
    "training",
]
