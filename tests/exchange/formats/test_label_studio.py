"""Label Studio's JSON: what its documentation demands of a task, and whose answers are taken."""

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from annotator import errors
from annotator.exchange.exporting import export
from annotator.exchange.formats import label_studio
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.model import Span
from annotator.project.file import Project


def test_golden_bytes(tmp_path: Path) -> None:
    first = Outgoing(
        "1", "🇲🇦ا", "عنوان", "", {"date": "2025"}, (Span(0, 3, "ORG", "media"), Span(2, 3, "GPE"))
    )
    documents = [first, Outgoing("2", "")]
    label_studio.WRITER.write(documents, tmp_path / "out", options=Options(sublabels=True), tally=Tally())
    assert (tmp_path / "out").read_bytes().decode() == (
        '[\n{"data": {"text": "🇲🇦ا", "id": "1", "meta": {"title": "عنوان", "outlet": "", "date": "2025"}}, '
        '"annotations": [{"result": ['
        '{"id": "1-1", "from_name": "label", "to_name": "text", "type": "labels", '
        '"value": {"start": 0, "end": 3, "text": "🇲🇦ا", "labels": ["ORG.media"]}}, '
        '{"id": "1-2", "from_name": "label", "to_name": "text", "type": "labels", '
        '"value": {"start": 2, "end": 3, "text": "ا", "labels": ["GPE"]}}]}]},\n'
        '{"data": {"text": "", "id": "2", "meta": {"title": "", "outlet": ""}}, '
        '"annotations": [{"result": []}]}\n]\n'
    )


def test_no_document_is_an_empty_array(tmp_path: Path) -> None:
    label_studio.WRITER.write([], tmp_path / "out", options=Options(), tally=Tally())
    assert (tmp_path / "out").read_bytes() == b"[]\n"


def test_what_label_studios_import_demands(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path
) -> None:
    """task_format, result_format, predictions, tags/text and tags/labels of labelstud.io, field by field."""
    lines = [line(str(number), "في 👨‍👩‍👧 الرباط", (9, 15, "GPE"), (3, 15, "EVENT")) for number in range(3)]
    export(gold(*lines), tmp_path / "o.json", format="label-studio", by="gold")
    tasks = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    ids: list[str] = []
    for task in tasks:
        text = task["data"]["text"]  # «value="$text"» of the Text tag
        (annotation,) = task["annotations"]
        assert "id" not in task  # Label Studio numbers tasks and annotations itself
        assert not annotation.keys() & {"id", "completed_by"}  # nobody there is known here
        for result in annotation["result"]:
            ids.append(result["id"])
            assert re.fullmatch(r"[A-Za-z0-9_-]+", result["id"])
            assert (result["from_name"], result["to_name"], result["type"]) == ("label", "text", "labels")
            value = result["value"]
            # The editor makes an array of a text's code points before it counts.
            assert "".join([*text][value["start"] : value["end"]]) == value["text"]
            assert [type(label) for label in value["labels"]] == [str]
    assert len(set(ids)) == len(ids) == 6


@pytest.fixture
def imported(project: Project, tmp_path: Path) -> Callable[..., Project]:
    def take(*tasks: object, by: str = "") -> Project:
        path = tmp_path / "a.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        options = ReadOptions(by=by)
        report = import_paths(project, [path], format="label-studio", annotator="gold", options=options)
        for refusal in report.refused:
            raise refusal
        return project

    return take


TEXT = "وصل الوفد\nللرباط"


def region(start: object = 4, end: object = 9, *labels: str, **fields: object) -> dict[str, object]:
    value = {"start": start, "end": end, "labels": list(labels or ("ORG",)), **fields}
    return {"id": "x", "from_name": "ner", "to_name": "article", "type": "labels", "value": value}


def answer(*results: object, by: object = None, **fields: object) -> dict[str, object]:
    return {"completed_by": by, "result": list(results), **fields}


def task(*answers: object, text: str = TEXT, **fields: object) -> dict[str, object]:
    return {"id": 1, "data": {"text": text}, "annotations": list(answers), **fields}


def found(project: Project, id_: str = "a-1") -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in project.annotations.get(id_, "gold").spans]


