"""How long the article view takes: opening a text until painted, a key or a mark until painted.

Run it as `python benchmarks/article.py [CHARACTERS/MARKS[/one] ...]`; "one" puts all into one paragraph. Each
size runs in a process of its own, so that memory is its own too. Beside each opening stands the limit: a bare
QTextLayout of the same text, all paragraphs laid out and what fits the window drawn.
"""

import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts
from annotator.gui.article import ArticleView, Look, Mark
from annotator.text.tokens import is_word, words

SIZES = ("2000/60", "20000/600", "100000/3000", "1000000/30000", "100000/3000/one")
TARGETS_MS = {2_000: 20, 100_000: 100}
KEY_TARGET_MS = 3
ONE_TARGET_MS = 16
KEYS = 500
WIDTH, HEIGHT = 900, 700
PARAGRAPHS = (
    "استقبل وزير الدفاع الوطني بالرباط، صباح الأربعاء، وفداً عسكرياً رفيعاً يضم ممثلين عن القوات البرية "
    "والبحرية والجوية، في أول زيارة من نوعها إلى المملكة منذ توقيع اتفاق التعاون بين البلدين سنة 2019.",
    "وقال المتحدث باسم NATO في 12/05/2025 إن صفقة F-16 بقيمة 3.5 مليار دولار (USD) «قيد الدراسة» 😀، "
    "مضيفاً أن وكالة Reuters نشرت تقريراً بعنوان “Pakistan–Morocco ties” في ١٤ مايو ٢٠٢٥.",
    "وأوقفت عناصر المديرية العامة للأمن الوطني بضواحي طنجة ستة أفراد يُشتبه في ارتباطهم بخلية إرهابية، كما "
    "حُجزت أسلحة بيضاء ومعدات إلكترونية؛ وبحسب المصدر ذاته، فإن البحث ما زال جارياً لإيقاف باقي المتورطين.",
    "والتقى اللواء محمد عمران خان بابر، المدير العام للتعاون العسكري الخارجي، بالعقيد شاه نواز قيوم، الملحق "
    "العسكري لباكستان لدى المغرب، وذلك على هامش مناورات «الأسد الإفريقي» بأكادير وطانطان والمحبس.",
)
LABELS = (
    ("شخص", "#c2410c"),
    ("منصب", "#8a6d00"),
    ("هيئة · وحدة عسكرية", "#15803d"),
    ("كيان سياسي", "#1d4ed8"),
)


