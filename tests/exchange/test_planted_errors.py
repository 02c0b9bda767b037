"""Errors that were planted to be found leave the project in no format: files are as if they had not been."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.exchange import registry
from annotator.exchange.exporting import export
from annotator.exchange.selection import SUGGESTIONS
from annotator.labelling.decisions import accept
from annotator.labelling.sheet import open_sheet
from annotator.model import Draft, Planted, Reason, State, StateEdit, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import clean

TEXT = "زيارة إلى الرباط وصل سفير باكستان بالمغرب"
RABAT, ENVOY, PAKISTAN = (10, 16), (21, 25), (26, 33)


def _suggestion(place: tuple[int, int], label: str) -> Suggestion:
    return Suggestion(*place, label, "", "lexicon", 0.5, Reason("lexicon", {}))


def _fill(project: Project, *, has_errors: bool) -> Project:
    """One label is right; errors are a person who is none and a town that is a country, both accepted."""
    for id_ in ("d1", "d2"):
        project.documents.add(NewDocument(id_, TEXT.encode(), "utf-8", clean(TEXT, steps=()), "t", "o", {}))
        wrong = [_suggestion(ENVOY, "PERS"), _suggestion(PAKISTAN, "LOC")] if has_errors else []
        rights = [] if has_errors else [_suggestion(PAKISTAN, "GPE")]
        project.suggestions.replace(id_, [_suggestion(RABAT, "GPE"), *wrong, *rights], sources={"lexicon"})
        for one in project.suggestions.of(id_):
            if one.label == "PERS":
                project.honesty.plant([(one.id, Planted("nothing"))])
            if one.label == "LOC":
                project.honesty.plant([(one.id, Planted("label", _suggestion(PAKISTAN, "GPE")))])
        for start in [RABAT[0], *((ENVOY[0], PAKISTAN[0]) if has_errors else ())]:
            sheet = open_sheet(project, id_, annotator="amina")
            chosen = next(one for one in sheet.suggestions if one.start == start)
            project.changes.record("amina", accept(sheet, chosen).draft)
        state = project.annotations.states("amina")[id_]
        project.changes.record("amina", Draft("finish", {}, (StateEdit(id_, state, State.FINISHED),)))
    return project


@pytest.mark.parametrize("by", ["amina", SUGGESTIONS])
@pytest.mark.parametrize("name", sorted(registry.writers()))
def test_files_are_as_if_no_error_had_been_planted(
    new_project: Callable[[str], Project], tmp_path: Path, name: str, by: str
) -> None:
    written = {}
    for has_errors in (True, False):
        folder = tmp_path / str(has_errors)
        folder.mkdir()
        with _fill(new_project(str(folder)), has_errors=has_errors) as project:
            report = export(project, folder / "o", format=name, by=by, has_card=True)
        card, manifest = report.card, report.manifest
        assert card is not None
        if has_errors:
            for path in (card, manifest):
                assert TEXT[slice(*ENVOY)] not in path.read_text(encoding="utf-8")
        files = [report.path] if report.path.is_file() else sorted(report.path.rglob("*.*"))
        written[has_errors] = {path.name: path.read_bytes() for path in files if path not in (card, manifest)}
    assert written[True] == written[False]
    assert written[True]
