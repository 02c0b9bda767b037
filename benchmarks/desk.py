"""How long the agreement page takes on a large project, and how long it ever holds the window up.

    python benchmarks/desk.py [--documents 5000] [--annotators 50] [--each 3] [--project FILE]

The project is the made corpus of `agreement.py`, stored once: in FILE, where it is used again, or for this
run only. It drives the real window without a screen. «open» is from the press on the tab until the page is
painted, «figures» until all figures stand there, «intervals» until theirs do; then choices are changed one
after the other, each from the press until its figures are shown. Meanwhile a timer that wants to run every
5 ms tells how long the window was deaf at most, and how much of one silence was the window's own work: on a
busy machine the rest is waiting for a processor.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_LANGUAGE", "ar")

from agreement import corpus
from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer, SignalInstance

from annotator.gui.application import Application, spare_keys
from annotator.gui.lead.agreement_page import AgreementPage
from annotator.gui.settings import Settings
from annotator.model import Span
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.leads import declare_lead
from annotator.schema import load
from annotator.text.cleaning import clean

LEAD = "lead"
BEAT_MS = 5
OPEN_AIM_MS, FILTER_AIM_MS, DEAF_AIM_MS = 1000, 200, 50
PATIENCE_MS = 300_000


class Heart(QObject):
    """A timer that should beat every few milliseconds, and the longest time that it could not."""

    def __init__(self) -> None:
        super().__init__()
        self.timer = QTimer(self)
        self.timer.setInterval(BEAT_MS)
        self.timer.timeout.connect(self._beat)
        self._longest = self._busiest = 0.0
        self._last, self._worked = perf_counter(), thread_time()
        self.timer.start()

    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self._longest = max(self._longest, now - self._last)
        self._busiest = max(self._busiest, worked - self._worked)
        self._last, self._worked = now, worked

    def since(self) -> tuple[float, float]:
        """Return the longest silence since this was last asked, and the most work in one, in milliseconds."""
        silent, busy = self._longest * 1000 - BEAT_MS, self._busiest * 1000
        self._longest = self._busiest = 0.0
        return max(0.0, silent), busy


def make(path: Path, *, documents: int, annotators: int, each: int) -> None:
    """Store the made corpus as finished work."""
    with Project.create(path, schema=load("security-news")) as project:
        declare_lead(project.settings, LEAD)
        for number, work in enumerate(corpus(documents, annotators=annotators, each=each)):
            raw = work.document.text.encode()
            cleaned = clean(work.document.text)
            assert cleaned.text == work.document.text, "the corpus is clean"
            with project.documents.adding():
                id_ = work.document.id
                project.documents.add(NewDocument(id=id_, raw=raw, encoding="utf-8", cleaned=cleaned))
                for name, spans in work.spans.items():
                    project.annotations.store_finished(name, id_, storable(spans))
            if number % 500 == 0:
                print(f"made {number} of {documents}", file=sys.stderr)


def storable(spans: Sequence[Span]) -> list[Span]:
    """Return the spans without those that cross one before them, which no project holds."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        crosses = any(one.start < span.start < one.end < span.end for one in kept)
        if not crosses and not any((one.start, one.end) == (span.start, span.end) for one in kept):
            kept.append(span)
    return kept


def until(signal: SignalInstance) -> None:
    """Let the window work until a signal comes."""
    waiting = QEventLoop()
    signal.connect(waiting.quit)
    QTimer.singleShot(PATIENCE_MS, waiting.quit)
    waiting.exec()


def measure(path: Path) -> None:
    """Open the page on a project, change choices, and print what it took."""
    with Project.open(path) as project, TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder, "s.ini")), QSettings.Format.IniFormat))
        settings.locale = "ar_MA"
        spare_keys()
        application = Application(project, LEAD, settings)
        window = application.show()
        application.qt.processEvents()
        heart = Heart()
        until(heart.timer.timeout)
        heart.since()
        began = perf_counter()
        window.show_page("agreement")
        page = window.leads.agreement
        page.repaint()
        say("open", (perf_counter() - began) * 1000, OPEN_AIM_MS)
        until(page.answered)
        say("figures", (perf_counter() - began) * 1000)
        until(page.counted)
        say("intervals", (perf_counter() - began) * 1000)
        say_deaf("deaf while counting", heart)
        choices(page, heart)
        window.close()


def choices(page: AgreementPage, heart: Heart) -> None:
    """Change the choice of people, labels and articles one after the other."""
    names = page.bar.people.offered()
    labels = page.bar.labels.offered()
    took = []
    for place in range(12):
        for picker, keys in (
            (page.bar.people, names[place : place + 1 + place * 4]),
            (page.bar.labels, labels[: 1 + place]),
            (page.bar.people, ()),
            (page.bar.labels, ()),
        ):
            began = perf_counter()
            picker.pick(keys)
            until(page.answered)
            page.view.repaint()
            took.append((perf_counter() - began) * 1000)
    say("filter, median", statistics.median(took), FILTER_AIM_MS)
    say("filter, longest", max(took), FILTER_AIM_MS)
    say_deaf("deaf while filtering", heart)


def say(what: str, milliseconds: float, aim: float | None = None) -> None:
    """Print a figure beside its aim."""
    print(f"{what:24} {milliseconds:9.1f} ms" + (f"   (aim {aim:.0f})" if aim else ""), flush=True)


def say_deaf(what: str, heart: Heart) -> None:
    """Print how long the window was deaf at most, and how much of that it worked itself."""
    silent, busy = heart.since()
    say(what, silent, DEAF_AIM_MS)
    say("  of its own work", busy)


def main() -> None:
    """Make the project unless it is there, and measure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--documents", type=int, default=5000)
    asked.add_argument("--annotators", type=int, default=50)
    asked.add_argument("--each", type=int, default=3)
    asked.add_argument("--project", type=Path)
    wish = asked.parse_args()
    with TemporaryDirectory() as folder:
        path = wish.project or Path(folder, "desk.annot")
        if not path.exists():
            make(path, documents=wish.documents, annotators=wish.annotators, each=wish.each)
        measure(path)


if __name__ == "__main__":
    main()
