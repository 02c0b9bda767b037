"""A project's agreement, from its file to its figures and to its JSON."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.as_json import to_json
from annotator.agreement.coefficients import Score
from annotator.agreement.counting import count
from annotator.agreement.counts import Measure
from annotator.agreement.figures import figures
from annotator.agreement.gathering import Compared, compare, gather
from annotator.agreement.material import Material, Work
from annotator.agreement.scope import Resampling, Scope
from annotator.agreement.units import units
from annotator.errors import (
    CountingCancelled,
    NoEarlierPass,
    TooFewToCompare,
    UnknownAnnotator,
    WhoseEarlierPass,
)
from annotator.labelling.decisions import accept, label_range, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import Document, Planted, Span, State
from annotator.project.file import Project
from annotator.schema import load
from tests.agreement.strategies import spans_over, texts
from tests.project.builders import FIRST, SECOND, document, suggestion

PEOPLE = {"amina": "P1", "youssef": "P2", "zahra": "P3"}
RABAT, ENVOY = Span(10, 16, "GPE"), Span(21, 25, "OCC")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.annot", schema=load("security-news")) as made:
        made.documents.add(document("one", FIRST))
        made.documents.add(document("two", SECOND))
        yield made


def finish(project, name, *spans, id_="one"):
    project.annotations.store_finished(name, id_, spans)


def test_what_is_gathered_is_what_was_finished(project):
    finish(project, "amina", RABAT, ENVOY)
    finish(project, "gold", RABAT)
    finish(project, "omar", id_="two")
    found = gather(project)
    assert found.annotators == ("amina", "omar", "gold")
    assert [one.id for one in found.documents] == ["one", "two"]
    assert found.work("one").spans == {"amina": (RABAT, ENVOY), "gold": (RABAT,)}
    assert gather(project, annotators=["amina"]).annotators == ("amina", "gold")
    assert gather(project, documents=["two"]).annotators == ("omar",)


def test_it_is_told_how_far_it_is(project):
    finish(project, "amina", RABAT)
    finish(project, "omar", RABAT)
    told = []
    gather(project, on_progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    with pytest.raises(CountingCancelled):
        compare(project, is_cancelled=lambda: True)


def test_what_came_of_a_planted_error_is_not_compared(project):
    project.suggestions.replace("one", [suggestion(21, 25, "PERS")], sources=["lexicon"])
    (wrong,) = project.suggestions.of("one")
    project.honesty.plant([(wrong.id, Planted("label"))])
    for decide in (lambda sheet: accept(sheet, wrong), lambda sheet: set_state(sheet, State.FINISHED)):
        sheet = open_sheet(project, "one", annotator="amina")
        project.changes.record("amina", decide(sheet).draft)
    finish(project, "omar")
    found = compare(project).agreement
    assert (found.lost, found.scores[Measure.EXACT].first) == (0, 0)


def test_who_can_be_compared(project):
    with pytest.raises(TooFewToCompare):
        compare(project)
    finish(project, "amina", RABAT)
    with pytest.raises(TooFewToCompare):
        compare(project)
    with pytest.raises(UnknownAnnotator):
        compare(project, Scope(annotators=("omar",)))
    with pytest.raises(NoEarlierPass):
        compare(project, earlier=True)
    finish(project, "gold", RABAT, ENVOY)
    beside_gold = to_json(compare(project))["gold"][0]
    assert (beside_gold["precision"]["value"], beside_gold["recall"]["value"]) == (1.0, 0.5)
    alone = compare(project).agreement
    assert (alone.annotators, alone.pairs) == (("amina",), ())
    assert alone.gold[0].scores[Measure.EXACT].recall.value == 0.5
    with pytest.raises(TooFewToCompare):
        compare(project, Scope(annotators=("gold",)))


def take_up_again(project, name, *spans):
    """Begin again with an article that was finished, label more, and finish it anew."""
    decisions = [lambda sheet: set_state(sheet, State.IN_PROGRESS)]
    decisions += [
        lambda sheet, span=span: label_range(sheet, span.start, span.end, label=span.label) for span in spans
    ]
    for decide in (*decisions, lambda sheet: set_state(sheet, State.FINISHED)):
        project.changes.record(name, decide(open_sheet(project, "one", annotator=name)).draft)


def test_an_earlier_pass_is_of_one_person_whatever_others_are_called(project):
    finish(project, "amina ¹", RABAT)
    finish(project, "amina", RABAT)
    take_up_again(project, "amina", ENVOY)
    found = compare(project, earlier=True).agreement
    assert found.annotators == ("amina", "amina ¹ ¹")
    assert found.scores[Measure.EXACT] == Score(1, 2, 1)
    with pytest.raises(NoEarlierPass):
        compare(project, Scope(annotators=("amina ¹",)), earlier=True)
    take_up_again(project, "amina ¹")
    with pytest.raises(WhoseEarlierPass):
        compare(project, earlier=True)
    assert compare(project, Scope(annotators=("amina ¹",)), earlier=True).agreement.lost == 0


def test_people_without_an_article_in_common(project):
    finish(project, "amina", RABAT)
    finish(project, "omar", id_="two")
    found = compare(project)
    assert (found.agreement.documents, found.agreement.left_out) == ((), ("one", "two"))
    assert list(found.disagreements()) == []
    for figure in (*found.agreement.f1.values(), *found.agreement.coefficients.values()):
        assert figure.sentence


def refuse_constant(constant):
    raise AssertionError(constant)


@st.composite
def works(draw):
    """Draw documents that some of three and gold have finished, now and then as another did."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        article = Document(f"d{number}", draw(texts()))
        spans = {}
        for name in draw(st.lists(st.sampled_from([*PEOPLE, "gold"]), unique=True)):
            spans[name] = draw(st.sampled_from([draw(spans_over(article.text)), *spans.values()]))
        found.append(Work(article, spans))
    return found


@given(works())
@settings(max_examples=40)
def test_json_is_whole_and_adds_up(drawn):
    material = Material.of(drawn)
    drawn_so = Resampling(rounds=20)
    agreement = figures(count(material), units(material), Scope(), resampling=drawn_so)
    compared = Compared(material, agreement)
    text = json.dumps(to_json(compared, resampling=drawn_so, people=PEOPLE))
    found = json.loads(text, parse_constant=refuse_constant)
    assert not any(name in text for name in PEOPLE)
    assert found["lost"] == sum(one["points"] for one in found["causes"].values())
    listed = sum(len(side) for one in found["disagreements"] for side in one["spans"])
    if agreement.alone is None:
        assert found["lost"] == listed
        assert len(found["disagreements"]) == sum(one["places"] for one in found["causes"].values())
    else:  # one annotator, beside gold
        assert (found["lost"], sum(found["gold"][0]["lost"].values())) == (0, listed)
    for figure in (*found["f1"].values(), *found["coefficients"].values()):
        assert (figure["value"] is None) == ("undefined" in figure)
        assert (figure["interval"] is None) == ("undefined" in figure or "uncertain" in figure)
    for pair in found["pairs"]:
        matrix = pair["confusion"]["matrix"]
        assert pair["confusion"]["labels"][-1] is None
        assert sum(map(sum, matrix)) >= max(pair["f1"]["exact"]["spans"])
