"""A folder that looks frozen: one real library, and scripts in the place of the programs."""

import json
import shutil
from pathlib import Path

import numpy.fft

from annotator.edition import FILE, Flavour

# Of NumPy's wheel: needs libstdc++ and the C library, and nothing else.
LIBRARY = next(Path(numpy.fft.__file__).parent.glob("_pocketfft_umath*.so"))
_PROGRAM = '#!/bin/sh\necho "$(basename "$(readlink -f "$0")") $*"\n'


def stand_in(folder: Path, *, flavour: Flavour = Flavour.STANDARD, version: str = "1.2.3") -> Path:
    """Make the folder, of a build of 22 November 2026; its files bear the time of now."""
    inside = folder / "_internal"
    (inside / "annotator").mkdir(parents=True)
    for name in ("annotator", "annotator-gui"):
        (folder / name).write_text(_PROGRAM, encoding="utf-8")
        (folder / name).chmod(0o700)
    edition = {"version": version, "build": "0d87a1c 2026-11-22", "flavour": str(flavour)}
    (inside / "annotator" / FILE).write_text(json.dumps(edition), encoding="utf-8")
    shutil.copyfile(LIBRARY, inside / "lib_one.so.1")
    (inside / "lib_one.so.1").chmod(0o600)
    (inside / "lib_link.so").symlink_to("lib_one.so.1")
    return folder
