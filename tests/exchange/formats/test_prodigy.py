"""Prodigy's JSONL: what its documentation demands of a task, and whose answers are taken."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange.exporting import export
from annotator.exchange.formats import prodigy
from annotator.exchange.formats.cut_tokens import cut_tokens
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.strategies import PIECES, drawn

TEXT = "👨‍👩‍👧 وصل  للرباط،\nثم"
DOCUMENTS = drawn(load("security-news"))
GPE = (TEXT.index("لرباط"), TEXT.index("لرباط") + 5)


def written(tmp_path: Path, document: Outgoing, **options: bool) -> dict[str, object]:
    prodigy.WRITER.write([document], tmp_path / "out", options=Options(**options), tally=Tally())  # type: ignore[arg-type]
    record: dict[str, object] = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    return record


def test_golden_bytes(tmp_path: Path) -> None:
    spans = (Span(6, GPE[1], "ORG", "media"), Span(*GPE, "GPE"))
    document = Outgoing("1", TEXT, "عنوان", "", {"date": "2025"}, spans)
    prodigy.WRITER.write([document], tmp_path / "out", options=Options(sublabels=True), tally=Tally())
    assert (tmp_path / "out").read_bytes().decode() == (
        '{"id": "1", "text": "👨‍👩‍👧 وصل  للرباط،\\nثم", "tokens": ['
        '{"text": "👨‍👩‍👧", "start": 0, "end": 5, "id": 0, "ws": true}, '
        '{"text": "وصل", "start": 6, "end": 9, "id": 1, "ws": true}, '
        '{"text": " ", "start": 10, "end": 11, "id": 2, "ws": false}, '
        '{"text": "ل", "start": 11, "end": 12, "id": 3, "ws": false}, '
        '{"text": "لرباط", "start": 12, "end": 17, "id": 4, "ws": false}, '
        '{"text": "،", "start": 17, "end": 18, "id": 5, "ws": false}, '
        '{"text": "\\n", "start": 18, "end": 19, "id": 6, "ws": false}, '
        '{"text": "ثم", "start": 19, "end": 21, "id": 7, "ws": false}], "spans": ['
        '{"start": 6, "end": 17, "token_start": 1, "token_end": 4, "label": "ORG.media", '
        '"text": "وصل  للرباط"}, '
        '{"start": 12, "end": 17, "token_start": 4, "token_end": 4, "label": "GPE", "text": "لرباط"}], '
        '"meta": {"title": "عنوان", "outlet": "", "date": "2025"}, "answer": "accept", '
        '"_view_id": "spans_manual", "_is_binary": false}\n'
    )


@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join), data=st.data())
def test_tokens_make_the_text_again_and_every_span_stands_on_whole_ones(
    text: str, data: st.DataObject
) -> None:
    document = data.draw(DOCUMENTS)[0]
    for words, spans in ((text, ()), (document.text, document.spans)):
        tokens = cut_tokens(words, spans)
        assert "".join(words[start:end] + " " * has_space for start, end, has_space in tokens) == words
        assert {span.start for span in spans} <= {token.start for token in tokens}
        assert {span.end for span in spans} <= {token.end for token in tokens}
        assert all(token.start < token.end for token in tokens)


@pytest.mark.parametrize(
    ("value", "is_hash"), [("-977724056", True), ("0", True), ("007", False), ("x", False)]
)
def test_prodigys_own_hash_is_kept_and_none_is_made_up(tmp_path: Path, value: str, is_hash: bool) -> None:
    record = written(tmp_path, Outgoing("1", "في", meta={"_input_hash": value}))
    assert record.get("_input_hash") == (int(value) if is_hash else None)
    assert "_input_hash" not in written(tmp_path, Outgoing("1", "في"))


def test_the_hash_makes_the_round_trip(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    task = {"text": "في الرباط", "_input_hash": -7, "_task_hash": 9, "answer": "accept", "spans": []}
    path.write_text(json.dumps(task), encoding="utf-8")
    assert import_paths(project, [path], annotator="gold").refused == []
    export(project, tmp_path / "out.jsonl", format="prodigy", by="gold")
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (record["_input_hash"], "_task_hash" in record) == (-7, False)


@pytest.fixture
def imported(project: Project, tmp_path: Path) -> Callable[..., Project]:
    def take(*tasks: dict[str, object], by: str = "") -> Project:
        path = tmp_path / "a.jsonl"
        path.write_text("\n".join(map(json.dumps, tasks)), encoding="utf-8")
        options = ReadOptions(by=by)
        report = import_paths(project, [path], format="prodigy", annotator="gold", options=options)
        for refusal in report.refused:
            raise refusal
        return project

    return take


def task(text: str, answer: object = "accept", **fields: object) -> dict[str, object]:
    spans = [{"start": 0, "end": 2, "label": "GPE", "token_start": 0, "token_end": 0}]
    return {"text": text, "spans": spans, "answer": answer, "_input_hash": 1, **fields}


def test_what_was_rejected_or_ignored_has_no_labels(imported: Callable[..., Project]) -> None:
    project = imported(task("اب1"), task("اب2", "reject"), task("اب3", "ignore"), task("اب4", None))
    ids = project.documents.ids()
    assert [len(project.annotations.get(id_, "gold").spans) for id_ in ids] == [1, 0, 0, 1]
    states = [project.annotations.get(id_, "gold").state.value for id_ in ids]
    assert states == ["finished", "new", "new", "finished"]
    assert [project.documents.get(id_).meta.get("answer") for id_ in ids] == [None, "reject", "ignore", None]


def test_an_accepted_text_without_spans_is_finished(imported: Callable[..., Project]) -> None:
    project = imported({"text": "اب", "answer": "accept", "_input_hash": 1}, {"text": "اج", "_input_hash": 1})
    states = [project.annotations.get(id_, "gold").state.value for id_ in project.documents.ids()]
    assert states == ["finished", "new"]


@pytest.mark.parametrize("field", ["_annotator_id", "_session_id"])
def test_nobody_is_chosen_where_several_have_answered(imported: Callable[..., Project], field: str) -> None:
    both = (
        task("اب1", **{field: "d-amina"}),
        task("اب1", **{field: "d-badr"}),
        task("اب2", **{field: "d-badr"}),
    )
    with pytest.raises(errors.SeveralAnnotators, match="d-amina, d-badr"):
        imported(*both)
    with pytest.raises(errors.NoWorkOf, match="no work of carla; it holds work of d-amina, d-badr"):
        imported(*both, by="carla")
    assert len(imported(*both, by="d-badr").documents.ids()) == 2


def test_names_stand_before_sessions_and_times_are_no_names(imported: Callable[..., Project]) -> None:
    first = task("اب1", _session_id="2021-11-05_12-01-33")
    second = task("اب2", _session_id="news-2022-11-05_12-01-33")
    assert len(imported(first, second).documents.ids()) == 2
    with pytest.raises(errors.SeveralAnnotators, match=r"\?, amina"):
        imported(first, task("اب3", _annotator_id="amina", _session_id="2021-11-05_12-01-33"))


@pytest.mark.parametrize("marks", [{"_is_binary": True}, {"_view_id": "ner"}])
def test_a_yes_or_no_is_not_taken_for_a_document(
    imported: Callable[..., Project], marks: dict[str, object]
) -> None:
    with pytest.raises(errors.PartialAnswer, match="line 2"):
        imported(task("اب1"), task("اب2", **marks))
    imported(task("اب3", "ignore", **marks))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": None}, errors.MissingField),
        ({"text": 1}, errors.FieldNotText),
        ({"spans": {}}, errors.FieldNotList),
        ({"spans": [1]}, errors.FieldNotObject),
        ({"spans": [{"start": 0, "end": 1}]}, errors.MissingField),
        ({"spans": [{"start": 0, "end": "1", "label": "GPE"}]}, errors.FieldNotWholeNumber),
        ({"spans": [{"start": 0, "label": "GPE"}]}, errors.MissingField),
        ({"spans": [{"start": 0, "end": 2, "label": "GPE", "text": "غي"}]}, errors.SpanTextDiffers),
        ({"spans": [{"start": 0, "end": 20, "label": "GPE"}]}, errors.SpanOutsideText),
        ({"meta": []}, errors.FieldNotObject),
        ({"answer": 1}, errors.FieldNotText),
        ({"_annotator_id": []}, errors.FieldNotText),
    ],
)
def test_fields_of_a_wrong_type_are_named(
    imported: Callable[..., Project], fields: dict[str, object], error: type[errors.InputError]
) -> None:
    with pytest.raises(error):
        imported({**task("اب1"), **fields})
