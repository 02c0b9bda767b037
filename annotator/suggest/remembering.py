"""What people labelled in one document, suggested where the same name stands in the others.

The same name is what `Reading.occurrences` says: folded, without proclitics. Nothing is labelled
silently, and nothing is suggested where anybody has a span, a suggestion or a verdict, or where it
would not fit what is suggested there, nor where it is as rarely right as no suggestion that is shown: the
count is that of `memory`. What a document is given comes from the other documents' spans
alone, so nobody is told what another person decided on the same text.

Texts are read here and nothing is written: call it beside the window with a connection of its own,
and give the result to `suggestions.add_remembered` or `forget_remembered`, each one short transaction.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from annotator.model import Reason, Span, State, Suggestion
from annotator.project.file import Project
from annotator.project.search import Found
from annotator.project.suggestions import Ground
from annotator.suggest.merging import merge
from annotator.suggest.ranking import SHOWN_FROM
from annotator.suggest.reasons import REMEMBERED
from annotator.text import clitics
from annotator.text.reading import Reading

SOURCE: Final = "memory"
_MOST_DOCUMENTS: Final = 2_000  # the first that have the name; a more common one is in the lexicons
_NO_REASON: Final = Reason("")
_PUT_AWAY: Final = frozenset({State.FINISHED, State.SKIPPED})

Stop = Callable[[], bool]


_Kind = tuple[str, str]  # label and sublabel: a sublabel given later is another suggestion


class Decided(NamedTuple):
    """A span that was labelled, or that a label was taken from, and the document that it is on."""

    document_id: str
    span: Span


class _Mention(NamedTuple):
    """A document where a name stands: what people labelled it there, where it is free to take the kind
    in question, and the suggestions of that kind which are remembered there. It `tells` where the name was
    labelled, or left as it is in finished work."""

    id: str
    kinds: frozenset[_Kind]
    tells: bool
    free: tuple[tuple[int, int], ...]
    remembered: tuple[int, ...]


def remembered(
    path: Path,
    decided: Sequence[Decided],
    *,
    annotator: str,
    leaving: Collection[int] = (),
    should_stop: Stop | None = None,
) -> list[tuple[str, Suggestion]]:
    """Return what to suggest in other documents after `annotator` labelled these spans; [] when stopped.

    `leaving` are suggestions that are about to be withdrawn, as those of the label that a span had before.
    """
    found: dict[tuple[str, int, int], tuple[str, Suggestion]] = {}
    with Project.open(path) as project:
        for one in _each_name_once(project, decided):
            places = places_of(project, one, annotator=annotator, leaving=leaving, should_stop=should_stop)
            if should_stop is not None and should_stop():
                return []
            for id_, suggestion in places:
                found.setdefault((id_, suggestion.start, suggestion.end), (id_, suggestion))
    return list(found.values())


def outdated(path: Path, decided: Sequence[Decided], *, should_stop: Stop | None = None) -> list[int]:
    """Return the ids of suggestions that nothing supports any more once these spans are gone."""
    with Project.open(path) as project:
        ids = [
            id_
            for one in _each_name_once(project, decided)
            for id_ in unsupported(project, one, should_stop=should_stop)
        ]
    return [] if should_stop is not None and should_stop() else list(dict.fromkeys(ids))


def places_of(
    project: Project,
    decided: Decided,
    *,
    annotator: str,
    leaving: Collection[int] = (),
    should_stop: Stop | None = None,
) -> list[tuple[str, Suggestion]]:
    """Return where to suggest what was decided, by document: never on the document that it was decided on.

    Documents that `annotator` has put away are left alone.
    """
    span = decided.span
    reading = Reading(project.documents.get(decided.document_id).text)
    if _is_spoilt(project, decided.document_id, reading, span):
        return []
    surface = clitics.name(reading.text, span.start, span.end)
    states = project.annotations.states(annotator)
    key = reading.key(span.start, span.end)
    mentions = list(_mentions(project, key, span, should_stop, leaving=leaving))
    telling = sum(one.tells for one in mentions)
    alike = sum(_kind(span) in one.kinds for one in mentions)
    suggested: list[tuple[str, Suggestion]] = []
    for mention in mentions:
        if mention.id == decided.document_id or states.get(mention.id) in _PUT_AWAY:
            continue
        elsewhere = telling - mention.tells
        agreeing = alike - (_kind(span) in mention.kinds)
        reason = Reason(REMEMBERED, {"surface": surface, "count": str(agreeing)})
        # The rule of succession: of one document 2/3, of five that agree 6/7, of two that differ 1/2.
        score = round((agreeing + 1) / (elsewhere + 2), 3)
        if not agreeing or score < SHOWN_FROM:
            continue
        suggested += [
            (mention.id, Suggestion(*place, span.label, span.sublabel, SOURCE, score, reason))
            for place in mention.free
        ]
    return suggested


def unsupported(project: Project, decided: Decided, *, should_stop: Stop | None = None) -> Iterator[int]:
    """Yield the remembered suggestions of a name that no span carries any more in another document."""
    span = decided.span
    reading = Reading(project.documents.get(decided.document_id).text)
    mentions = list(_mentions(project, reading.key(span.start, span.end), span, should_stop))
    alike = sum(_kind(span) in one.kinds for one in mentions)
    for mention in mentions:
        if alike == (_kind(span) in mention.kinds):
            yield from mention.remembered


def _mentions(
    project: Project, key: str, span: Span, should_stop: Stop | None, *, leaving: Collection[int] = ()
) -> Iterator[_Mention]:
    finished = project.annotations.finished_ids()
    for found in islice(project.search.named(key, should_stop=should_stop), _MOST_DOCUMENTS):
        hits = _hits(project, found, span)
        places = set(hits)
        ground = project.suggestions.ground(found.id)
        spoilt = project.honesty.spoilt(found.id, found.reading)
        kinds = frozenset(
            _kind(one)
            for one in ground.spans
            if (one.start, one.end) in places and (key, one.label) not in spoilt
        )
        yield _Mention(
            found.id,
            kinds,
            bool(kinds) or (found.id in finished and not all(_is_held(place, ground) for place in places)),
            tuple(_free(project, found.reading.text, hits, ground.without(leaving), span)),
            tuple(
                one.id
                for one in ground.suggestions
                if (one.start, one.end) in places and one.source == SOURCE and _kind(one) == _kind(span)
            ),
        )
        time.sleep(0)  # whoever draws the window goes first


def _is_held(place: tuple[int, int], ground: Ground) -> bool:
    """Tell whether a longer name that somebody labelled holds the place."""
    return any(
        span.start <= place[0] and place[1] <= span.end and (span.start, span.end) != place
        for span in ground.spans
    )


def _is_spoilt(project: Project, document_id: str, reading: Reading, span: Span) -> bool:
    """Tell whether a span came of a planted error, which is remembered nowhere."""
    return (reading.key(span.start, span.end), span.label) in project.honesty.spoilt(document_id, reading)


def _hits(project: Project, found: Found, span: Span) -> list[tuple[int, int]]:
    """Return where the name stands, whole words where the label takes proclitics in."""
    if span.label not in project.schema or project.schema.label(span.label).clitics == "outside":
        return list(found.hits)
    return [(clitics.word_start(found.reading.text, start), end) for start, end in found.hits]


def _free(
    project: Project, text: str, hits: Sequence[tuple[int, int]], ground: Ground, span: Span
) -> Iterator[tuple[int, int]]:
    """Yield where the name may be suggested; in «علي بن علي بن علي» a name overlaps its own equal."""
    behind = 0
    for place in hits:
        if place[0] >= behind and _is_free(project, text, ground, span, place):
            yield place
            behind = place[1]


def _is_free(project: Project, text: str, ground: Ground, span: Span, place: tuple[int, int]) -> bool:
    """Tell whether nothing lies on the range or across it, and what lies around it leaves it a meaning."""
    one = Suggestion(*place, span.label, span.sublabel, SOURCE, 1.0, _NO_REASON)
    lying: list[Span | Suggestion] = [*ground.spans, *ground.suggestions]
    near = [other for other in lying if other.start < one.end and one.start < other.end]
    if place in ground.decided or any(
        (other.start, other.end) == place or one.as_span().crosses(other) for other in near
    ):
        return False
    return one in merge([*map(_as_suggestion, near), one], text=text, schema=project.schema)


def _kind(item: Span | Suggestion) -> _Kind:
    return item.label, item.sublabel


def _as_suggestion(item: Span | Suggestion) -> Suggestion:
    if isinstance(item, Suggestion):
        return item
    return Suggestion(item.start, item.end, item.label, item.sublabel, item.origin, 1.0, _NO_REASON)


def _each_name_once(project: Project, decided: Sequence[Decided]) -> list[Decided]:
    once: dict[tuple[str, str, str, str], Decided] = {}
    readings: dict[str, Reading] = {}
    for one in decided:
        if one.document_id not in readings:
            readings[one.document_id] = Reading(project.documents.get(one.document_id).text)
        key = readings[one.document_id].key(one.span.start, one.span.end)
        once.setdefault((one.document_id, key, one.span.label, one.span.sublabel), one)
    return list(once.values())
