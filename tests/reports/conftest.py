"""The seeds in a project, and how far their annotators agree: read once, never written to."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from annotator.agreement.gathering import Compared, compare
from annotator.assets import seed
from annotator.exchange.importing import import_paths
from annotator.project.file import Project
from annotator.reports.agreement_report import agreement_report
from annotator.reports.called import Called
from annotator.reports.examples import examples_of
from annotator.reports.report import Report
from annotator.schema import load


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("seeds") / "seeds.annot"
    with Project.create(path, schema=load("security-news"), name="seeds") as project:
        assert import_paths(project, [seed("articles")]).refused == []
        for name in ("amina", "youssef", "gold"):
            assert import_paths(project, [seed("labels", f"{name}.jsonl")], annotator=name).refused == []
        yield project


@pytest.fixture(scope="session")
def compared(seeds: Project) -> Compared:
    return compare(seeds)


@pytest.fixture
def report_of(seeds: Project, compared: Compared) -> Callable[..., Report]:
    """Makes the report on agreement in the language that is in use when it is called."""

    def make(*, is_anonymous: bool = False, of_each: int = 1, project: str = "seeds") -> Report:
        called = Called.by(seeds.schema, nameless_of=("amina", "youssef") if is_anonymous else ())
        return agreement_report(
            compared.agreement,
            project=project,
            made=date(2026, 1, 31),
            called=called,
            examples=examples_of(compared.material, compared.agreement, called=called, of_each=of_each),
            dark={label.light: label.dark for label in seeds.schema.labels},
        )

    return make
