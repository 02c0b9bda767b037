from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from nervaluate import Evaluator
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.causes import Cause
from annotator.agreement.coefficients import Undefined
from annotator.agreement.comparison import Agreement, compare
from annotator.model import Annotation, Document, Span, State
from annotator.text.tokens import words
from tests.agreement.strategies import LABELS, works

Works = tuple[list[Document], dict[str, list[Annotation]]]
ONE, OTHER = "annotator 1", "annotator 2"
TEXT = "وصل اللواء محمد بريظ إلى الرباط. وغادر محمد بريظ للرباط مساء."
DOCUMENT = Document("visit", TEXT)


def find(surface: str, label: str, *, after: int = 0, sublabel: str = "") -> Span:
    start = TEXT.index(surface, after)
    return Span(start, start + len(surface), label, sublabel)


def work(name: str, *spans: Span, state: State = State.FINISHED, document: str = "visit") -> Annotation:
    return Annotation(document, name, state, spans)


def two(first: list[Span], second: list[Span]) -> Agreement:
    return compare([DOCUMENT], {"amina": [work("amina", *first)], "youssef": [work("youssef", *second)]})


def test_what_two_annotators_have_in_common_and_why_not() -> None:
    second_sentence = TEXT.index("وغادر")
    agreement = two(
        [find("محمد بريظ", "PERS"), find("الرباط", "GPE"), find("لرباط", "GPE", after=40)],
        [find("اللواء محمد بريظ", "PERS"), find("الرباط", "GPE"), find("للرباط", "GPE")],
    )
    (pair,) = agreement.pairs
    assert pair.spans.matched == 1
    assert pair.f1.value == pytest.approx(1 / 3)
    assert {label: score.f1.value for label, score in pair.labels.items()} == {"GPE": 0.5, "PERS": 0.0}
    assert [one.cause for one in pair.disagreements] == [Cause.EDGE, Cause.CLITIC]
    first, last = pair.disagreements
    assert first.document_id == "visit"
    assert TEXT[slice(*first.sentence)] == "وصل اللواء محمد بريظ إلى الرباط."
    assert (first.first, first.second) == (find("محمد بريظ", "PERS"), find("اللواء محمد بريظ", "PERS"))
    assert last.sentence == (second_sentence, len(TEXT))
    assert agreement.causes == {Cause.EDGE: 1, Cause.CLITIC: 1}


def test_a_clitic_costs_a_span_but_no_word() -> None:
    agreement = two([find("لرباط", "GPE", after=40)], [find("للرباط", "GPE")])
    assert agreement.f1.value == 0.0
    assert agreement.kappa.value == 1.0


def test_a_sublabel_costs_no_point_of_f1_but_is_shown() -> None:
    agreement = two([find("الرباط", "GPE", sublabel="city")], [find("الرباط", "GPE")])
    assert agreement.f1.value == 1.0
    assert agreement.causes == {Cause.SUBLABEL: 1}


def test_a_span_over_two_sentences_shows_both() -> None:
    (pair,) = two([find("الرباط. وغادر", "GPE")], []).pairs
    assert pair.disagreements[0].sentence == (0, len(TEXT))


def test_one_who_marked_nothing_agrees_to_nothing() -> None:
    agreement = two([find("الرباط", "GPE")], [])
    assert agreement.f1.value == 0.0
    assert agreement.causes == {Cause.MISSING: 1}


def test_two_who_marked_nothing_have_no_figure() -> None:
    agreement = two([], [])
    assert agreement.f1.undefined is Undefined.NO_SPANS
    assert agreement.kappa.undefined is Undefined.ONE_CATEGORY
    assert agreement.labels == {}


def test_only_documents_that_all_finished_are_compared() -> None:
    person = find("محمد بريظ", "PERS")
    documents = [DOCUMENT, Document("later", TEXT), Document("alone", TEXT)]
    agreement = compare(
        documents,
        {
            "amina": [work("amina", person), work("amina", person, document="later")],
            "youssef": [
                work("youssef", person),
                work("youssef", document="later", state=State.IN_PROGRESS),
                work("youssef", document="alone"),
            ],
        },
    )
    assert agreement.documents == ("visit",)
    assert agreement.left_out == ("later", "alone")
    assert agreement.f1.value == 1.0


def test_no_common_document_is_said() -> None:
    agreement = compare([DOCUMENT], {"amina": [work("amina")], "youssef": []})
    assert agreement.documents == ()
    assert agreement.f1.undefined is Undefined.NO_DOCUMENTS
    assert agreement.kappa.undefined is Undefined.NO_DOCUMENTS
    assert compare([DOCUMENT], {}).kappa.undefined is Undefined.NO_DOCUMENTS


def test_a_document_without_words_has_no_kappa() -> None:
    blank = Document("visit", "")
    agreement = compare([blank], {"amina": [work("amina")], "youssef": [work("youssef")]})
    assert agreement.words == 0
    assert agreement.kappa.undefined is Undefined.NO_WORDS


