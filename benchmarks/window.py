"""How long the window takes: opening a document until painted, a key until painted and on disk.

Run it as `python benchmarks/window.py [CHARACTERS/SUGGESTIONS[/one] ...]`; `one` makes it one paragraph.
With `--while-learning` it measures the same keys alone, and while the window learns from finished articles in
a process beside it.
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

from PySide6.QtCore import QEventLoop, QSettings, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtTest import QTest

from annotator.assets import seed
from annotator.gui.application import Application, spare_keys
from annotator.gui.learner import Doing, Learner
from annotator.gui.settings import Settings
from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.patterns.source import PatternSource
from annotator.suggest.pipeline import suggest
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
    """Measure the same keys on equal articles alone and while the tagger is learnt, and print both."""
    length, count, *one = size.split("/")
    text = text_of(int(length), is_one_paragraph=bool(one))
    path = folder / "learning.annot"
    _make_learnt(path, text, suggestions=suggestions_of(text, int(count)))
    spare_keys()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.learns = False  # it begins when it is told to
    with Project.open(path) as project:
        application = Application(project, "bench", settings)
        window, learner = application.window, application.window.learner
        window.resize(1440, 900)
        window.show()
        print(f"{int(length):,} characters, {count} suggestions:")
        for document, what in (("long", "alone"), ("again", "while learning")):
            window.labelling.open_document(document)
            application.qt.processEvents()
            if document == "again":
                _begin_learning(learner)
            keys = []
            for first in range(0, KEYS, 10):
                keys += _keys(application, window.labelling.article, 10, seed=first)
                if document == "again" and learner.doing is Doing.NOTHING:
                    break
            print(
                f"  key {what} p50 {statistics.median(keys):.2f} p95 {_percentile(keys, 0.95):.2f}"
                f" max {max(keys):.2f} ms (aim p95 {P95_AIMS_MS.get(size, 5)}, frame 16; {len(keys)} keys)"
            )
        print(f"  learning from {LEARNT} articles in the meantime: {learner.doing} {learner.problem}")
        window.close()
        window.deleteLater()
        application.qt.processEvents()


def _begin_learning(learner: Learner) -> None:
    """Begin, and wait until the process is at it."""
    waiting = QEventLoop()
    learner.progressed.connect(waiting.quit)
    learner.ended.connect(waiting.quit)
    learner.learn()
    waiting.exec()


def _make_learnt(path: Path, text: str, *, suggestions: list[Suggestion]) -> None:
    """Make a project with two equal articles of the size, and others that are finished."""
    schema = load("security-news")
    sources = [LexiconSource(), PatternSource()]
    with Project.create(path, schema=schema) as project:
        for name in ("long", "again"):
            _add(project, name, text)
            project.suggestions.replace(name, suggestions, sources=["lexicon"])
        short = text_of(2_000 * LEARNT, is_one_paragraph=False)
        for number in range(LEARNT):
            body = short[2_000 * number : 2_000 * (number + 1)].strip()
            _add(project, f"done-{number}", f"{number}\n{body}")
            made = suggest(project.documents.get(f"done-{number}").text, sources=sources, schema=schema)
            spans = [one.as_span() for one in made]
            project.annotations.store_finished("teacher", f"done-{number}", spans)


def _add(project: Project, name: str, body: str) -> None:
    cleaned = clean(body, steps=())
    project.documents.add(NewDocument(id=name, raw=body.encode(), encoding="utf-8", cleaned=cleaned))


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
