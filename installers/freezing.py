"""Freezes a flavour: an environment of its own, what pip puts there, one folder with both programs.

Nothing of the environment in which one works gets in. The same commit, pins and system give the same bytes:
times are those of the commit, and Python hashes without chance.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from annotator import __version__
from annotator.edition import FILE, Edition, Flavour
from installers import flavours, licences, steps
from installers.flavours import ROOT
from installers.macos import bundle

BUILD: Final = ROOT / "build" / "installers"
_TOOLS: Final = ("pyinstaller", "hatchling", "Babel")
_UNKNOWN: Final = "unknown"
_SOME_DAY: Final = 1_767_225_600  # 2026-01-01, where no commit gives a time


def freeze(flavour: Flavour, *, into: Path) -> Path:
    """Build the folder of a flavour under `into`, in place of the one before, and return it.

    Raises CalledProcessError where pip or PyInstaller fails, which have said why, and OSError as `put` does.
    """
    python = environment(flavour)
    work = BUILD / str(flavour)
    told = Edition(__version__, build_id(), flavour)
    data = work / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    write_edition(told, data / FILE)
    made = work / "frozen" / flavours.program_name(flavour)
    steps.begin("Freezing: PyInstaller puts all that both programs need into one folder (a minute)")
    _run(
        [str(python), "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"],
        ["--workpath", str(work / "work"), "--distpath", str(made.parent)],
        [str(ROOT / "installers" / "annotator.spec"), "--", str(flavour), *map(str, sorted(data.iterdir()))],
    )
    if sys.platform == "linux":
        (made / flavours.WINDOW).symlink_to(flavours.CONSOLE)
    strip(made)
    steps.begin("Licences of all that is in it, and what it weighs")
    licences.add_to(made, python=python)
    subprocess.run([python, "-m", "installers.contents", made], cwd=ROOT, check=True)
    app = made.with_name(bundle.NAME)  # on macOS only
    if app.is_dir():
        bundle.complete(app, frozen=made)
    into.mkdir(parents=True, exist_ok=True)
    for one in (made, app):
        if one.is_dir():
            put(one, into=into)
    return into / made.name


def put(made: Path, *, into: Path) -> None:
    """Move what was built into a folder, in place of the one before.

    Raises OSError where that cannot be taken away: another account made it, or on Windows it runs.
    """
    target = into / made.name
    if target.exists():
        shutil.rmtree(target)
    shutil.move(made, target)


@contextmanager
def alone() -> Iterator[None]:
    """Be the only build in this checkout. Raises SystemExit where there is another."""
    BUILD.mkdir(parents=True, exist_ok=True)
    # SQLite's lock: it is there on every system, and ends with the process that holds it.
    with closing(sqlite3.connect(BUILD / "lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise SystemExit(
                f"Another build is at work in {BUILD}; start again when it has ended."
            ) from error
        yield


def environment(flavour: Flavour) -> Path:
    """Return the Python of the flavour's environment, with this checkout and all it needs installed.

    What it needs is installed again where the pins have changed; the checkout every time, as a wheel is.
    """
    python = python_of(flavour)
    folder = python.parent.parent
    stamp = folder / "made-from"
    recipe = _recipe(flavours.requirement(flavour))
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != recipe:
        steps.begin(f"Environment: pip installs what is frozen into {folder} (minutes, the first time)")
        venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
        pins = ["-c", str(ROOT / "constraints.txt")]
        _pip(python, *pins, *_TOOLS)
        _pip(python, *pins, flavours.requirement(flavour), "--no-build-isolation")
        stamp.write_text(recipe, encoding="utf-8")
    else:
        steps.begin(f"Environment: pip installs this checkout anew into {folder}")
        _pip(python, "--no-deps", "--no-build-isolation", "--force-reinstall", str(ROOT))
    return python


def python_of(flavour: Flavour) -> Path:
    """Return where the Python of the flavour's environment is, or will be."""
    folder = BUILD / str(flavour) / "venv"
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def build_id() -> str:
    """Return the short commit and its day, with a + where files that ship were changed since."""
    commit = _git("log", "-1", "--format=%h %cs", "--abbrev=7")
    if not commit:
        return _UNKNOWN
    name, _space, day = commit.partition(" ")
    changed = _git("status", "--porcelain", "--untracked-files=no", "annotator", "resources", "seeds")
    return f"{name}{'+' if changed else ''} {day}"


def write_edition(edition: Edition, path: Path) -> None:
    """Write what `annotator.edition` reads."""
    told = {"version": edition.version, "build": edition.build, "flavour": str(edition.flavour)}
    path.write_text(json.dumps(told) + "\n", encoding="utf-8")


def commit_time() -> int:
    """Return the time of the commit in seconds, which everything that is built bears."""
    return int(_git("log", "-1", "--format=%ct") or _SOME_DAY)


def strip(folder: Path) -> None:
    """Take the names for debuggers out of Python and the system's libraries, on Linux.

    Not of what wheels bring: some of their libraries were moved about inside, and do not bear it. Not of the
    programs either: what is frozen hangs at their end.
    """
    libraries = folder / "_internal"
    if sys.platform != "linux" or shutil.which("strip") is None:
        return
    ours = [*libraries.glob("*.so*"), *libraries.glob("python3*/lib-dynload/*.so")]
    for path in ours:
        if not path.is_symlink():
            path.chmod(0o755)
            subprocess.run(["strip", "--strip-unneeded", "--enable-deterministic-archives", path], check=True)


def _recipe(wanted: str) -> str:
    """Return what tells one environment from another: its Python, the pins and what is asked for."""
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
    return "\n".join([sys.version, wanted, *(sha256(file.read_bytes()).hexdigest() for file in files)])


def _pip(python: Path, *arguments: str) -> None:
    _run(
        [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"],
        ["install", *arguments],
    )


def _run(*parts: list[str]) -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "QT_", "PIP_USER"))
    }
    settled = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(commit_time())}
    # Else PyInstaller wants a home that it can write into.
    settled["PYINSTALLER_CONFIG_DIR"] = str(BUILD / "pyinstaller")
    steps.run([word for part in parts for word in part], cwd=BUILD, env=kept | settled)


def _git(*arguments: str) -> str:
    """Return what git answers; empty where there is no git, or no repository."""
    try:
        done = subprocess.run(
            # A checkout that another account made, as in a container, is read nevertheless.
            ["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
