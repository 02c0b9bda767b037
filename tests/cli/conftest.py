"""The real command line: in this process, in one of its own, and as a user without rights."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.crashes.keeping import EXIT_CODE, VARIABLE

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
# Root reads and writes everything; without its capabilities it has the rights of a file's owner. Another
# user's id would not do: a checkout or a Python under /root is closed to everybody else.
WITHOUT_ROOTS_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]
TEXT = "وصل اللواء عمر بابر للرباط"  # 0-3 4-10 11-14 15-19 20-26


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def run() -> Command:
    """Runs a command in this process; what is no sentence of ours but a bug is raised here."""

    def command(*arguments: object) -> Ran:
        given = [str(one) for one in arguments]
        done = CliRunner().invoke(main, given, prog_name="annotator", env={VARIABLE: "1"})
        assert done.exit_code != EXIT_CODE, done.stderr
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return command


@pytest.fixture
def say(run: Command) -> Callable[..., str]:
    """Runs a command that must succeed in silence on standard error, and returns what it says."""

    def command(*arguments: object) -> str:
        done = run(*arguments)
        assert (done.code, done.err) == (0, "")
        return done.out

    return command


@pytest.fixture
def refuse(run: Command) -> Callable[..., str]:
    """Runs a command that must be refused: exit 1, one line on standard error, nothing on standard output."""

    def command(*arguments: object) -> str:
        return sentence(run(*arguments))

    return command


@pytest.fixture
def refused(program: Command) -> Callable[..., str]:
    """The same in a process of its own, with `is_ordinary` as a user who is not root."""

    def command(*arguments: object, **options: object) -> str:
        return sentence(program(*arguments, **options))

    return command


def sentence(done: Ran) -> str:
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    assert done.err.endswith("\n")
    return done.err.removeprefix("Error: ").removesuffix("\n")


@pytest.fixture
def program(tmp_path: Path) -> Command:
    """Runs `python -m annotator` in a process of its own, in `tmp_path`."""

    def command(*arguments: object, is_ordinary: bool = False, **options: object) -> Ran:
        environment = {name: str(options.pop(name)) for name in list(options) if name.isupper()}
        power = WITHOUT_ROOTS_RIGHTS if is_ordinary and os.geteuid() == 0 else []
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", **options}
        done = subprocess.run(
            [*power, sys.executable, "-m", "annotator", *map(str, arguments)],
            cwd=tmp_path,
            env={**_plain_environment(), "HOME": str(tmp_path), **environment},
            timeout=120,
            check=False,
            **options,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return command


def _plain_environment() -> dict[str, str]:
    """This environment without a display, and with the package that is tested."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "PYTHONPATH": str(ROOT), "ANNOTATOR_LANGUAGE": "en"}


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[Callable[[Path, int], None]]:
    """Takes rights from files and folders, and gives them back afterwards."""
    locked: list[Path] = []

    def take(path: Path, mode: int) -> None:
        path.chmod(mode)
        locked.append(path)

    yield take
    for path in reversed(locked):
        path.chmod(0o755)


@pytest.fixture
def project(tmp_path: Path, say: Callable[..., str]) -> Path:
    """An empty project."""
    path = tmp_path / "news.annot"
    say("new", path)
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def labels(tmp_path: Path) -> Callable[..., Path]:
    """Writes JSONL: documents by id, each with its spans as (start, end, label), or None for no labels."""

    def write(name: str, **documents: list[tuple[int, int, str]] | None) -> Path:
        path = tmp_path / name
        lines = []
        for id_, spans in documents.items():
            record: dict[str, object] = {"id": id_, "text": TEXT}
            if spans is not None:
                record["spans"] = [{"start": a, "end": b, "label": label} for a, b, label in spans]
            lines.append(json.dumps(record, ensure_ascii=False) + "\n")
        path.write_text("".join(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def labelled(project: Path, labels: Callable[..., Path], say: Callable[..., str]) -> Path:
    """A project with two documents: amina has finished both, youssef the first."""
    first = [(4, 10, "OCC"), (11, 19, "PERS"), (21, 26, "GPE")]
    amina = labels("amina.jsonl", one=first, two=[(0, 26, "EVENT"), (21, 26, "GPE")])
    youssef = labels("youssef.jsonl", one=[(4, 19, "PERS"), (21, 26, "GPE")])
    say("import", project, amina, "--annotator", "amina")
    say("import", project, youssef, "--annotator", "youssef")
    return project
