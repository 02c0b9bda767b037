"""Projects to import into and to export from, and documents that try every corner."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st

from annotator.exchange.importing import import_paths
from annotator.exchange.outgoing import Outgoing
from annotator.project.file import Project
from annotator.schema import Schema, load
from tests.exchange.strategies import drawn


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load("security-news")


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Iterator[Project]:
    with Project.create(tmp_path_factory.mktemp("project") / "p.annot", schema=schema, name="p") as made:
        yield made


@pytest.fixture(scope="session")
def new_project(schema: Schema) -> Callable[[str], Project]:
    """Makes projects in a folder, for tests that need many."""
    return lambda folder: Project.create(Path(folder, "p.annot"), schema=schema, name="p")


@pytest.fixture(scope="session")
def line() -> Callable[..., str]:
    """Writes one line of JSONL; spans are (start, end, label) with or without a sublabel."""

    def write(id: str, text: str, *spans: tuple[object, ...], **fields: object) -> str:  # noqa: A002
        keys = ("start", "end", "label", "sublabel")
        record: dict[str, object] = {"id": id, "text": text}
        record["spans"] = [dict(zip(keys, span, strict=False)) for span in spans]
        return json.dumps({**record, **fields}, ensure_ascii=False) + "\n"

    return write


@pytest.fixture
def gold(project: Project, tmp_path: Path) -> Callable[..., Project]:
    """Imports lines of JSONL as gold."""

    def take(*lines: str) -> Project:
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(lines), encoding="utf-8")
        report = import_paths(project, [path], annotator="gold")
        assert [str(error) for error in report.refused] == []
        return project

    return take


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder of one's own, without the rights of root, which reads and writes everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)


@pytest.fixture(scope="session")
def documents(schema: Schema) -> st.SearchStrategy[list[Outgoing]]:
    """Documents with spans as the schema allows them, their ids all different."""
    return drawn(schema)
