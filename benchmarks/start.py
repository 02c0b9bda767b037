"""How long the program takes to start: from the process's beginning until the first paint.

Run it as `python benchmarks/start.py [DOCUMENTS ...]`. Each figure is the median of five processes; beside
ours stands the limit, a bare QWidget in the same Python. Files are in the disk's cache, as on a second start.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotator.assets import seed
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.pipeline import default_sources, suggest
from annotator.text.cleaning import clean, decode

RUNS = 5
AIMS_MS = {10: 400, 10_000: 600, 100_000: 1_000}

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
import sys, time
class Window(QWidget):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        QApplication.exit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import sys, time
from pathlib import Path
from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.project.file import Project
from PySide6.QtCore import QSettings
settings = Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat))
with Project.open(Path(sys.argv[1])) as project:
    application = Application(project, "bench", settings)
    said = []
    def painted():
        if not said:
            said.append(True)
            print(time.monotonic(), flush=True)
            application.qt.exit()
    application.window.labelling.article.painted.connect(painted)
    application.show()
    application.qt.exec()
    application.window.close()
"""


def project_of(folder: Path, documents: int) -> Path:
    """Make a project of `documents` from the sample articles, each with its suggestions."""
    path = folder / f"{documents}.annot"
    texts = [
        clean(decode(one.read_bytes(), name=one.name).text) for one in sorted(seed("articles").glob("*.txt"))
    ]
    with Project.create(path, schema=load("security-news")) as project:
        sources = default_sources(project.schema)
        found = [suggest(cleaned.text, sources=sources) for cleaned in texts]
        with project.documents.adding():
            for number in range(documents):
                cleaned = texts[number % len(texts)]
                raw = cleaned.raw.encode()
                name = f"article-{number}"
                project.documents.add(NewDocument(id=name, raw=raw, encoding="utf-8", cleaned=cleaned))
                if number < 10_000:
                    made = found[number % len(texts)]
                    project.suggestions.replace(name, made, sources=[source.name for source in sources])
    return path


def started(script: str, *arguments: str) -> float:
    """Return the median milliseconds from a process's beginning until it says that it has painted."""
    times = []
    # The bytecode is there, as it is after a first start and in what is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", script, *arguments]
    for _run in range(RUNS + 1):
        began = time.monotonic()
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        times.append((float(done.stdout) - began) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    """Measure the numbers of documents on the command line, or the three of the table."""
    python = started("import time; print(time.monotonic())")
    bare = started(BARE)
    print(f"bare Python {python:.0f} ms, bare QWidget painted {bare:.0f} ms (the limit)")
    for documents in [int(number) for number in sys.argv[1:]] or list(AIMS_MS):
        with tempfile.TemporaryDirectory() as folder:
            path = project_of(Path(folder), documents)
            took = started(OURS, str(path), str(Path(folder, "settings.ini")))
        aim = AIMS_MS.get(documents)
        print(f"{documents:>7,} articles: window painted {took:.0f} ms (bare {bare:.0f}, aim {aim or '-'})")


if __name__ == "__main__":
    main()
