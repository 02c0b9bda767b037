"""What a build passes on of the programs that it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installers import steps

HARMLESS = [
    "104 INFO: PyInstaller: 6.22.3, contrib hooks: 2026.9",
    "27927 WARNING: Library user32 required via ctypes not found",
    "WARNING: lxml 6.1.3 does not provide the extra 'html-clean'",
]
TELLING = [
    "27927 WARNING: Library libxcb-cursor.so.0 required via ctypes not found",
    "ERROR: No matching distribution found for lxml==6.1.3",
    "WARNING: lxml 6.1.3 does not provide the extra 'html-clean' and this",
]


def run_saying(lines: list[str], *, code: int, folder: Path) -> None:
    script = f"import sys; sys.stderr.write({chr(10).join([*lines, 'the end'])!r}); sys.exit({code})"
    steps.run([sys.executable, "-c", script], cwd=folder, env=dict(os.environ))


def test_only_remarks_that_tell_of_nothing_wrong_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_saying([*HARMLESS, *TELLING], code=0, folder=tmp_path)
    assert capsys.readouterr().err.splitlines() == [*TELLING, "the end"]


def test_what_fails_has_said_why_and_ends_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run_saying(TELLING, code=3, folder=tmp_path)
    assert raised.value.returncode == 3
    assert TELLING[1] in capsys.readouterr().err
