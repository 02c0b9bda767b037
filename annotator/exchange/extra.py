"""The packages of the extra `formats`, imported when a format is asked for and not before."""

from importlib import import_module
from typing import Any

from annotator import errors


def needed(module: str, *, format: str, package: str = "") -> Any:  # noqa: A002 - the command line's word
    """Return a module of a package that the base install lacks; raises FormatNotInstalled.

    `package` is what the package is called where that is not the name of its module.
    """
    try:
        return import_module(module)
    except ImportError as error:
        named = package or module.partition(".")[0]
        raise errors.FormatNotInstalled(format=format, package=named) from error
