import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from PySide6.QtCore import QObject

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "annotator").rglob("*.py"))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "installers").glob("*.md")]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_qt_keeps_its_references_to_none() -> None:
    # PySide6 6.12.0 on Python up to 3.11 loses one at every void call, and aborts after some thousand.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100


def test_modules_are_found() -> None:
    assert ROOT / "annotator" / "words.py" in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_within_400_lines_and_has_a_noun(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) < 400
    assert module.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "misc", "common"}


def test_imports_point_down() -> None:
    done = run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout), done.stdout


@pytest.mark.parametrize(
    "heavy",
    ["PySide6", "numpy", "sqlite_utils", "torch", "camel_tools", "sklearn", "babel", "pyarrow", "spacy"],
)
def test_the_command_line_starts_without(heavy: str) -> None:
    done = run("-c", f"import sys, annotator.cli; sys.exit({heavy!r} in sys.modules)")
    assert done.returncode == 0, done.stderr


def commands() -> list[str]:
    module = importlib.import_module("annotator.cli")
    groups = [value for value in vars(module).values() if isinstance(value, click.Group)]
    return sorted({name for group in groups for name in group.commands})


def test_every_command_is_documented() -> None:
    words = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert commands()
    assert [name for name in commands() if f"annotator {name}" not in words] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_what_is_needed_is_pinned_as_tested() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    versions = {_normal(name): Version(version) for name, version in pins.items()}
    assert not any(version.local for version in versions.values())  # a local build is not for everybody
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    needed = map(Requirement, chain(project["dependencies"], *extras))
    for requirement in (one for one in needed if one.name != project["name"]):  # dev brings formats
        assert versions[_normal(requirement.name)] in requirement.specifier, requirement


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_a_wheel_holds_all_that_ships(tmp_path: Path) -> None:
    done = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    shipped = chain(*((ROOT / folder).rglob("*") for folder in ("resources", "seeds")))
    wanted = {f"annotator/{path.relative_to(ROOT)}" for path in shipped if path.is_file() and _ships(path)}
    assert wanted
    assert "annotator/resources/locale/ar/LC_MESSAGES/annotator.mo" in held
    assert wanted - held == set()
    assert {f"annotator/{path.relative_to(ROOT / 'annotator')}" for path in MODULES} - held == set()
    assert not any(name.startswith(("tests/", "installers/", "benchmarks/")) for name in held)


def _ships(path: Path) -> bool:
    return path.suffix not in {".pot", ".pyc"}


@pytest.mark.x11
def test_qt_opens_a_window_on_x() -> None:
    done = run(
        "-c",
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication([]); window = QWidget(); window.show(); app.processEvents()\n"
        "print(app.platformName(), window.windowHandle().isExposed() or window.isVisible())",
        QT_QPA_PLATFORM="xcb",
    )
    assert done.stdout.split() == ["xcb", "True"], done.stderr
