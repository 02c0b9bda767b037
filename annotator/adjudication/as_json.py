"""Gold as values for JSON: what is in dispute, who ruled what by which rule, and what a plan would do.

Offsets are code points of the text.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from annotator.adjudication.disputes import Case, Ruling, Variant
from annotator.adjudication.gold import GoldDesk
from annotator.adjudication.rules import Plan
from annotator.model import Span

FORMAT: Final = 1


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return what a plan settles and leaves; of a trial and of what was done it is the same."""
    return {
        "format": FORMAT,
        "agreed_spans": plan.agreed,
        "taken": [
            {"rule": choice.rule.value, "annotator": choice.annotator or None, "places": places}
            for choice, places in plan.taken.items()
        ],
        "left": len(plan.left),
        "settled_before": plan.settled,
        "documents": {
            "changed": plan.articles,
            "finished": plan.finished,
            "with_two_or_more": plan.to_do,
            "with_one": plan.by_one,
            "imported": plan.imported,
        },
    }


def desk_json(desk: GoldDesk, rulings: Mapping[str, Iterable[Ruling]]) -> dict[str, Any]:
    """Return all disputes, those that are open first and most alike first, and all rulings in force."""
    groups = {case.dispute.key: place for place, group in enumerate(desk.groups, start=1) for case in group}
    cases = [case for group in desk.groups for case in group] + list(desk.settled)
    return {
        "format": FORMAT,
        "offset_unit": "code points",
        "documents": {
            "finished": desk.done,
            "with_two_or_more": len(desk.to_do),
            "with_one": desk.by_one,
            "imported": desk.imported,
        },
        "disputes": [_case(case, groups.get(case.dispute.key)) for case in cases],
        "rulings": [ruling_json(one) for listed in rulings.values() for one in listed],
    }


def ruling_json(one: Ruling) -> dict[str, Any]:
    """Return a ruling; `agreed` is of a whole document, and names no spans."""
    return {
        "document": one.document_id,
        "start": one.start,
        "end": one.end,
        "rule": one.rule.value,
        "by": one.by,
        "annotator": one.annotator or None,
        "at": one.at,
        "note": one.note,
        "spans": [_span(span) for span in one.spans],
        "answers": [_answer(variant) for variant in one.answers],
    }


def _case(case: Case, alike: int | None) -> dict[str, Any]:
    dispute = case.dispute
    return {
        "document": dispute.document_id,
        "start": dispute.start,
        "end": dispute.end,
        "surface": case.surface,
        "is_settled": case.is_settled,
        "alike": None if case.is_settled else alike,
        "causes": [cause.value for cause in dispute.causes],
        "answers": [_answer(variant) for variant in dispute.variants],
        "ruling": None if case.ruling is None else ruling_json(case.ruling),
    }


def _answer(variant: Variant) -> dict[str, Any]:
    return {"annotators": list(variant.annotators), "spans": [_span(span) for span in variant.spans]}


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "label": span.label, "sublabel": span.sublabel}
