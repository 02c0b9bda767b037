"""Rows of other labelling programs: their numbers are theirs, and the articles are ours."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.exchange.exporting import export
from annotator.exchange.importing import ImportReport, import_paths, preview
from annotator.project.file import Project

TEXT = "وصل الوفد إلى الرباط"
PLACE = TEXT.index("الرباط")


def doccano(*texts: str, first: int = 1) -> str:
    rows = [
        {"id": number, "text": text, "label": [[text.index("الرباط"), text.index("الرباط") + 6, "GPE"]]}
        for number, text in enumerate(texts, first)
    ]
    return "\n".join(map(json.dumps, rows))


def label_studio(*texts: str, first: int = 1) -> str:
    tasks = []
    for number, text in enumerate(texts, first):
        start = text.index("الرباط")
        value = {"start": start, "end": start + 6, "text": "الرباط", "labels": ["GPE"]}
        result = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
        tasks.append({"id": number, "data": {"text": text}, "annotations": [{"id": 9, "result": [result]}]})
    return json.dumps(tasks)


@pytest.fixture(params=[doccano, label_studio])
def take(request: pytest.FixtureRequest, project: Project, tmp_path: Path) -> Callable[..., ImportReport]:
    """Imports what a program gives back as the work of amina."""

    def labels(*texts: str, first: int = 1) -> ImportReport:
        path = tmp_path / "labels.json"
        path.write_text(request.param(*texts, first=first), encoding="utf-8")
        seen = preview(project, [path], annotator="amina")
        report = import_paths(project, [path], annotator="amina")
        # A trial says what the import does.
        for name in ("documents", "already_there", "spans", "led", "skipped_spans"):
            assert getattr(seen, name) == getattr(report, name)
        assert [str(error) for error in report.refused] == [str(error) for error in seen.refused] == []
        return report

    return labels


def put(project: Project, folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert import_paths(project, [folder / f"{name}.txt" for name in texts]).documents == len(texts)


def spans(project: Project, document_id: str, annotator: str = "amina") -> list[tuple[str, str]]:
    text = project.documents.get(document_id).text
    found = project.annotations.get(document_id, annotator).spans
    return [(text[span.start : span.end], span.label) for span in found]


def test_labels_reach_the_article_whose_text_they_have(
    project: Project, tmp_path: Path, take: Callable[..., ImportReport]
) -> None:
    put(project, tmp_path, goud=TEXT, hespress="في الرباط")
    take("في الرباط", TEXT)
    assert project.documents.ids() == ["goud", "hespress"]
    assert [spans(project, id_) for id_ in ("goud", "hespress")] == [[("الرباط", "GPE")]] * 2


def test_a_number_that_is_an_id_here_stands_in_nobodys_way(
    project: Project, tmp_path: Path, take: Callable[..., ImportReport]
) -> None:
    put(project, tmp_path, **{"1": "نص اخر"})
    take(TEXT)
    assert project.documents.ids() == ["1", "labels-1"]
    (number,) = (
        value for key, value in project.documents.get("labels-1").meta.items() if key.endswith("_id")
    )
    assert number == "1"
    assert spans(project, "labels-1") == [("الرباط", "GPE")]


def test_a_later_export_with_other_rows_is_taken(project: Project, take: Callable[..., ImportReport]) -> None:
    take(TEXT)
    again = take("غدا في الرباط", TEXT)
    assert (again.documents, again.already_there) == (1, 1)
    assert take("غدا في الرباط", TEXT).already_there == 2
    assert take("امس في الرباط").documents == 1
    first, second, third = project.documents.ids()
    assert (first, second.rpartition("/")[2], third) == ("labels-1", "labels-1", "labels-1-2")


def test_labels_on_an_uncleaned_text_are_led_over(
    project: Project, tmp_path: Path, take: Callable[..., ImportReport]
) -> None:
    raw = f"\u200f{TEXT}\r\nقال مصدر \u202bأمني\u202c \r\n"
    (tmp_path / "goud.txt").write_bytes(raw.encode())
    import_paths(project, [tmp_path / "goud.txt"])
    report = take(raw)
    assert (report.documents, report.already_there, report.led) == (0, 1, 1)
    assert spans(project, "goud") == [("الرباط", "GPE")]


def test_labels_on_what_cleaning_took_away_stay_with_their_text(project: Project, tmp_path: Path) -> None:
    long = " ".join(f"{TEXT} اليوم رقم {number}" for number in range(40))
    raw = f"{long}\n<script>var x = 1;</script>\n{long}"
    put(project, tmp_path, goud=raw)
    path = tmp_path / "labels.jsonl"
    row = {"id": 7, "text": raw, "label": [[raw.index("var"), raw.index("var") + 3, "GPE"]]}
    path.write_text(json.dumps(row), encoding="utf-8")
    seen = preview(project, [path], annotator="amina")
    assert (seen.documents, seen.led, seen.near) == (1, 0, [("labels-1", "goud")])


@pytest.mark.parametrize("kind", ["doccano", "label-studio"])
def test_an_export_that_another_program_numbered_comes_back(
    project: Project, tmp_path: Path, take: Callable[..., ImportReport], kind: str
) -> None:
    put(project, tmp_path, goud=TEXT)
    take(TEXT)
    out = tmp_path / ("out.json" if kind == "label-studio" else "out.jsonl")
    export(project, out, format=kind, by="amina")
    found = json.loads(out.read_text(encoding="utf-8"))
    for number, row in enumerate(found if isinstance(found, list) else [found], 50):
        # doccano keeps what it does not know as columns, which its export puts over its own number.
        row["id"] = number
        if kind == "doccano":
            row["meta"]["id"] = "goud"
    out.write_text(json.dumps(found), encoding="utf-8")
    report = import_paths(project, [out], annotator="badr")
    assert ([str(error) for error in report.refused], report.documents) == ([], 0)
    assert spans(project, "goud", "badr") == [("الرباط", "GPE")]


def test_the_labels_of_a_copy_that_is_left_out_go_to_what_it_is_a_copy_of(
    project: Project, tmp_path: Path
) -> None:
    put(project, tmp_path, goud=TEXT)
    path = tmp_path / "in.jsonl"
    span = {"start": PLACE, "end": PLACE + 6, "label": "GPE"}
    other = {"start": 4, "end": 9, "label": "ORG"}
    rows = [{"id": "a", "text": TEXT, "spans": [span]}, {"id": "b", "text": TEXT, "spans": [span, other]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    seen = preview(project, [path], annotator="amina", skip_copies="exact")
    report = import_paths(project, [path], annotator="amina", skip_copies="exact")
    for one in (seen, report):
        assert (one.documents, one.skipped, one.spans, one.refused) == (0, 2, 1, [])
        assert one.skipped_spans == {"GPE": 1, "ORG": 1}
    assert spans(project, "goud") == [("الرباط", "GPE")]


def test_the_labels_of_near_copies_that_are_left_out_are_counted(project: Project, tmp_path: Path) -> None:
    long = " ".join(f"{TEXT} اليوم رقم {number}" for number in range(40))
    put(project, tmp_path, goud=long)
    path = tmp_path / "in.jsonl"
    span = {"start": PLACE, "end": PLACE + 6, "label": "GPE"}
    rows = [
        {"id": "near", "text": f"{long} غدا", "spans": [span]},
        {"id": "same", "text": long, "spans": [span]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = import_paths(project, [path], annotator="amina", skip_copies="near")
    assert (report.documents, report.skipped, report.spans) == (0, 2, 1)
    assert report.skipped_spans == {"GPE": 1}
    assert spans(project, "goud") == [("الرباط", "GPE")]
