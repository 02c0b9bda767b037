"""The command line: parse, call one function, print. Every module declares some commands of one group."""

from annotator.cli import exporting, importing, leading, projects, suggesting
from annotator.cli.group import main

__all__ = ["exporting", "importing", "leading", "main", "projects", "suggesting"]