def test_a_region_with_two_labels_is_two_spans(imported: Callable[..., Project]) -> None:
    project = imported(task(answer(region(4, 9, "ORG", "GPE"), region("0", "3", "EVENT"))))
    assert found(project) == [(0, 3, "EVENT"), (4, 9, "GPE"), (4, 9, "ORG")]


@pytest.mark.parametrize("said", ["الوفد\\nللرباط", "الوفد\nللرباط", "الوفد للرباط"])
def test_the_text_of_a_region_may_have_its_blanks_otherwise(
    imported: Callable[..., Project], said: str
) -> None:
    assert found(imported(task(answer(region(4, 16, text=said))))) == [(4, 16, "ORG")]


def test_a_region_that_says_another_text_is_refused(imported: Callable[..., Project]) -> None:
    with pytest.raises(errors.SpanTextDiffers, match="«غيره»"):
        imported(task(answer(region(text="غيره"))))
    with pytest.raises(errors.SpanTextDiffers):
        imported(task(answer(region(2, 3, text="غيره")), text="👨‍👩‍👧 الرباط"))


EMOJI = "👨‍👩‍👧 الرباط"


def test_older_versions_counted_utf_16_units(imported: Callable[..., Project]) -> None:
    place = EMOJI.index("الرباط")
    units = len(EMOJI[:place].encode("utf-16-le")) // 2
    old = task(answer(region(units, units + 6, text="الرباط")), text=EMOJI)
    new = task(answer(region(place, place + 6, text="الرباط")), text=EMOJI + " ")
    project = imported(old, {**new, "id": 2})
    assert found(project, "a-1") == found(project, "a-2") == [(place, place + 6, "ORG")]


def test_offsets_without_a_text_are_code_points(imported: Callable[..., Project]) -> None:
    place = EMOJI.index("الرباط")
    assert found(imported(task(answer(region(place, place + 6)), text=EMOJI))) == [(place, place + 6, "ORG")]


def test_nobody_is_chosen_where_several_have_answered(imported: Callable[..., Project]) -> None:
    amina = answer(region(), by={"id": 3, "email": "amina@x.ma"})
    badr = answer(region(0, 3), by=7)
    both = (task(amina, badr), {**task(badr, text="اخر نص"), "id": 2})
    with pytest.raises(errors.SeveralAnnotators, match=r"7, amina@x\.ma"):
        imported(*both)
    with pytest.raises(errors.NoWorkOf, match=r"no work of 8; it holds work of 7, amina@x\.ma"):
        imported(*both, by="8")
    project = imported(*both, by="amina@x.ma")
    assert found(project) == [(4, 9, "ORG")]
    assert project.annotations.get("a-2", "gold").state.value == "new"


def test_one_who_answered_twice_is_refused(imported: Callable[..., Project]) -> None:
    with pytest.raises(errors.SeveralAnswers, match="line 1: 7 has labelled"):
        imported(task(answer(region(), by=7), answer(by=7)))


def test_skipped_answers_are_none_and_empty_ones_are_finished(imported: Callable[..., Project]) -> None:
    skipped = task(answer(region(), by=7, was_cancelled=True), predictions=[answer(region())])
    project = imported(skipped, {**task(answer(by=8), text="ا"), "id": 2})
    states = [project.annotations.get(id_, "gold").state.value for id_ in ("a-1", "a-2")]
    assert states == ["new", "finished"]


def test_predictions_are_read_where_nobody_answered(imported: Callable[..., Project]) -> None:
    model = {"model_version": "m1", "result": [region(0, 3, "EVENT")]}
    project = imported(task(predictions=[model]), {**task(predictions=[12], text="ا"), "id": 2})
    assert found(project) == [(0, 3, "EVENT")]
    with pytest.raises(errors.SeveralAnnotators, match="7, m1"):
        imported(task(predictions=[model]), {**task(answer(by=7), text="ب"), "id": 3})
    assert found(imported(task(predictions=[model]), by="m1")) == [(0, 3, "EVENT")]


def test_what_was_called_completions_is_read(imported: Callable[..., Project]) -> None:
    old = {"id": 1, "data": {"my_text": TEXT}, "completions": [{"result": [region()]}]}
    assert found(imported(old)) == [(4, 9, "ORG")]


