"""People, articles, labels and days chosen together: what is counted, and what is listed, is what is left."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.causes import Cause
from annotator.agreement.counting import count
from annotator.agreement.counts import Measure
from annotator.agreement.figures import figures
from annotator.agreement.gathering import Compared
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement, Lost
from annotator.agreement.scope import Scope
from annotator.agreement.units import units
from annotator.model import GOLD
from tests.agreement.corpora import NAMES, corpora
from tests.agreement.strategies import LABELS

DAYS = [date(2026, 1, day) for day in range(1, 5)]


@st.composite
def dated(draw: st.DrawFn) -> list[Work]:
    """Draw documents of three people and gold, each finished on some day."""
    works = draw(corpora(annotators=(*NAMES, GOLD)))
    return [replace(one, days={name: draw(st.sampled_from(DAYS)) for name in one.spans}) for one in works]


SCOPES = st.builds(
    Scope,
    annotators=st.lists(st.sampled_from([*NAMES, "nobody"]), unique=True).map(tuple),
    documents=st.none() | st.frozensets(st.sampled_from([f"d{number}" for number in range(5)])),
    labels=st.none() | st.frozensets(st.sampled_from([*LABELS, "a label that the schema lost"])),
    after=st.none() | st.sampled_from(DAYS),
    before=st.none() | st.sampled_from(DAYS),
    common=st.booleans(),
)


def compare(works: list[Work], scope: Scope) -> Compared:
    material = Material.of(works)
    return Compared(material, figures(count(material), units(material), scope, resampling=None))


def left(works: list[Work], scope: Scope) -> list[Work]:
    """Take away what is not of the people, articles and days of a scope."""

    def is_meant(work: Work, name: str) -> bool:
        in_time = (scope.after or date.min) <= work.days[name] <= (scope.before or date.max)
        return name == GOLD or (in_time and (not scope.annotators or name in scope.annotators))

    there = [
        replace(one, spans={name: spans for name, spans in one.spans.items() if is_meant(one, name)})
        for one in works
        if scope.documents is None or one.document.id in scope.documents
    ]
    people = {name for one in there for name in one.spans if name != GOLD}
    if scope.common:
        wanted = {*scope.annotators} or people
        there = [one for one in there if wanted <= one.spans.keys()]
    return there


@given(dated(), SCOPES)
@settings(max_examples=60, deadline=None)
def test_a_scope_is_what_is_left_without_the_rest(works: list[Work], scope: Scope) -> None:
    found = compare(works, scope).agreement
    people = found.annotators
    expected = compare(left(works, scope), Scope(annotators=people, labels=scope.labels)).agreement
    if people:
        assert told(found) == told(expected)


def told(agreement: Agreement) -> list[object]:
    """Return what is counted, of all and of each."""
    pairs = [*agreement.pairs, *agreement.gold]
    return [
        agreement.documents,
        agreement.words,
        agreement.scores,
        agreement.causes,
        {name: one.value and round(one.value, 9) for name, one in agreement.coefficients.items()},
        [(one.first, one.second, one.documents, one.scores, dict(one.lost)) for one in pairs],
    ]


@given(dated(), SCOPES)
@settings(max_examples=60, deadline=None)
def test_what_is_listed_in_a_scope_is_what_is_counted(works: list[Work], scope: Scope) -> None:
    compared = compare(works, scope)
    listed = list(compared.disagreements())
    causes, alone = compared.agreement.causes, compared.agreement.alone
    points: Counter[Cause] = Counter()
    for one in listed:
        points[one.cause] += sum(
            scope.labels is None or span.label in scope.labels for span in (*one.first, *one.second)
        )
    if alone is not None:  # beside gold
        assert points == alone.lost
        return
    assert points == {cause: lost.points for cause, lost in causes.items()}
    assert Counter(one.cause for one in listed) == {cause: lost.places for cause, lost in causes.items()}
    assert all(sum(lost.labels.values()) == lost.points for lost in causes.values())
    assert compared.agreement.lost == lost_of(compared.agreement)


def lost_of(agreement: Agreement) -> int:
    """Return the points lost by the scores: of all marks those not alike, and what sublabels cost besides."""
    exact = agreement.scores[Measure.EXACT]
    by_sublabel = agreement.causes.get(Cause.SUBLABEL, Lost(0, 0, {})).points
    return exact.first + exact.second - 2 * exact.matched + by_sublabel