def text_of(length: int, *, is_one: bool) -> str:
    """Make a text of `length` code points, in paragraphs or in one."""
    whole = "\n".join(PARAGRAPHS)
    text = ("تعاون عسكري جديد بين البلدين\n" + (whole + "\n") * (length // len(whole) + 1))[:length]
    return text.replace("\n", " ") if is_one else text


def marks_of(text: str, count: int, *, chance: random.Random) -> list[Mark]:
    """Make `count` marks of one to five words, some nested, at random but seeded places."""
    found = [token for token in words(text) if is_word(text, token)]
    ranges: set[tuple[int, int]] = set()
    while len(ranges) < count:
        first = chance.randrange(len(found))
        last = min(first + chance.choice((0, 0, 0, 1, 1, 2, 4)), len(found) - 1)
        while "\n" in text[found[first].start : found[last].end]:
            last -= 1
        ranges.add((found[first].start, found[last].end))
    marks = []
    for number, (start, end) in enumerate(sorted(ranges)):
        words_on_chip, colour = chance.choice(LABELS)
        marks.append(Mark(("span", number), start, end, words_on_chip, colour, chance.random() < 0.5))
    return marks


def look() -> Look:
    """Return a look with the program's own fonts."""
    families = fonts.load()
    return Look(
        paper="#f6f5f1",
        ink="#171a21",
        muted="#5f6672",
        accent="#1f5fc4",
        on_accent="#ffffff",
        selection="#bcd3f7",
        caret="#171a21",
        is_dark=False,
        text_family=families.text,
        ui_family=families.ui,
    )


def until_painted(view: ArticleView, act: Callable[[], object]) -> float:
    """Return the milliseconds from before `act` until the view has painted what came of it."""
    ends: list[float] = []
    connection = view.painted.connect(lambda: ends.append(time.perf_counter()))
    start = time.perf_counter()
    act()
    for _round in range(3):  # where nothing moved nothing is painted: a key at the end of the text
        if ends:
            break
        QApplication.processEvents()
    view.painted.disconnect(connection)
    return (ends[0] - start) * 1000 if ends else float("nan")


def bare_layout(text: str, *, width: int) -> float:
    """Return the milliseconds that Qt alone takes to lay out the text and draw a window of it."""
    font = QFont(fonts.load().text)
    font.setPixelSize(20)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    start = time.perf_counter()
    layouts = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        layouts.append(layout)
    painter = QPainter(image)
    y = 0.0
    for layout in layouts:
        for number in range(layout.lineCount()):
            if y < HEIGHT:
                layout.lineAt(number).draw(painter, QPointF(0, y))
            y += 60
    painter.end()
    return (time.perf_counter() - start) * 1000


def memory_mb() -> float:
    """Return the resident memory of this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def spread(times: list[float]) -> str:
    """Return median, 95th percentile and maximum."""
    measured = sorted(one for one in times if one == one)
    p95 = measured[int(0.95 * len(measured))]
    return f"p50 {statistics.median(measured):5.2f}  p95 {p95:5.2f}  max {measured[-1]:5.2f}"


def keys_of(chance: random.Random) -> list[tuple[Qt.Key, Qt.KeyboardModifier]]:
    """Return what a person presses, mostly arrows."""
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    control = Qt.KeyboardModifier.ControlModifier
    usual = [
        (key, none)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        for _ in (0, 1)
    ]
    usual += [(Qt.Key.Key_Left, shift), (Qt.Key.Key_Down, shift), (Qt.Key.Key_Left, control)]
    usual += [(Qt.Key.Key_Down, control), (Qt.Key.Key_Up, control | shift)]
    usual += [(Qt.Key.Key_Left, control | shift), (Qt.Key.Key_PageDown, none), (Qt.Key.Key_Home, none)]
    return chance.choices(usual, k=KEYS)


def marked(view: ArticleView, marks: list[Mark], *, chance: random.Random) -> list[float]:
    """Measure the change of one mark in sight, all marks made anew as for another document."""
    times = []
    for number in range(100):
        start, end = view.map.visible_range()
        fresh = marks
        if number % 2 == 0:
            mark = chance.choice([one for one in marks if start <= one.start < end] or marks)
            changed = [replace(mark, is_suggestion=not mark.is_suggestion)] if number % 4 else []
            fresh = [one for one in marks if one.key != mark.key] + changed
        fresh = [replace(one) for one in fresh]
        times.append(until_painted(view, partial(view.set_marks, fresh)))
    return times


def spread_over(view: ArticleView, marks: list[Mark], *, chance: random.Random) -> list[float]:
    """Measure the acceptance of 300 suggestions at once, all over the text, and its undoing."""
    times = []
    for _round in range(10):
        chosen = chance.sample(marks, min(300, len(marks)))
        accepted = [replace(one, key=("span", 10**6 + one.key[1]), is_suggestion=False) for one in chosen]
        times.append(until_painted(view, partial(view.change_marks, [one.key for one in chosen], accepted)))
        times.append(until_painted(view, partial(view.change_marks, [one.key for one in accepted], chosen)))
    return times


def found(view: ArticleView, text: str) -> list[float]:
    """Measure thousands of search hits, shown and stepped through."""
    hits = [match.span() for match in re.finditer("ال", text)]
    steps = range(0, len(hits), max(1, len(hits) // 50))
    return [until_painted(view, partial(view.set_highlights, hits, step)) for step in steps]


def measure(length: int, count: int, *, is_one: bool) -> None:
    """Measure one size and print it."""
    chance = random.Random(7)
    text = text_of(length, is_one=is_one)
    marks = marks_of(text, count, chance=chance)
    spare = ArticleView()
    spare.set_look(look())
    spare.resize(WIDTH, HEIGHT)
    spare.show()
    QApplication.processEvents()
    before = memory_mb()
    view = ArticleView()
    view.set_look(look())
    view.resize(WIDTH, HEIGHT)

    def opening() -> None:
        view.set_article(text, has_title=not is_one, subtitle="الصحيفة · 12 مقترحًا")
        view.set_marks(marks)
        view.show()
        view.setFocus()

    first = until_painted(view, opening)
    again = statistics.median(until_painted(view, opening) for _ in range(5))
    opened = memory_mb()
    bare = min(bare_layout(text, width=740) for _ in range(3))
    target = f" (target {TARGETS_MS[length]})" if length in TARGETS_MS else ""
    print(f"{length} characters, {count} marks" + (", one paragraph" if is_one else ""))
    print(f"  open       first {first:6.1f} ms, again {again:6.1f} ms{target}")
    print(f"             bare QTextLayout {bare:6.1f} ms: {again / bare:.2f} x")
    keys = [until_painted(view, partial(QTest.keyClick, view, *key)) for key in keys_of(chance)]
    print(f"  key        {spread(keys)} ms (target p95 {ONE_TARGET_MS if is_one else KEY_TARGET_MS})")
    print(f"  set_marks  {spread(marked(view, marks, chance=chance))} ms")
    print(f"  300 marks  {spread(spread_over(view, marks, chance=chance))} ms (target max 16)")
    far = chance.sample(marks, min(100, len(marks)))
    stepped = [until_painted(view, partial(view.set_current, mark.key)) for mark in far]
    print(f"  go to mark {spread(stepped)} ms, most of them far away")
    print(f"  find       {spread(found(view, text))} ms")
    print(
        f"  memory     {opened - before:+.1f} MB open, {memory_mb() - before:+.1f} MB at the end", flush=True
    )


def main() -> None:
    """Measure the sizes named on the command line, each in a process of its own."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--here"]:
        _application = QApplication(sys.argv[:1])
        length, count, *one = arguments[1].split("/")
        measure(int(length), int(count), is_one=bool(one))
        return
    for size in arguments or SIZES:
        subprocess.run([sys.executable, __file__, "--here", size], check=True)


if __name__ == "__main__":
    main()
