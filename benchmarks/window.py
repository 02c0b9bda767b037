"""How long the window takes: opening a document until painted, a key until painted and on disk.

Run it as `python benchmarks/window.py [CHARACTERS/SUGGESTIONS[/one] ...]`; `one` makes it one paragraph.
With `--while-learning` it measures keys while the window learns from finished articles in a process beside
it and suggests in others, and the same keys without that.
It drives the real window on a real project file (synchronous=FULL), each size in a process of its own, and
prints the limit or the aim beside each figure: opening beside bare QTextLayouts of the same text, keys
beside the 16 ms of one frame.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_LANGUAGE", "ar")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtTest import QTest

from annotator.assets import seed
from annotator.gui.application import Application, spare_keys
from annotator.gui.learner import NEXT, Doing
from annotator.gui.settings import Settings
from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean, decode
from annotator.text.tokens import is_word, words

SIZES = ("2000/60", "20000/600", "100000/3000", "1000000/30000", "100000/3000/one")
LEARNING_SIZES = ("2000/60", "100000/3000")
LEARNING = "--while-learning"
LEARNT = 300
KEYS = 500
OPEN_AIMS_MS = {"2000/60": 20, "100000/3000": 100}
P95_AIMS_MS = {"100000/3000": 5, "100000/3000/one": 16}
MIXED = (
    "وقال المتحدث باسم NATO في 12/05/2025 إن صفقة F-16 بقيمة 3.5 مليار دولار (USD) قيد الدراسة 😀.",
    "نشرت وكالة Reuters تقريراً بعنوان “Pakistan–Morocco ties” في ١٤ مايو ٢٠٢٥.",
)


def text_of(length: int, *, is_one_paragraph: bool) -> str:
    """Make a text of `length` code points from the sample articles, with mixed lines between."""
    paragraphs: list[str] = []
    for path in sorted(seed("articles").glob("*.txt")):
        raw = decode(path.read_bytes(), name=path.name).text
        paragraphs += [line for line in clean(raw).text.split("\n") if line.strip()]
    made: list[str] = []
    size = place = 0
    while size < length:
        paragraph = paragraphs[place % len(paragraphs)]
        if place % 2 == 0:
            paragraph = f"{paragraph} {MIXED[place // 2 % 2]}"
        made.append(paragraph)
        size += len(paragraph) + 1
        place += 1
    return (" " if is_one_paragraph else "\n").join(made)[:length]


def suggestions_of(text: str, count: int) -> list[Suggestion]:
    """Make `count` suggestions of one to four words, some nested, at random but seeded places."""
    rng = random.Random(7)
    tokens = [token for token in words(text) if is_word(text, token)]
    labels = ("PERS", "OCC", "ORG", "GPE", "LOC", "DATE")
    made: dict[tuple[int, int, str], Suggestion] = {}
    ends: list[tuple[int, int]] = []
    step = max(1, len(tokens) // count)
    for first in range(0, len(tokens) - 4, step):
        last = first + min(rng.choice((0, 0, 0, 1, 1, 2)), step - 1 if step > 1 else 0)
        start, end = tokens[first].start, tokens[last].end
        if "\n" not in text[start:end]:
            ends.append((start, end))
    for start, end in ends[:count]:
        label = rng.choice(labels)
        made[start, end, label] = Suggestion(start, end, label, "", "lexicon", 0.8, Reason("rank"))
    return list(made.values())


def limit_ms(text: str) -> float:
    """Lay the same text out with bare QTextLayouts, and return the milliseconds."""
    font = QFont("Noto Naskh Arabic")
    font.setPixelSize(20)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    began = time.perf_counter()
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(740)
        layout.endLayout()
    return (time.perf_counter() - began) * 1000


def memory_mb() -> float:
    """Return this process's resident memory in MB, 0 where /proc is not there."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measure(folder: Path, size: str) -> None:
    """Measure one size and print a line of figures."""
    length, count, *one = size.split("/")
    text = text_of(int(length), is_one_paragraph=bool(one))
    path = folder / "bench.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for name, body in (("short", "عنوان\nنص قصير."), ("long", text), ("again", text)):
            raw = body.encode()
            cleaned = clean(body, steps=())
            project.documents.add(NewDocument(id=name, raw=raw, encoding="utf-8", cleaned=cleaned))
        made = suggestions_of(text, int(count))
        for name in ("long", "again"):
            project.suggestions.replace(name, made, sources=["lexicon"])
    spare_keys()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    with Project.open(path) as project:
        application = Application(project, "bench", settings)
        window = application.window
        window.resize(1440, 900)
        window.show()
        page = window.labelling
        page.open_document("short")
        application.qt.processEvents()
        before = memory_mb()
        first = _opened(application, "long")
        page.open_document("short")
        application.qt.processEvents()
        warm = _opened(application, "long")
        limit = limit_ms(text)
        keys = _keys(application, page.article, KEYS)
        paragraph = ", one paragraph" if one else ""
        print(
            f"{int(length):,} characters{paragraph}, {len(made):,} suggestions:\n"
            f"  open {first:.1f} ms, again {warm:.1f} (bare layout of it all {limit:.1f};"
            f" aim {OPEN_AIMS_MS.get(size, '-')})\n"
            f"  key until painted and on disk p50 {statistics.median(keys):.2f}"
            f" p95 {_percentile(keys, 0.95):.2f} max {max(keys):.2f} ms"
            f" (aim p95 {P95_AIMS_MS.get(size, '-')}, max 16; {KEYS} keys)\n"
            f"  memory +{memory_mb() - before:.1f} MB (aim 30)"
        )
        window.close()
        window.deleteLater()
        application.qt.processEvents()


