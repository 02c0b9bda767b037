"""Pictures of the window, for the sample results and the documentation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QSettings,
    QtMsgType,
    qInstallMessageHandler,
)

from annotator.errors import NoRights
from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.gui.theme import LIGHT, Theme
from annotator.project.file import Project

_OFFSCREEN_SAYS: Final = "This plugin does not support propagateSizeHints()"


def take_picture(
    project_path: Path,
    picture: Path,
    *,
    annotator: str,
    locale: str,
    theme: Theme = LIGHT,
    size: tuple[int, int] = (1440, 900),
) -> None:
    """Save the window on a project as a PNG of `size` pixels; raises NoRights where it cannot be written."""
    # A store of its own: a picture must not depend on, nor change, what the user set up.
    store = QSettings(str(picture.with_suffix(".ini")), QSettings.Format.IniFormat)
    settings = Settings(store)
    settings.locale = locale
    settings.look.theme = theme
    with Project.open(project_path) as project, _without_remarks():
        application = Application(project, annotator, settings)
        window = application.show()
        window.resize(*size)
        application.qt.processEvents()
        is_saved = window.grab().save(str(picture))
        window.close()
        application.qt.processEvents()  # what the window still means to read, while the project is open
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    store.sync()
    picture.with_suffix(".ini").unlink(missing_ok=True)
    if not is_saved:
        raise NoRights(path=picture)


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Keep to ourselves what the offscreen platform says of every window with a smallest size."""

    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == _OFFSCREEN_SAYS:
            return
        if before is not None:
            before(kind, context, message)
        else:
            print(message, file=sys.stderr)

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
