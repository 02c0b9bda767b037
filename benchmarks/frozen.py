"""How soon the frozen program paints its window, beside the same from its sources, and what it weighs.

    python benchmarks/frozen.py [FOLDER]          FOLDER is dist, where `make installer` leaves what it builds

Both open the same project of the sample articles. Each time is the median of nine processes, taken in turns,
from the process's beginning until Qt tells of the first pixels that it hands over; files are in the disk's
cache, as on a second start. Beside what is measured stands what is aimed at.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.start import project_of
from installers import contents

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
AIM_MS = 400
AIM_RATIO = 1.2
DOCUMENTS = 10
FROM_SOURCES = "import sys; from annotator.gui.front import main; sys.exit(main())"
# Qt's own word for it; it needs nothing of ours, and costs both the same.
TELLS = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true"}
HANDED_OVER = b"Flushing "


def first_paint(command: list[str], *, home: str) -> float:
    """Return milliseconds until a program has painted its window."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settled = {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
    began = time.monotonic()
    with subprocess.Popen(
        command, env=environment | settled | TELLS, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.stderr is not None
        said = any(HANDED_OVER in line for line in process.stderr)
        took = (time.monotonic() - began) * 1000
        process.kill()
    if not said:
        raise SystemExit(f"{command[0]} ended without painting anything.")
    return took


def starts(program: Path) -> None:
    """Measure both, in turns, and print."""
    with tempfile.TemporaryDirectory() as folder:
        project = str(project_of(Path(folder), DOCUMENTS))
        commands = {
            "frozen": [str(program), project],
            "sources": [sys.executable, "-c", FROM_SOURCES, project],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _run in range(RUNS + 1):
            for name, command in commands.items():
                times[name].append(first_paint(command, home=folder))
    frozen, sources = (statistics.median(times[name][1:]) for name in commands)
    print(f"first paint: frozen {frozen:.0f} ms (aim {AIM_MS}), from its sources {sources:.0f} ms, ", end="")
    print(f"{frozen / sources:.2f} times as long (aim {AIM_RATIO})")


def main() -> None:
    """Measure what lies in a folder."""
    built = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist"
    frozen = built / "annotator"
    if not frozen.is_dir():
        print(f"{frozen} is not there; `make installer` builds it.")
        return
    starts(frozen / "annotator-gui")
    found = contents.weights(frozen)
    print(contents.table(found))
    print(f"installed {sum(found.values()) / 1e6:.1f} MB (aim {contents.INSTALLED_AIM / 1e6:.0f})")
    aim = contents.DOWNLOAD_AIM / 1e6
    for path in sorted((*built.glob("annotator_*.deb"), *built.glob("annotator-[0-9]*.tar.zst"))):
        print(f"to download {path.stat().st_size / 1e6:.1f} MB (aim {aim:.0f}): {path.name}")


if __name__ == "__main__":
    main()
