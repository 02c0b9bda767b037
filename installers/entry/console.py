"""The program `annotator`: the command line, or one of the workers that either program starts."""

import annotator.__main__  # noqa: F401 - ends the process where that was asked to be a worker
from annotator.cli import main

main(prog_name="annotator")
