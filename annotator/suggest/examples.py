"""What people decided, as everything that learns takes it: a text, its spans, what became of suggestions.

A finished document has an example for its gold, or where it has none, one for each annotator who finished
it. Work that is under way gives what was decided so far and says that it is not whole; what was skipped
gives nothing. What was planted to be caught is taken out before. The project is only read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model import GOLD, Annotation, Span, State, Suggestion, Verdict
from annotator.project.file import Project


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one suggestion; in finished work also of one that nobody decided on."""

    suggestion: Suggestion
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Example:
    """One person's work on one document. Offsets are code points of `text`.

    `is_whole`: the work is finished, so that what is unlabelled is known to be no entity; else only what
    was labelled and what was decided counts.
    """

    document_id: str
    text: str
    spans: tuple[Span, ...]
    is_whole: bool = True
    decisions: tuple[Decision, ...] = ()


def examples_of(project: Project) -> Iterator[Example]:
    """Yield the examples of a project, gold first, then each annotator's in the order of the documents.

    Several people's work on one document gives several examples with one id.
    """
    ruled: set[str] = set()
    for annotation in project.annotations.finished(GOLD):
        ruled.add(annotation.document_id)
        yield _example(project, annotation, [])
    for annotator in project.annotations.annotators():
        if annotator == GOLD:
            continue
        decided = project.suggestions.decided(annotator)
        for annotation in project.annotations.all_of(annotator):
            if annotation.document_id not in ruled and annotation.state is not State.SKIPPED:
                yield _example(project, annotation, decided.get(annotation.document_id, []))


def _example(project: Project, annotation: Annotation, decided: list[tuple[Suggestion, Verdict]]) -> Example:
    document_id = annotation.document_id
    text = project.documents.get(document_id).text
    spans = project.honesty.clean(annotation, text)
    is_whole = annotation.state is State.FINISHED
    decisions = [Decision(suggestion, verdict) for suggestion, verdict in decided]
    if is_whole:
        known = {suggestion.id for suggestion, _verdict in decided} | set(
            project.honesty.planted(document_id)
        )
        places = {(span.start, span.end, span.label) for span in spans}
        decisions += [
            Decision(one, _became(one, places))
            for one in project.suggestions.of(document_id)
            if one.id not in known
        ]
    return Example(document_id, text, spans, is_whole=is_whole, decisions=tuple(decisions))


def _became(one: Suggestion, places: set[tuple[int, int, str]]) -> Verdict:
    """Return what became of a suggestion that was left undecided in finished work, or judged by gold."""
    return Verdict.ACCEPTED if (one.start, one.end, one.label) in places else Verdict.REJECTED
