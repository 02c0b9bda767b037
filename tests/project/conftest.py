"""A project of two short documents, in one window or two."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from annotator.project.file import Project
from annotator.schema import Schema, load
from tests.project.builders import FIRST, SECOND, document


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load("security-news")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "مشروع 100% #1?.annot"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Path:
    """A closed project of two documents, to be copied: making one waits for the disk several times."""
    path = tmp_path_factory.mktemp("filled") / "filled.annot"
    with Project.create(path, schema=schema) as made:
        made.documents.add(document("one", FIRST, outlet="هسبرس", meta={"url": "https://example.org"}))
        made.documents.add(document("two", SECOND, title="مناورات"))
    return path


@pytest.fixture
def project(path: Path, filled: Path) -> Iterator[Project]:
    copyfile(filled, path)
    with Project.open(path) as opened:
        yield opened


@pytest.fixture
def window(project: Project) -> Iterator[Project]:
    """The same project in a second window."""
    with Project.open(project.path, busy_seconds=0) as opened:
        yield opened


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that ordinary users reach; pytest's own ones are closed to them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)
