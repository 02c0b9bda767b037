"""Nothing heavy is imported before the window is painted."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "torch",
    "transformers",
    "camel_tools",
    "numpy",
    "sqlite_utils",
    "sklearn",
    "babel",
    "rich",
    "ahocorasick",
)
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.project.file import Project
with Project.open(Path(sys.argv[1])) as project:
    settings = Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat))
    application = Application(project, "amina", settings)
    painted = []
    application.window.labelling.article.painted.connect(lambda: painted.append(set(sys.modules)))
    application.window.labelling.article.painted.connect(application.qt.exit)
    application.show()
    application.qt.exec()
    print(*sorted(set(sys.argv[3:]) & painted[0]))
    print(len(painted[0]) > 100)
    application.window.close()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(project_path: Path, tmp_path: Path) -> None:
    here = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SCRIPT, str(project_path), str(tmp_path / "settings.ini"), *HEAVY]
    done = subprocess.run(command, env=here, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines() == ["", "True"], done.stderr
