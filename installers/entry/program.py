"""Both programs: started as `annotator-gui` it is the window, else the command line or a worker of either.

What they are made of is in the folder once. On Linux the one is a link to the other; where a program is made
with a console or without, there are two, alike inside.
"""

import os
import sys
from multiprocessing import freeze_support
from os.path import normcase
from pathlib import Path


def run() -> int:
    """Run what the name of the program says; return the exit code."""
    freeze_support()
    _keep_libraries_to_itself()
    if normcase(Path(sys.argv[0]).stem) == "annotator-gui":  # on Windows capitals are the same
        from annotator.windowed import main as show

        return show()
    import annotator.__main__  # ends the process where that is to be a worker  # noqa: F401
    from annotator.cli import main as command

    command(prog_name="annotator")
    return 0


def _keep_libraries_to_itself() -> None:
    """Give programs that this one opens, such as a file manager, the environment that it was given itself.

    They would load our libraries in the place of the system's. The loader and Qt have read what they need of
    it; without PyInstaller's marks, this very program sets it anew where it is started a second time.
    """
    if sys.platform != "linux":
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    for name in list(os.environ):
        if name.startswith("_PYI_") or name in {"QT_PLUGIN_PATH", "QML2_IMPORT_PATH"}:
            del os.environ[name]


sys.exit(run())