def test_the_short_form_is_read(imported: Callable[..., Project]) -> None:
    short = {
        "text": TEXT,
        "id": 1,
        "outlet": "هسبرس",
        "ner": [{"start": 4, "end": 9, "text": "الوفد", "labels": ["ORG"]}],
        "annotator": 7,
        "annotation_id": 70,
        "created_at": "2025",
        "lead_time": 2.5,
    }
    other = {**short, "ner": [{"start": 0, "end": 3, "labels": ["EVENT"]}], "annotator": 8}
    with pytest.raises(errors.SeveralAnnotators, match="7, 8"):
        imported(short, other)
    project = imported(short, other, by="8")
    assert found(project, "a-2") == [(0, 3, "EVENT")]
    document = project.documents.get("a-2")  # answers are tasks in the short form: his is the second
    assert (document.outlet, document.meta["label_studio_id"]) == ("هسبرس", "1")


def test_what_stands_beside_the_text_is_kept(imported: Callable[..., Project], tmp_path: Path) -> None:
    data = {"text": TEXT, "date": "2025", "pages": 3, "none": None, "meta": {"title": "عنوان", "url": "x"}}
    document = imported({"id": 1, "data": data, "meta": {"batch": 1}, "annotations": []}).documents.get("a-1")
    assert document.title == "عنوان"
    kept = {"batch": "1", "date": "2025", "pages": "3", "url": "x", "label_studio_id": "1"}
    assert document.meta == {**kept, "file": f"{tmp_path.name}/a.json"}


def test_the_source_of_a_region_names_the_text(imported: Callable[..., Project]) -> None:
    result = {**region(), "source": "$body"}
    project = imported({"id": 1, "data": {"text": "غيره", "body": TEXT}, "annotations": [answer(result)]})
    assert project.documents.get("a-1").text == TEXT


def test_other_results_are_no_labels_and_are_named(tmp_path: Path) -> None:
    relation = {"type": "relation", "from_id": "x", "to_id": "x", "labels": ["near"]}
    choice = {"type": "choices", "value": {"choices": ["war"]}}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(task(answer(region(), relation, choice, by=7))), encoding="utf-8")
    file = SourceFile(path, PurePosixPath(path.name))
    (read,) = label_studio.READER.read(file, options=ReadOptions())
    assert read.recognised == {"annotator": "7", "left out": "choices 1, relation 1"}
    assert read.spans is not None
    assert len(read.spans) == 1


def valued(**value: object) -> dict[str, object]:
    return {"type": "labels", "value": value}


XPATH = "/div[1]/p[2]/text()[1]"


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({"data": None}, errors.MissingField),
        ({"data": []}, errors.FieldNotObject),
        ({"data": {"image": 1}}, errors.NoLabelledText),
        ({"data": {"one": "ا", "two": "ب"}}, errors.NoLabelledText),
        ({"annotations": {}}, errors.FieldNotList),
        ({"annotations": [1]}, errors.FieldNotObject),
        ({"annotations": [answer(1)]}, errors.FieldNotObject),
        ({"annotations": [{"result": {}}]}, errors.FieldNotList),
        ({"annotations": [answer(region(XPATH))]}, errors.NotATextSpan),
        ({"annotations": [answer(region(1.5))]}, errors.FieldNotWholeNumber),
        ({"annotations": [answer(valued(start=1, labels=["ORG"]))]}, errors.MissingField),
        ({"annotations": [answer(valued(start=1, end=3, labels=[]))]}, errors.MissingField),
        ({"annotations": [answer({**valued(start=XPATH), "type": "hypertextlabels"})]}, errors.NotATextSpan),
        ({"annotations": [answer(region(), {**region(), "to_name": "title"})]}, errors.SeveralTexts),
        ({"annotations": [answer({**region(), "source": "$none"})]}, errors.NoLabelledText),
        ({"annotations": [answer(region(0, 99))]}, errors.SpanOutsideText),
    ],
)  # fmt: skip
def test_fields_of_a_wrong_type_are_named(
    imported: Callable[..., Project], broken: dict[str, object], error: type[errors.InputError]
) -> None:
    with pytest.raises(error):
        imported({**task(), **broken})
