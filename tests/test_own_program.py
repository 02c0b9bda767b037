import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import own_program as own_program_module
from annotator.own_program import own_program, own_window


def test_from_its_sources_python_runs_the_package() -> None:
    done = subprocess.run(
        [*own_program(), "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("annotator ")


def test_from_its_sources_python_runs_the_window() -> None:
    done = subprocess.run(
        [*own_window(), "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("annotator-gui ")


@pytest.mark.parametrize("name", ["annotator", "annotator-gui", "annotator.exe", "annotator-gui.exe"])
def test_a_frozen_program_starts_the_one_with_a_console(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / name))
    assert own_program() == [str(tmp_path.resolve() / f"annotator{Path(name).suffix}")]
    assert own_window() == [str(tmp_path.resolve() / f"annotator-gui{Path(name).suffix}")]


def test_a_link_to_the_frozen_program_leads_to_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "lib" / "annotator-gui"
    there.parent.mkdir()
    there.touch()
    link = tmp_path / "annotator-gui"
    link.symlink_to(there)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(link))
    assert own_program() == [str(there.with_name("annotator").resolve())]


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A frozen program that runs: its file."""
    program = tmp_path / "annotator"
    program.write_bytes(b"one")
    with monkeypatch.context() as frozen:
        frozen.setattr(sys, "frozen", True, raising=False)
        frozen.setattr(sys, "executable", str(program))
        importlib.reload(own_program_module)
        yield program
    importlib.reload(own_program_module)


def test_knows_that_an_update_has_taken_its_place(started: Path) -> None:
    assert not own_program_module.is_replaced()
    newer = started.with_name("newer")
    newer.write_bytes(b"two")
    newer.replace(started)  # as dpkg does
    assert own_program_module.is_replaced()


def test_knows_that_it_was_removed(started: Path) -> None:
    started.unlink()
    assert own_program_module.is_replaced()


def test_sources_are_never_replaced() -> None:
    assert not own_program_module.is_replaced()
