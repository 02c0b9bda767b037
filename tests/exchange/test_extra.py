"""The base install: every format is listed, what needs nothing more is read and written, the rest says so."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
# What only the extra `formats` brings, by the names of modules.
ABSENT = ("docx", "lxml", "openpyxl", "pdfminer", "pyarrow", "spacy", "trafilatura", "torch")

# Runs where none of these can be imported; prints what each format came to.
SCRIPT = """
import json, sys
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.exchange import registry
from annotator.exchange.exporting import export
from annotator.exchange.importing import import_paths
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load

folder = Path(sys.argv[1])
texts = {"a.jsonl": '{"id": "1", "text": "abc", "spans": [{"start": 0, "end": 3, "label": "ORG"}]}'}
(folder / "a.jsonl").write_text(texts["a.jsonl"] + "\\n")
said = {"read": {}, "written": {}, "verified": {}}
with Project.create(folder / "p.annot", schema=load("security-news"), name="p") as project:
    import_paths(project, [folder / "a.jsonl"], annotator="gold")
    for name, writer in registry.writers().items():
        out = folder / ("out-" + name + writer.suffix)
        try:
            export(project, out, format=name, by="gold")
            said["written"][name] = ""
        except AnnotatorError as error:
            said["written"][name] = str(error)
    for path in map(Path, sys.argv[2:]):
        (refusal,) = import_paths(project, [path], annotator="gold").refused or [""]
        said["read"][path.suffix] = str(refusal)
        try:
            said["verified"][path.suffix] = verify(path).format
        except AnnotatorError as error:
            said["verified"][path.suffix] = str(error)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the base install says of each format, and of files that a full one wrote."""
    folder = tmp_path_factory.mktemp("base")
    files = _files(folder)
    for package in ABSENT:  # before the installed one, in every process
        (folder / "absent").mkdir(exist_ok=True)
        (folder / "absent" / f"{package}.py").write_text(
            "raise ModuleNotFoundError(__name__)\n", encoding="utf-8"
        )
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *map(str, files)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder / "absent"), str(ROOT)])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


def _files(folder: Path) -> list[Path]:
    import openpyxl

    from annotator.exchange.exporting import export
    from annotator.exchange.importing import import_paths
    from annotator.project.file import Project
    from annotator.schema import load

    with Project.create(folder / "q.annot", schema=load("security-news"), name="q") as project:
        (folder / "b.jsonl").write_text('{"id": "2", "text": "x", "spans": []}\n', encoding="utf-8")
        import_paths(project, [folder / "b.jsonl"], annotator="gold")
        export(project, folder / "x.parquet", format="parquet", by="gold")
        export(project, folder / "x.spacy", format="docbin", by="gold")
    book = openpyxl.Workbook()
    book.worksheets[0].append(["text"])
    book.save(folder / "x.xlsx")
    (folder / "x.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "x.html").write_text("<!DOCTYPE html><html><body><p>x</p></body></html>", encoding="utf-8")
    return [folder / f"x{suffix}" for suffix in (".parquet", ".xlsx", ".pdf", ".html", ".spacy")]


@pytest.mark.parametrize(
    ("suffix", "format_name", "package"),
    [
        (".parquet", "parquet", "pyarrow"),
        (".xlsx", "excel", "openpyxl"),
        (".pdf", "pdf", "pdfminer.six"),
        (".html", "html", "trafilatura"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    said: dict[str, Any], suffix: str, format_name: str, package: str
) -> None:
    assert said["read"][suffix] == (
        f"The format «{format_name}» needs the package {package}, which is not installed. "
        "pip install -e '.[formats]' brings it, in the folder of Annotator's source."
    )


@pytest.mark.parametrize(
    ("format_name", "package"), [("parquet", "pyarrow"), ("huggingface", "pyarrow"), ("docbin", "spacy")]
)
def test_what_cannot_be_written_is_one_sentence(said: dict[str, Any], format_name: str, package: str) -> None:
    assert f"«{format_name}» needs the package {package}," in said["written"][format_name]


def test_all_else_is_written(said: dict[str, Any]) -> None:
    needing = {name for name, sentence in said["written"].items() if sentence}
    assert needing == {"parquet", "huggingface", "docbin"}


def test_a_docbin_is_verified_without_spacy_and_parquet_is_not_without_pyarrow(said: dict[str, Any]) -> None:
    assert said["verified"][".spacy"] == "docbin"
    assert "needs the package pyarrow" in said["verified"][".parquet"]


def test_the_list_of_formats_brings_in_none_of_them() -> None:
    code = (
        "import sys, annotator.exchange.registry as registry; registry.readers(), registry.writers(); "
        f"print(*({ {*ABSENT, 'numpy'} } & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []
