"""A minute of `make soak`: the window worked in, closed and opened, by a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_minute_in_the_window_leaves_no_memory_and_no_warning_behind() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/soak.py", "--minutes", "1", "--settle", "0.4", "--limit", "5"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    windows, keys, widgets = map(
        _number, re.findall(r"([\d,]+) windows, ([\d,]+) keys, ([\d,]+) widgets", done.stdout)[-1]
    )
    assert windows >= 1
    assert keys > 50
    assert widgets == 0


def _number(figure: str) -> int:
    return int(figure.replace(",", ""))
