"""A lead's ruling on a place, carried to all places that are alike: one change."""

from collections.abc import Sequence

from annotator.adjudication.alike import carried
from annotator.adjudication.disputes import Case, Rule, Ruling
from annotator.adjudication.fitting import check_fits, fits
from annotator.adjudication.gathering import gather
from annotator.adjudication.renewing import renew
from annotator.adjudication.standing import Standing
from annotator.adjudication.writing import RULE, RULE_ALIKE, check_lead, write
from annotator.errors import ChangedElsewhere, GoldWasImported
from annotator.labelling.sheet import shortened
from annotator.model import Change, Span
from annotator.project.file import Project
from annotator.schema import Schema


def rule(
    project: Project,
    cases: Sequence[Case],
    *,
    spans: Sequence[Span],
    by: str,
    note: str = "",
    again: bool = False,
) -> Change:
    """Rule on a place, and on others that are alike, as one change in the name of the lead `by`.

    `spans` are for the first case: somebody's answer, nothing, or what nobody had. The others get what these
    are there; one that has nothing like it, or no room for it, is left, and `change.values["places"]` says
    how many were ruled. What all agree on in these documents goes into gold too. Raises GoldWasImported for
    documents with such gold, unless it is to be made `again`, ChangedElsewhere where a case is no longer what
    it was, CrossesSpan, AlreadyLabelled or MayNotHold where the spans cannot
    stand there, NoName, ReservedName, and as `changes.record` does.
    """
    check_lead(by)
    ids = {case.dispute.document_id for case in cases}
    standings = {one.document.id: one for one in gather(project, documents=ids)}
    if not again and any(one.is_imported for one in standings.values()):
        raise GoldWasImported
    for case in cases:
        _check_same(standings.get(case.dispute.document_id), case)
    decided: dict[str, list[Ruling]] = {id_: [] for id_ in standings}
    for one in _rulings(standings, cases, spans, by=by, note=note, schema=project.schema):
        decided[one.document_id].append(one)
    places = sum(map(len, decided.values()))
    return write(
        project,
        {id_: renew(one, decided[id_], by=by) for id_, one in standings.items() if decided[id_]},
        {id_: one.stamp for id_, one in standings.items()},
        name=RULE if places == 1 else RULE_ALIKE,
        values={"surface": shortened(cases[0].surface), "places": str(places)},
        by=by,
    )


def _rulings(
    standings: dict[str, Standing],
    cases: Sequence[Case],
    spans: Sequence[Span],
    *,
    by: str,
    note: str,
    schema: Schema,
) -> list[Ruling]:
    first = cases[0].dispute
    there = standings[first.document_id]
    given = tuple(Span(one.start, one.end, one.label, one.sublabel) for one in spans)
    check_fits(there, first, given, schema=schema)
    is_answer = not given or any(frozenset(one.spans) == frozenset(given) for one in first.variants)
    made = [there.ruling(first, given, Rule.RULED if is_answer else Rule.WRITTEN, by=by, note=note)]
    for case in cases[1:]:
        standing = standings[case.dispute.document_id]
        text, over = there.document.text, standing.document.text
        moved = carried(text, first, given, to=case.dispute, over=over)
        decided = [span for one in made if one.document_id == case.dispute.document_id for span in one.spans]
        if moved is not None and fits(standing, case.dispute, moved, schema=schema, decided=decided):
            made.append(standing.ruling(case.dispute, moved, Rule.SAME, by=by, note=note))
    return made


def _check_same(standing: Standing | None, case: Case) -> None:
    """Raise ChangedElsewhere where somebody answered otherwise or ruled since the case was read."""
    if standing is None:
        raise ChangedElsewhere
    now = standing.case_at(case.dispute.start, case.dispute.end)
    known = next((one for one in standing.cases if one.dispute == case.dispute), now)
    if known.dispute != case.dispute or _id(known.ruling) != _id(case.ruling):
        raise ChangedElsewhere


def _id(ruling: Ruling | None) -> int:
    return 0 if ruling is None else ruling.id
