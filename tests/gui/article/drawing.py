"""What the tests of the article view share: texts, marks, and a look at what was painted."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from annotator.gui.article import ArticleView, Mark
from annotator.gui.article.page import Page

MakeView = Callable[..., ArticleView]
MakePage = Callable[..., Page]

GREEN = "#15703a"
LINE = "استقبل وزير الدفاع الوطني بالرباط وفداً عسكرياً رفيعاً يضم ممثلين عن القوات البرية والبحرية والجوية."
LONG = "\n".join([f"{LINE} {LINE} {LINE}"] * 60)
MIXED = "قال المتحدث باسم NATO في 12/05/2025 إن صفقة F-16 بقيمة 3.5 مليار (USD) لإسلام آباد 😀🇲🇦 انتهى"


def mark(
    number: int, start: int, end: int, *, is_suggestion: bool = False, text: str = "شخص", colour: str = GREEN
) -> Mark:
    kind = "suggestion" if is_suggestion else "span"
    return Mark((kind, number), start, end, text, colour, is_suggestion=is_suggestion)


def on(text: str, words: str, number: int = 1, *, is_suggestion: bool = False) -> Mark:
    """Marks the first place where `words` stand."""
    start = text.index(words)
    return mark(number, start, start + len(words), is_suggestion=is_suggestion)


def picture(view: ArticleView) -> QImage:
    # Not grab(): its colours are rounded to those of the screen.
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    view.viewport().render(image)
    return image


def colours(image: QImage, box: QRect) -> set[str]:
    inside = box.intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    }


def press(
    view: ArticleView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(view, key, modifiers)


def middle_of(view: ArticleView, words: str) -> QPoint:
    start = view.text().index(words)
    return view.map.range_rect(start, start + len(words)).center()


def half_of(view: ArticleView, offset: int, *, leading: bool) -> QPoint:
    """A point in the leading (right, in Arabic) or trailing half of a character."""
    box = view.map.range_rect(offset, offset + 1)
    x = box.right() - box.width() // 4 if leading else box.left() + box.width() // 4
    return QPoint(x, box.center().y())
