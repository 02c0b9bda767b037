"""doccano's JSONL: what its import demands, in which unit it counts, and the forms of its exports."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.exporting import export
from annotator.exchange.formats import doccano
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.model import Span
from annotator.project.file import Project

# doccano's own example of the unit (its issue 2290): the word is at 22 of UTF-16, at 19 of code points.
FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"


def test_golden_bytes(tmp_path: Path) -> None:
    spans = (Span(0, 3, "ORG", "media"), Span(2, 3, "GPE"))
    document = Outgoing("1/ا", "🇲🇦ا", "عنوان", "هسبرس", {"date": "2025"}, spans)
    doccano.WRITER.write([document], tmp_path / "out", options=Options(sublabels=True), tally=Tally())
    assert (tmp_path / "out").read_bytes().decode() == (
        '{"id": "1/ا", "text": "🇲🇦ا", "label": [[0, 5, "ORG.media"], [4, 5, "GPE"]], '
        '"meta": {"title": "عنوان", "outlet": "هسبرس", "date": "2025"}}\n'
    )


def test_what_doccanos_import_demands(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path
) -> None:
    """data_import/pipeline: a text, offsets from 0 with start < end, labels of a letter or more."""
    export(
        gold(line("1", "في 👨‍👩‍👧 الرباط", (9, 15, "GPE")), line("2", "ا")),
        tmp_path / "o.jsonl",
        format="doccano",
        by="gold",
    )
    rows = [json.loads(row) for row in (tmp_path / "o.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
    for row in rows:
        assert isinstance(row["text"], str)
        assert row["text"] != ""
        for start, end, label in row["label"]:
            assert 0 <= start < end <= len(row["text"].encode("utf-16-le")) // 2
            assert isinstance(label, str)
            assert label != ""
        # Columns that doccano fills in itself must not be there.
        assert not row.keys() & {"filename", "upload_name", "uuid", "line_number"}
    manifest = json.loads((tmp_path / "o.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert manifest["offsets"]["unit"] == "UTF-16 code units"


@pytest.fixture
def imported(project: Project, tmp_path: Path) -> Callable[..., Project]:
    def take(*rows: object, by: str = "") -> Project:
        path = tmp_path / "a.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        options = ReadOptions(by=by)
        report = import_paths(project, [path], format="doccano", annotator="gold", options=options)
        for refusal in report.refused:
            raise refusal
        return project

    return take


def test_offsets_are_counted_as_the_browser_does(imported: Callable[..., Project]) -> None:
    end = len(FIREMEN.encode("utf-16-le")) // 2
    project = imported({"text": FIREMEN, "label": [[end - 10, end, "VEH"]]})
    (id_,) = project.documents.ids()
    (span,) = project.annotations.get(id_, "gold").spans
    assert FIREMEN[span.start : span.end] == "firetrucks"


def test_an_offset_inside_a_character_is_refused(imported: Callable[..., Project]) -> None:
    with pytest.raises(errors.OffsetInsideCharacter, match="line 1: the offset 1"):
        imported({"text": "👨ا", "label": [[1, 3, "GPE"]]})
    with pytest.raises(errors.SpanOutsideText):
        imported({"text": "👨ا", "label": [[2, 9, "GPE"]]})


SPAN = {"id": 9, "label": "GPE", "start_offset": 0, "end_offset": 2}


@pytest.mark.parametrize(
    "labels",
    [
        {"label": [[0, 2, "GPE"]]},
        {"labels": [[0, 2, "GPE"]]},
        {"entities": [[0, 2, "GPE"]], "cats": []},
        {"entities": [SPAN], "relations": []},
        {"annotations": [{**SPAN, "user": 1}]},
    ],
)
def test_every_form_of_labels_is_read(imported: Callable[..., Project], labels: dict[str, object]) -> None:
    project = imported({"id": 6400, "text": "في الرباط", **labels})
    spans = project.annotations.get("a-1", "gold").spans
    assert [(span.start, span.end, span.label) for span in spans] == [(0, 2, "GPE")]


def test_an_empty_list_is_finished_and_none_is_not(imported: Callable[..., Project]) -> None:
    project = imported({"id": 1, "text": "اب", "label": []}, {"id": 2, "text": "اج", "Comments": []})
    assert [project.annotations.get(id_, "gold").state.value for id_ in ("a-1", "a-2")] == ["finished", "new"]


def test_other_columns_relations_and_comments_are_kept(
    imported: Callable[..., Project], tmp_path: Path
) -> None:
    relation = {"id": 1, "from_id": 9, "to_id": 9, "type": "x"}
    project = imported(
        {
            "id": 1,
            "text": "في الرباط",
            "entities": [SPAN],
            "relations": [relation],
            "Comments": [],
            "meta": {"title": "عنوان", "outlet": "هسبرس", "pages": 3},
            "wiki": "Q1",
            "none": None,
        },
        {"id": 2, "text": "ا", "label": [], "meta": "ملاحظة"},
    )
    first, second = project.documents.get("a-1"), project.documents.get("a-2")
    assert (first.title, first.outlet) == ("عنوان", "هسبرس")
    place = {"file": f"{tmp_path.name}/a.jsonl"}
    kept = {"relations": json.dumps([relation]), "pages": "3", "wiki": "Q1", "doccano_id": "1"}
    assert first.meta == {**kept, **place}
    assert second.meta == {"meta": "ملاحظة", "doccano_id": "2", **place}


def test_nobody_is_chosen_where_several_have_labelled(imported: Callable[..., Project]) -> None:
    first, second = {**SPAN, "user": 1}, {**SPAN, "user": 2, "label": "LOC"}
    row = {"id": 1, "text": "في الرباط", "annotations": [first, second]}
    with pytest.raises(errors.SeveralAnnotators, match="1, 2"):
        imported(row)
    with pytest.raises(errors.NoWorkOf, match="no work of 3"):
        imported(row, by="3")
    (span,) = imported(row, by="2").annotations.get("a-1", "gold").spans
    assert span.label == "LOC"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": None}, errors.MissingField),
        ({"label": {}}, errors.FieldNotList),
        ({"label": ["positive"]}, errors.FieldNotObject),
        ({"label": [[0, 2]]}, errors.FieldNotObject),
        ({"label": [[0, "2", "GPE"]]}, errors.FieldNotObject),
        ({"label": [{"start_offset": 0, "end_offset": 1}]}, errors.MissingField),
        ({"label": [{"start_offset": 0, "label": "GPE"}]}, errors.MissingField),
        ({"label": [{**SPAN, "label": 7}]}, errors.UnknownLabel),
        ({"id": []}, errors.FieldNotText),
    ],
)
def test_fields_of_a_wrong_type_are_named(
    imported: Callable[..., Project], fields: dict[str, object], error: type[errors.InputError]
) -> None:
    with pytest.raises(error):
        imported({"id": 1, "text": "في الرباط", **fields})
