"""Formats that other packages bring: the example of docs/formats.md, installed as a package would be."""

import json
import re
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange import brought
from annotator.exchange.exporting import export
from annotator.exchange.importing import import_paths
from annotator.exchange.registry import readers, writers
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a module as the format `tabs`."""

    def install(code, *, name):
        brought.modules.cache_clear()  # a program that runs does not look again
        site = tmp_path / name
        facts = site / f"{name}-1.0.dist-info"
        facts.mkdir(parents=True)
        (site / f"{name}.py").write_text(code, encoding="utf-8")
        (facts / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8"
        )
        (facts / "entry_points.txt").write_text(f"[{brought.GROUP}]\ntabs = {name}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))

    yield install
    brought.modules.cache_clear()


def example():
    return next(
        code
        for code in re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        if "READ_BACK" in code
    )


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.annot", schema=load("security-news")) as made:
        import_paths(made, [*sorted((SEEDS / "articles").glob("0[1-3]-*.txt"))])
        rows = (SEEDS / "labels" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if json.loads(row)["id"][:2] in ("01", "02", "03")]
        gold = tmp_path / "gold.jsonl"
        gold.write_text("\n".join(kept) + "\n", encoding="utf-8")
        import_paths(made, [gold], annotator="gold")
        yield made


def test_the_example_of_the_docs_goes_out_is_proved_and_comes_in_again(installed, project, tmp_path):
    installed(example(), name="tabs_example")
    assert "tabs" in readers()
    assert list(readers())[-1] == "text"
    out = tmp_path / "out.tabs"
    report = export(project, out, format="tabs", by="gold")
    assert (report.documents, report.lost) == (3, ())
    assert verify(out).spans == report.spans > 100
    with Project.create(tmp_path / "q.annot", schema=load("security-news")) as other:
        import_paths(other, [out], annotator="gold")
        for id_ in project.documents.ids():
            assert other.documents.get(id_) == project.documents.get(id_)
            assert other.annotations.get(id_, "gold").spans == project.annotations.get(id_, "gold").spans


def test_a_writer_that_drops_spans_is_found_out(installed, project, tmp_path):
    code = example().replace("for one in document.spans]", "for one in document.spans[1:]]", 1)
    installed(code, name="tabs_lossy")
    with pytest.raises(errors.ReadBackDiffers):
        export(project, tmp_path / "out.tabs", format="tabs", by="gold")
    assert not (tmp_path / "out.tabs").exists()


@pytest.mark.parametrize(
    "code", ["import a_module_that_is_nowhere", "WRITER = object()", "NOTHING = 1", "1 / 0"], ids=repr
)
def test_a_format_that_cannot_be_used_is_said_to_be_broken(installed, code):
    installed(code, name=f"tabs_broken_{len(code)}")
    with pytest.raises(errors.BrokenFormat, match="tabs"):
        readers()


def test_our_own_formats_keep_their_names(installed):
    before = writers()["jsonl"]
    installed(example().replace('name = "tabs"', 'name = "jsonl"'), name="tabs_shadow")
    assert writers()["jsonl"] is before
