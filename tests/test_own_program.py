import subprocess
import sys
from pathlib import Path

import pytest

from annotator.own_program import own_program


def test_from_its_sources_python_runs_the_package() -> None:
    done = subprocess.run(
        [*own_program(), "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("annotator ")


@pytest.mark.parametrize("name", ["annotator", "annotator-gui", "annotator.exe", "annotator-gui.exe"])
def test_a_frozen_program_starts_the_one_with_a_console(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / name))
    assert own_program() == [str(tmp_path.resolve() / f"annotator{Path(name).suffix}")]


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
