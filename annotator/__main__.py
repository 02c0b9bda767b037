"""Runs the command line as `python -m annotator`, or in a frozen program one of its own workers."""

import sys

if sys.argv[1:2] == ["--camel-worker"]:  # suggest.camel.worker.ARGUMENT, which costs nothing to name here
    from annotator.suggest.camel.worker import main as work

    sys.exit(work())

if sys.argv[1:2] == ["--paper-worker"]:  # exchange.papers.aside.ARGUMENT
    from annotator.exchange.papers.taking_apart import main as take_apart

    sys.exit(take_apart())

from annotator.cli import main

if __name__ == "__main__":
    main(prog_name="annotator")
