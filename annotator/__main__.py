"""Runs the command line as `python -m annotator`, or in a frozen program one of its own workers."""

import sys

if sys.argv[1:2] == ["--camel-worker"]:  # suggest.camel.worker.ARGUMENT, which costs nothing to name here
    from annotator.suggest.camel.worker import main as work

    sys.exit(work())

from annotator.cli import main

main(prog_name="annotator")
