"""What a build says while it works, and the programs that it runs: all that they say but what frightens."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

# Lines that tell of nothing wrong, whole, so that no other is kept back with them.
_HARMLESS: Final = (
    re.compile(r"\d+ INFO: (PyInstaller|Python|Platform|Python environment): .*"),
    # Python's own `ctypes` names it for Windows alone.
    re.compile(r"\d+ WARNING: Library user32 required via ctypes not found"),
    # trafilatura asks for an older lxml's extra; lxml_html_clean is what it was, and is pinned.
    re.compile(r"WARNING: lxml \S+ does not provide the extra 'html[-_]clean'"),
)


def begin(step: str) -> None:
    """Say what is done now; what takes minutes says so."""
    print(f"{step} ...", flush=True)


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> None:
    """Run a program to its end; what it says on standard error is passed on line by line.

    Raises CalledProcessError where it fails, and OSError where it is not there.
    """
    with subprocess.Popen(
        command, cwd=cwd, env=env, stderr=subprocess.PIPE, encoding="utf-8", errors="backslashreplace"
    ) as process:
        for line in process.stderr or ():
            if not any(known.fullmatch(line.rstrip()) for known in _HARMLESS):
                sys.stderr.write(line)
                sys.stderr.flush()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
