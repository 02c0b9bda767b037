import pytest

from annotator.agreement.causes import Cause
from annotator.agreement.material import Material, Work
from annotator.agreement.places import Disagreement, disagreements, sentence_of
from annotator.model import Document, Span
from annotator.text.reading import Reading

TEXT = "وصل اللواء محمد بريظ إلى الرباط. وغادر محمد بريظ للرباط مساء."
NAME, CITY = Span(11, 20, "PERS"), Span(25, 31, "GPE")


def test_a_disagreement_says_whose_spans_differ_and_why() -> None:
    work = Work(Document("visit", TEXT), {"zahra": (NAME,), "amina": (NAME, CITY), "gold": (CITY,)})
    material = Material.of([work])
    assert list(disagreements(material)) == [
        Disagreement("visit", "amina", "zahra", (CITY,), (), Cause.MISSING),
        Disagreement("visit", "amina", "gold", (NAME,), (), Cause.MISSING),
        Disagreement("visit", "zahra", "gold", (NAME,), (), Cause.MISSING),
        Disagreement("visit", "zahra", "gold", (), (CITY,), Cause.MISSING),
    ]
    assert [one.first for one in disagreements(material, pairs=[("zahra", "amina")])] == [(CITY,)]
    assert list(disagreements(material, pairs=[])) == []


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([NAME], "وصل اللواء محمد بريظ إلى الرباط."),
        ([Span(40, 44, "PERS")], "وغادر محمد بريظ للرباط مساء."),
        ([Span(40, 44, "PERS"), CITY], TEXT),
        ([Span(25, 38, "GPE")], TEXT),
        ([Span(32, 33, "GPE")], " "),
    ],
)
def test_the_sentences_that_spans_touch(spans: list[Span], sentence: str) -> None:
    start, end = sentence_of(Reading(TEXT), spans)
    assert TEXT[start:end] == sentence


def test_no_span_has_no_sentence() -> None:
    with pytest.raises(ValueError, match="empty"):
        sentence_of(Reading(TEXT), [])
