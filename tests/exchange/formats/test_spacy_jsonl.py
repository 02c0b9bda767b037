"""spaCy's JSON: spaCy itself reads every line, and finds text and spans as the project has them."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.training import Example

from annotator import errors
from annotator.exchange.formats import spacy_jsonl
from annotator.exchange.importing import import_paths
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.strategies import drawn

NLP = spacy.blank("ar")
DOCUMENTS = drawn(load("security-news"))
TEXT = "وصل الوفد  للرباط\n"


def written(documents: list[Outgoing], **options: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        spacy_jsonl.WRITER.write(documents, out, options=Options(**options), tally=Tally())  # type: ignore[arg-type]
        return out.read_text(encoding="utf-8").split("\n")[:-1]


def test_golden_bytes() -> None:
    spans = (Span(4, 17, "ORG"), Span(12, 17, "GPE"))
    (line,) = written([Outgoing("1", TEXT, "عنوان", "", {"date": "2025"}, spans)], nested="innermost")
    assert line == (
        '{"id": "1", "text": "وصل الوفد  للرباط\\n", '
        '"meta": {"title": "عنوان", "outlet": "", "date": "2025"}, '
        '"ents": [{"start": 12, "end": 17, "label": "GPE"}], "tokens": ['
        '{"id": 0, "start": 0, "end": 3}, {"id": 1, "start": 4, "end": 9}, '
        '{"id": 2, "start": 10, "end": 11}, '
        '{"id": 3, "start": 11, "end": 12}, {"id": 4, "start": 12, "end": 17}, '
        '{"id": 5, "start": 17, "end": 18}], "spans": {"sc": ['
        '{"start": 4, "end": 17, "label": "ORG", "kb_id": ""}, '
        '{"start": 12, "end": 17, "label": "GPE", "kb_id": ""}]}}'
    )


@settings(max_examples=30, deadline=None)
@given(documents=DOCUMENTS, nested=st.sampled_from(["outermost", "innermost"]))
def test_spacy_finds_everything_where_it_is(documents: list[Outgoing], nested: str) -> None:
    for document, line in zip(documents, written(documents, nested=nested), strict=True):
        doc = Doc(NLP.vocab).from_json(json.loads(line), validate=True)
        assert doc.text == document.text
        found = [(span.start_char, span.end_char, span.label_) for span in doc.spans["sc"]]
        assert found == [(span.start, span.end, span.label) for span in document.spans]
        entities = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
        assert entities <= set(found)
        assert bool(entities) == bool(found)


def test_spacy_trains_one_step() -> None:
    spans = (Span(4, 17, "ORG"), Span(12, 17, "GPE"))
    (line,) = written([Outgoing("1", TEXT, spans=spans)])
    doc = Doc(NLP.vocab).from_json(json.loads(line))
    nlp = spacy.blank("ar")
    nlp.add_pipe("ner").add_label("ORG")
    predicted = Doc(
        nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]
    )
    example = Example(predicted, doc)
    assert example.get_aligned_ner() == ["O", "B-ORG", "I-ORG", "I-ORG", "L-ORG", "O"]
    nlp.initialize(lambda: [example])
    assert nlp.update([example])["ner"] > 0


@pytest.fixture
def imported(project: Project, tmp_path: Path) -> Callable[..., Project]:
    def take(*rows: object) -> Project:
        path = tmp_path / "a.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        report = import_paths(project, [path], format="spacy-jsonl", annotator="gold")
        for refusal in report.refused:
            raise refusal
        return project

    return take


def found(project: Project) -> list[tuple[int, int, str]]:
    (id_,) = project.documents.ids()
    return [(span.start, span.end, span.label) for span in project.annotations.get(id_, "gold").spans]


def test_what_spacy_writes_is_read(imported: Callable[..., Project]) -> None:
    doc = NLP("وصل الى الرباط 👨‍👩‍👧 امس")
    doc.ents = [doc.char_span(8, 14, label="GPE")]
    doc.spans["sc"] = [doc.char_span(8, 14, label="GPE"), doc.char_span(0, 14, label="EVENT")]
    assert found(imported(doc.to_json())) == [(0, 14, "EVENT"), (8, 14, "GPE")]


ENTITY = {"start": 4, "end": 9, "label": "ORG"}


@pytest.mark.parametrize(
    "row",
    [
        {"text": TEXT, "ents": [ENTITY]},
        {"text": TEXT, "entities": [[4, 9, "ORG"]]},
        {"text": TEXT, "entities": [ENTITY]},
        {"text": TEXT, "spans": {"sc": [ENTITY]}},
        {"text": TEXT, "spans": {"mine": [ENTITY], "empty": []}},
        {"text": TEXT, "ents": [ENTITY], "spans": {"sc": [ENTITY]}},
        [TEXT, {"entities": [[4, 9, "ORG"]]}],
        [[TEXT, {"entities": [[4, 9, "ORG"]], "cats": {}}]],
    ],
)
def test_every_form_is_read(imported: Callable[..., Project], row: object) -> None:
    assert found(imported(row)) == [(4, 9, "ORG")]


def test_pairs_may_stand_on_lines(imported: Callable[..., Project]) -> None:
    project = imported([f"{TEXT}1", {"entities": []}], [f"{TEXT}2", {"entities": [[4, 9, "ORG"]]}])
    assert len(project.documents.ids()) == 2


def test_id_meta_and_categories_are_kept(imported: Callable[..., Project]) -> None:
    meta = {"title": "عنوان", "pages": 2}
    project = imported({"id": 7, "text": TEXT, "meta": meta, "cats": {"war": 1.0}, "_": {"date": "2025"}})
    document = project.documents.get("7")
    assert (document.title, document.meta) == (
        "عنوان",
        {"pages": "2", "cats": '{"war": 1.0}', "date": "2025"},
    )
    assert project.annotations.get("7", "gold").state.value == "new"


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"ents": []}, errors.MissingField),
        ({"text": TEXT, "ents": {}}, errors.FieldNotList),
        ({"text": TEXT, "ents": ["O"]}, errors.FieldNotObject),
        ({"text": TEXT, "entities": [[4, 9]]}, errors.MissingField),
        ({"text": TEXT, "spans": []}, errors.FieldNotObject),
        ({"text": TEXT, "spans": {"sc": {}}}, errors.FieldNotList),
        ([TEXT, []], errors.LineNotObject),
        ([TEXT], errors.LineNotObject),
    ],
)
def test_fields_of_a_wrong_type_are_named(
    imported: Callable[..., Project], row: object, error: type[errors.InputError]
) -> None:
    with pytest.raises(error):
        imported(row)