def test_a_label_that_a_pair_did_not_use_does_not_lower_its_mean() -> None:
    person, place = find("محمد بريظ", "PERS"), find("الرباط", "GPE")
    agreement = compare(
        [DOCUMENT],
        {
            "amina": [work("amina", person)],
            "youssef": [work("youssef", person)],
            "zahra": [work("zahra", place)],
        },
    )
    assert agreement.labels["PERS"].value == pytest.approx((1 + 0 + 0) / 3)
    assert agreement.labels["GPE"].value == 0.0  # both pairs with Zahra; the third used no GPE
    assert agreement.f1.value == pytest.approx(1 / 3)


def marks(annotation: Annotation) -> set[tuple[str, int, int, str]]:
    return {(annotation.document_id, span.start, span.end, span.label) for span in annotation.spans}


@given(works())
@settings(max_examples=60)
def test_f1_is_that_of_sets(drawn: Works) -> None:
    documents, annotations = drawn
    first, second = (
        set[tuple[str, int, int, str]]().union(*map(marks, annotations[name])) for name in annotations
    )
    agreement = compare(documents, annotations)
    for label in [None, *LABELS]:
        one, other = ({mark for mark in side if label in (None, mark[3])} for side in (first, second))
        figure = agreement.f1 if label is None else agreement.labels.get(label)
        if one or other:
            assert figure is not None
            assert figure.value == pytest.approx(2 * len(one & other) / (len(one) + len(other)))
        else:
            assert figure is None or figure.undefined is Undefined.NO_SPANS


@given(works(is_flat=True))
@settings(max_examples=60)
def test_f1_is_that_of_nervaluate(drawn: Works) -> None:
    # Flat spans with the last character for an end: nervaluate takes touching spans for overlapping ones.
    documents, annotations = drawn
    first, second = (
        [
            [{"label": s.label, "start": s.start, "end": s.end - 1} for s in one.spans]
            for one in annotations[name]
        ]
        for name in annotations
    )
    strict = Evaluator(first, second, tags=LABELS, loader="dict").evaluate()["overall"]["strict"]
    agreement = compare(documents, annotations)
    assert agreement.pairs[0].spans.matched == strict.correct
    assert (agreement.f1.value or 0.0) == pytest.approx(strict.f1)


def outermost(document: Document, annotation: Annotation) -> list[str]:
    """Label words the slow way: of the spans over a word, one that no other holds."""
    labels = []
    for token in words(document.text):
        over = [span for span in annotation.spans if span.start < token.end and token.start < span.end]
        over.sort(key=lambda span: (span.start, -span.end, span.label))
        labels.append(over[0].label if over else "-")
    return labels


@given(works())
@settings(max_examples=60)
def test_kappa_is_that_of_scikit_learn(drawn: Works) -> None:
    documents, annotations = drawn
    first, second = (
        [
            label
            for document, one in zip(documents, annotations[name], strict=True)
            for label in outermost(document, one)
        ]
        for name in annotations
    )
    figure = compare(documents, annotations).kappa
    if len({*first, *second}) == 1:
        assert figure.undefined is Undefined.ONE_CATEGORY
    else:
        assert figure.value == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


@given(works())
@settings(max_examples=60)
def test_causes_add_up_to_all_that_was_lost(drawn: Works) -> None:
    (pair,) = compare(*drawn).pairs
    lost = [one for one in pair.disagreements if one.cause is not Cause.SUBLABEL]
    assert sum(one.first is not None for one in lost) == pair.spans.first - pair.spans.matched
    assert sum(one.second is not None for one in lost) == pair.spans.second - pair.spans.matched


@given(works())
@settings(max_examples=60)
def test_a_disagreement_lies_in_its_sentence(drawn: Works) -> None:
    documents, annotations = drawn
    texts = {document.id: document.text for document in documents}
    for one in compare(documents, annotations).pairs[0].disagreements:
        start, end = one.sentence
        assert 0 <= start < end <= len(texts[one.document_id])
        for span in filter(None, (one.first, one.second)):
            assert start <= span.start < span.end <= end


@given(works())
@settings(max_examples=30)
def test_copies_agree(drawn: Works) -> None:
    documents, annotations = drawn
    agreement = compare(documents, {ONE: annotations[ONE], OTHER: annotations[ONE]})
    assert agreement.f1.value in (1.0, None)
    assert agreement.kappa.value in (1.0, None)
    assert agreement.causes == {}


@given(works(annotators=3))
@settings(max_examples=30)
def test_the_order_of_annotators_and_documents_changes_no_figure(drawn: Works) -> None:
    documents, annotations = drawn
    expected = figures(compare(documents, annotations))
    for names in permutations(annotations):
        turned = compare(documents[::-1], {name: annotations[name][::-1] for name in names})
        assert figures(turned) == expected


def figures(agreement: Agreement) -> tuple[object, ...]:
    def near(value: float | None) -> float | None:
        return None if value is None else round(value, 12)

    disagreements = Counter(
        (one.document_id, one.sentence, frozenset([one.first, one.second]), one.cause)
        for pair in agreement.pairs
        for one in pair.disagreements
    )
    labels = {label: near(figure.value) for label, figure in agreement.labels.items()}
    return near(agreement.f1.value), near(agreement.kappa.value), agreement.words, labels, disagreements
