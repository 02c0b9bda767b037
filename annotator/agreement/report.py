"""Agreement over a project, as tables for a reader and as JSON for a program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from annotator.agreement import comparison
from annotator.agreement.causes import Cause, words
from annotator.agreement.coefficients import Category, Figure, Score
from annotator.agreement.comparison import Agreement, Disagreement, PairAgreement
from annotator.errors import TooFewToCompare, UnknownAnnotator
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.text.clitics import CLITIC_RULES
from annotator.text.tokens import TOKEN_RULES
from annotator.words import _, n_, number

FORMAT: Final = 1  # of the JSON


def compare(project: Project, annotators: Sequence[str] | None = None) -> Agreement:
    """Compare annotators of a project; where none are named, all who finished a document, but gold.

    Raises UnknownAnnotator for a name without work, TooFewToCompare for fewer than two.
    """
    at_work = project.annotations.annotators()
    for name in annotators or ():
        if name not in at_work:
            raise UnknownAnnotator(name=name, names=_(", ").join(at_work) or "—")
    names = dict.fromkeys(annotators or (name for name in at_work if name != GOLD))
    finished = {name: project.annotations.finished(name) for name in names}
    if not annotators:
        finished = {name: works for name, works in finished.items() if works}
    if len(finished) < 2:
        raise TooFewToCompare(names=_(", ").join(finished) or "—")
    common = comparison.common_documents(
        {name: [one.document_id for one in works] for name, works in finished.items()}
    )
    documents = (project.documents.get(id) for id in project.documents.ids() if id in common)  # noqa: A001
    return comparison.compare(documents, finished)


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words: a title, the heads of its columns, its rows, and what to know when reading it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def rows(agreement: Agreement, *, names: Mapping[str, str] | None = None) -> list[Table]:
    """Return the tables that a lead reads from the top: over all, by label, causes, confusion.

    `names` says what a label id is called; an id without a name stands for itself. The whole confusion
    matrix is in `PairAgreement.confusion` and in the JSON.
    """
    called = names or {}
    return [
        _overall(agreement),
        _labels(agreement, called),
        _causes(agreement),
        *(_confusion(pair, called) for pair in agreement.pairs),
    ]


def _overall(agreement: Agreement) -> Table:
    lines = [
        (_pair_name(pair), said(pair.f1), said(pair.kappa), _marks(pair.spans)) for pair in agreement.pairs
    ]
    if len(lines) > 1:
        lines.append((_("mean over the pairs"), said(agreement.f1), said(agreement.kappa), ""))
    return Table(
        _("Agreement"),
        (_("annotators"), _("span F1"), _("κ over words"), _("alike, of their spans")),
        tuple(lines),
        _notes(agreement),
    )


def _notes(agreement: Agreement) -> tuple[str, ...]:
    documents, tokens = len(agreement.documents), agreement.words
    notes = [
        n_("{count} document", "{count} documents", documents).format(count=number(documents)),
        n_("{count} word", "{count} words", tokens).format(count=number(tokens)),
    ]
    if agreement.left_out:
        notes.append(
            _("Left out, because not all of them finished it: {documents}").format(
                documents=_(", ").join(agreement.left_out)
            )
        )
    figures = [figure for pair in agreement.pairs for figure in (pair.f1, pair.kappa)]
    notes += dict.fromkeys(figure.sentence for figure in figures if figure.sentence)
    return tuple(notes)


def _labels(agreement: Agreement, names: Mapping[str, str]) -> Table:
    lines = []
    for label, figure in agreement.labels.items():
        lines.append((names.get(label, label), said(figure), _marks(agreement.spans(label))))
    return Table(_("By label"), (_("label"), _("span F1"), _("alike, of their spans")), tuple(lines))


def _causes(agreement: Agreement) -> Table:
    lines = tuple((words(cause), number(count)) for cause, count in agreement.causes.items())
    return Table(_("Why they differ"), (_("cause"), _("places")), lines)


def _confusion(pair: PairAgreement, names: Mapping[str, str]) -> Table:
    """List what was confused, most often first: a matrix of twenty labels fits no terminal."""
    apart = [(count, labels) for labels, count in pair.confusion.counts.items() if labels[0] != labels[1]]
    apart.sort(key=lambda one: -one[0])
    lines = tuple(
        (_label_name(first, names), _label_name(second, names), number(count))
        for count, (first, second) in apart
    )
    return Table(_("Where labels differ"), (pair.first, pair.second, _("places")), lines)


def _label_name(label: Category, names: Mapping[str, str]) -> str:
    return _("not marked") if label is None else names.get(label, label)


def _pair_name(pair: PairAgreement) -> str:
    return _("{first} and {second}").format(first=pair.first, second=pair.second)


def said(figure: Figure) -> str:
    """Return a figure in words: two decimals, or a dash where it does not exist."""
    return "—" if figure.value is None else number(figure.value, decimals=2)


def _marks(spans: Score) -> str:
    return _("{matched} of {first} and {second}").format(
        matched=number(spans.matched), first=number(spans.first), second=number(spans.second)
    )


def to_json(agreement: Agreement) -> dict[str, Any]:
    """Return every figure and every disagreement as values for JSON, offsets in code points.

    A figure that does not exist is null, and `undefined` beside it says why: a code and a sentence.
    In a confusion matrix null is «not marked».
    """
    return {
        "format": FORMAT,
        "annotators": list(agreement.annotators),
        "documents": list(agreement.documents),
        "left_out": list(agreement.left_out),
        "words": agreement.words,
        "token_rules": TOKEN_RULES,
        "clitic_rules": CLITIC_RULES,
        "offset_unit": "code points",
        **_figures(f1=agreement.f1, kappa=agreement.kappa),
        "labels": {label: _figures(f1=figure) for label, figure in agreement.labels.items()},
        "causes": _counted(agreement.causes),
        "pairs": [_pair(pair) for pair in agreement.pairs],
    }


def _pair(pair: PairAgreement) -> dict[str, Any]:
    return {
        "annotators": [pair.first, pair.second],
        **_figures(f1=pair.f1, kappa=pair.kappa),
        **_score(pair.spans),
        "labels": {label: _figures(f1=score.f1) | _score(score) for label, score in pair.labels.items()},
        "confusion": {"labels": list(pair.confusion.labels), "matrix": pair.confusion.matrix()},
        "causes": _counted(pair.causes),
        "disagreements": [_disagreement(one) for one in pair.disagreements],
    }


def _figures(**figures: Figure) -> dict[str, Any]:
    said: dict[str, Any] = {name: figure.value for name, figure in figures.items()}
    undefined = {
        name: {"code": figure.undefined.value, "sentence": figure.sentence}
        for name, figure in figures.items()
        if figure.undefined is not None
    }
    return said | ({"undefined": undefined} if undefined else {})


def _score(score: Score) -> dict[str, Any]:
    return {"matched": score.matched, "spans": [score.first, score.second]}


def _counted(causes: Mapping[Cause, int]) -> dict[str, int]:
    return {cause.value: count for cause, count in causes.items()}


def _disagreement(one: Disagreement) -> dict[str, Any]:
    return {
        "document": one.document_id,
        "sentence": list(one.sentence),
        "cause": one.cause.value,
        "spans": [_span(one.first), _span(one.second)],
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "label": span.label, "sublabel": span.sublabel}
