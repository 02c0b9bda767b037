"""One tiny model and one worker for all: a worker costs an import of torch."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from annotator.suggest.camel import folder
from annotator.suggest.camel.client import CamelWorker


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tiny() -> ModuleType:
    """What builds the tiny model."""
    return _load("tiny")


@pytest.fixture(scope="session")
def camel_data(tiny: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of CAMeL's data that no test changes."""
    data: Path = tiny.write_data(tmp_path_factory.mktemp("camel") / "data", has_morphology=True)
    return data


@pytest.fixture
def data(tiny: ModuleType, tmp_path: Path) -> Path:
    """A folder of CAMeL's data to spoil."""
    made: Path = tiny.write_data(tmp_path / "data", has_morphology=True)
    return made


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person who has nothing in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def stages() -> list[str]:
    """What the shared worker said as it loaded."""
    return []


@pytest.fixture(scope="session")
def worker(camel_data: Path, home: Path, stages: list[str]) -> Iterator[CamelWorker]:
    """A worker with everything loaded, started by somebody with an empty home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        made = CamelWorker(camel_data, on_stage=stages.append)
        with made:
            made.load_recogniser(folder.ready("ner-arabert", camel_data))
            made.load_analyser(folder.ready("morphology-db-msa-r13", camel_data))
            yield made


@pytest.fixture
def spoil(data: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of the recogniser anew."""

    def write(name: str, content: bytes) -> Path:
        path = data / "data" / "ner" / "arabert" / name
        path.write_bytes(content)
        return path

    return write
