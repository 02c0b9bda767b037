"""The real window, writing down what it is about to paint: test_kill runs it in a process of its own."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject

from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.project.file import Project


class Shown(QObject):
    """Writes a line at each paint of the article: the last change that is done, and the marks in sight."""

    def __init__(self, window, out) -> None:
        super().__init__(window)
        self._window, self._out = window, out
        window.labelling.article.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - as Qt calls it
        if event.type() == QEvent.Type.Paint:
            session = self._window.session
            last = session.project.changes.undoable(session.annotator)
            marks = sorted(
                [*mark.key, mark.start, mark.end] for mark in self._window.labelling.article.marks()
            )
            print(json.dumps([0 if last is None else last.id, marks]), file=self._out, flush=True)
        return False


def main(path: str, annotator: str, out: str) -> None:
    with Project.open(Path(path)) as project, Path(out).open("w", encoding="utf-8") as lines:
        application = Application(project, annotator, Settings())
        window = application.show()
        application.shown = Shown(window, lines)
        window.labelling.article.viewport().update()
        application.qt.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
