"""The command line that all packers of a frozen folder share; installers/build.py calls them by it."""

import argparse
from pathlib import Path


def asking(what: str | None, *, into: str = "dist") -> argparse.ArgumentParser:
    """Return what reads the frozen folder, and the folder that the packed one goes into."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("frozen", type=Path)
    parser.add_argument("--into", type=Path, default=Path(into))
    return parser


def asking_for_package(what: str | None) -> argparse.ArgumentParser:
    """Return the same with what a compressed package for Linux is asked besides."""
    parser = asking(what)
    parser.add_argument("--version", help="another number than the program's own, to try an upgrade")
    parser.add_argument("--quick", action="store_true", help="compress in seconds, less well")
    return parser