def measure_learning(folder: Path, size: str) -> None:
    """Measure the keys of one size while the tagger is learnt, and print them beside those without."""
    length, count, *one = size.split("/")
    text = text_of(int(length), is_one_paragraph=bool(one))
    path = folder / "learning.annot"
    _make_learnt(path, text, suggestions=suggestions_of(text, int(count)))
    spare_keys()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    with Project.open(path) as project:
        application = Application(project, "bench", settings)
        window, learner = application.window, application.window.learner
        window.resize(1440, 900)
        window.show()
        window.labelling.open_document("long")
        application.qt.processEvents()
        alone = _keys(application, window.labelling.article, KEYS)
        during: list[float] = []
        began = time.perf_counter()
        learner.learn()
        while learner.doing is not Doing.NOTHING:
            during += _keys(application, window.labelling.article, 10, seed=len(during))
        seconds = time.perf_counter() - began
        what = learner.problem or f"{LEARNT} articles learnt from and {NEXT} suggested in {seconds:.1f} s"
        print(
            f"{int(length):,} characters, {count} suggestions; {what}:\n"
            f"  key alone p50 {statistics.median(alone):.2f} p95 {_percentile(alone, 0.95):.2f}"
            f" max {max(alone):.2f} ms ({len(alone)} keys)\n"
            f"  key while learning p50 {statistics.median(during):.2f} p95 {_percentile(during, 0.95):.2f}"
            f" max {max(during):.2f} ms ({len(during)} keys; aim p95 {P95_AIMS_MS.get(size, 5)}, frame 16)"
        )
        window.close()
        window.deleteLater()
        application.qt.processEvents()


def _make_learnt(path: Path, text: str, *, suggestions: list[Suggestion]) -> None:
    """Make a project with one long article, others that are finished, and some that nobody began."""
    short = text_of(2_000, is_one_paragraph=False)
    spans = [one.as_span() for one in suggestions_of(short, 60)]
    names = [*(f"next-{number}" for number in range(NEXT)), *(f"done-{number}" for number in range(LEARNT))]
    bodies = {"long": text} | dict.fromkeys(names, short)
    with Project.create(path, schema=load("security-news")) as project:
        for name, body in bodies.items():
            cleaned = clean(f"{body}\n{name}" if name != "long" else body, steps=())
            project.documents.add(
                NewDocument(id=name, raw=cleaned.text.encode(), encoding="utf-8", cleaned=cleaned)
            )
        project.suggestions.replace("long", suggestions, sources=["lexicon"])
        for number in range(LEARNT):
            project.annotations.store_finished("teacher", f"done-{number}", spans)


def _opened(application: Application, document_id: str) -> float:
    began = time.perf_counter()
    application.window.labelling.open_document(document_id)
    application.qt.processEvents()
    return (time.perf_counter() - began) * 1000


def _keys(application: Application, article: object, count: int, *, seed: int = 3) -> list[float]:
    """Press `count` mixed keys and return the milliseconds of each until painted and on disk."""
    rng = random.Random(seed)
    none, shift, ctrl = (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
    )
    choices = (
        [(Qt.Key.Key_Tab, none)] * 4
        + [(Qt.Key.Key_Return, none)] * 4
        + [(Qt.Key.Key_Delete, none)] * 2
        + [
            (Qt.Key.Key_Left, none),
            (Qt.Key.Key_Right, none),
            (Qt.Key.Key_Down, none),
            (Qt.Key.Key_Left, ctrl),
        ]
        + [(Qt.Key.Key_Left, shift), (Qt.Key.Key_1, none), (Qt.Key.Key_3, none), (Qt.Key.Key_4, none)]
        + [(Qt.Key.Key_BracketLeft, none), (Qt.Key.Key_BracketRight, none), (Qt.Key.Key_Z, ctrl)]
    )
    times = []
    for _ in range(count):
        key, modifiers = rng.choice(choices)
        began = time.perf_counter()
        QTest.keyClick(article, key, modifiers)
        application.qt.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Measure the sizes named on the command line, or all."""
    is_learning = LEARNING in sys.argv
    asked = [size for size in sys.argv[1:] if size != LEARNING]
    sizes = asked or (LEARNING_SIZES if is_learning else SIZES)
    for size in sizes:
        if len(sizes) > 1:  # a process each: what one size warmed up would flatter the next
            mode = [LEARNING] if is_learning else []
            subprocess.run([sys.executable, __file__, *mode, size], check=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            (measure_learning if is_learning else measure)(Path(folder), size)


if __name__ == "__main__":
    main()
