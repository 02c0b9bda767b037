"""The sample project: made from `seeds/`, and worked on without a window where there is no display."""

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from annotator import words
from annotator.agreement.as_json import to_json
from annotator.agreement.gathering import compare
from annotator.agreement.scope import Resampling, Scope
from annotator.assets import seed
from annotator.exchange.exporting import export
from annotator.exchange.importing import import_paths
from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import GOLD
from annotator.project.file import Project
from annotator.project.staging import writing_errors
from annotator.schema import load
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.words import _

NEWCOMER: Final = "guest"
ANNOTATORS: Final = ("amina", "youssef")
Progress = Callable[[int, int], None]


def make(directory: Path, *, on_progress: Progress) -> Path:
    """Make the sample project in a folder, unless it is there from before, and return its path.

    The project appears under its name only when it is whole. Raises NoRights, NoSpace or CannotWrite.
    """
    with writing_errors(directory):
        directory.mkdir(parents=True, exist_ok=True)
    path = directory / "demo.annot"
    if path.exists():
        return path
    draft = directory / f".{uuid.uuid4().hex}.annot"
    try:
        _fill(draft, on_progress=on_progress)
        with writing_errors(path):
            draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def work_without_window(path: Path, *, on_progress: Progress) -> list[Path]:
    """Do on the sample project what a person would: decide, export, compare, and picture the window.

    Return the files that this left beside the project.
    """
    folder = path.parent
    results = [path]
    with Project.open(path) as project:
        _decide(project)
        for done, (format_, name) in enumerate((("jsonl", "export.jsonl"), ("conll2002", "export.conll"))):
            report = export(project, folder / name, format=format_, by=GOLD)
            results += [folder / name, report.manifest]
            on_progress(done + 1, 5)
        figures = folder / "agreement.json"
        drawn = Resampling()
        found = to_json(compare(project, Scope(annotators=ANNOTATORS), resampling=drawn), resampling=drawn)
        with writing_errors(figures):
            figures.write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")
        results.append(figures)
    from annotator.gui.picture import take_picture

    with _off_screen():
        for done, language in enumerate(("ar", "en")):
            picture = folder / f"window-{language}.png"
            take_picture(path, picture, annotator=NEWCOMER, locale=language)
            results.append(picture)
            on_progress(done + 4, 5)
    return results


@contextmanager
def _off_screen() -> Iterator[None]:
    """Let Qt draw without a display, where it would end the process, and in languages of its own."""
    before = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        yield
    finally:
        words.use(words.from_environment())
        if before is None:
            del os.environ["QT_QPA_PLATFORM"]
        else:
            os.environ["QT_QPA_PLATFORM"] = before


def _fill(path: Path, *, on_progress: Progress) -> None:
    with Project.create(path, schema=load("security-news"), name=_("Sample project")) as project:
        _import(project, seed("articles"))
        suggest_documents(project, sources=sources_for(project), on_progress=on_progress)
        for name in (*ANNOTATORS, GOLD):
            _import(project, seed("labels", f"{name}.jsonl"), annotator=name)


def _import(project: Project, path: Path, *, annotator: str | None = None) -> None:
    for error in import_paths(project, [path], annotator=annotator).refused:
        raise error


def _decide(project: Project) -> None:
    """Begin the first document as a person would, unless that was done before: accept a few suggestions."""
    ids = project.documents.ids()
    if not ids or NEWCOMER in project.annotations.annotators():
        return
    sheet = open_sheet(project, ids[0], annotator=NEWCOMER)
    for _time in range(6):
        if not sheet.open_suggestions:
            break
        outcome = decisions.accept(sheet, sheet.open_suggestions[0])
        sheet = sheet.after(project.changes.record(NEWCOMER, outcome.draft).edits)
