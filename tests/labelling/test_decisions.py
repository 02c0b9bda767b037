import pytest

from annotator.errors import AlreadyLabelled, CrossesSpan, NoFurther, NothingToLabel, NothingToSpread
from annotator.labelling import decisions
from annotator.labelling.changes import CHANGES, change_name
from annotator.labelling.sheet import Sheet
from annotator.model import (
    Annotation,
    Document,
    Reason,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Suggestion,
    Verdict,
    VerdictEdit,
)
from annotator.schema import load
from annotator.text.reading import Reading


def test_accept_labels_equal_names_behind_every_clitic(bench, find):
    first = bench.suggest("الرباط", "GPE")
    outcome = decisions.accept(bench.sheet, first)
    bench.store(outcome.draft)
    assert bench.spans == [("الرباط", "GPE"), ("الرباط", "GPE"), ("لرباط", "GPE"), ("الرباط", "GPE")]
    assert bench.sheet.annotation.verdicts == {first.id: Verdict.ACCEPTED}
    assert bench.sheet.annotation.state is State.IN_PROGRESS
    assert outcome.left_alone == ()


def test_accept_takes_its_equals_suggestions_along(bench):
    first = bench.suggest("الرباط", "GPE")
    second = bench.suggest("الرباط", "GPE", 1)
    bench.store(decisions.accept(bench.sheet, first).draft)
    assert bench.sheet.annotation.verdicts == {first.id: Verdict.ACCEPTED, second.id: Verdict.ACCEPTED}
    assert {span.origin for span in bench.sheet.annotation.spans} == {"lexicon"}


def test_accept_leaves_alone_what_was_rejected_or_is_labelled_otherwise(bench, find):
    first = bench.suggest("الرباط", "GPE")
    rejected = bench.suggest("الرباط", "GPE", 1)
    start, end = find("للرباط")
    bench.store(decisions.label_range(bench.sheet, start + 1, end, label="ORG").draft)
    sheet = bench.sheet
    bench.sheet = sheet.after([VerdictEdit("d", rejected.id, None, Verdict.REJECTED)])
    outcome = decisions.accept(bench.sheet, first)
    assert set(outcome.left_alone) == {find("الرباط", 1), (start + 1, end)}


def test_a_name_inside_another_suggestion_is_only_taken_where_it_is_suggested(bench, find):
    first = bench.suggest("المغرب", "GPE", 1)
    outer = bench.suggest("سفير باكستان بالمغرب", "OCC")
    outcome = decisions.accept(bench.sheet, first)
    assert find("المغرب") in outcome.left_alone
    inner = bench.suggest("المغرب", "GPE")
    bench.store(decisions.accept(bench.sheet, first).draft)
    assert bench.sheet.annotation.verdicts[inner.id] is Verdict.ACCEPTED
    assert outer in bench.sheet.open_suggestions


def test_reject_takes_equals_of_the_same_label_only(bench):
    gpe = bench.suggest("الرباط", "GPE")
    again = bench.suggest("الرباط", "GPE", 1)
    other = bench.suggest("الرباط", "ORG", 2)
    bench.store(decisions.reject(bench.sheet, gpe).draft)
    assert bench.sheet.annotation.verdicts == {gpe.id: Verdict.REJECTED, again.id: Verdict.REJECTED}
    assert bench.sheet.open_suggestions == (other,)


def test_label_range_drops_white_space_and_refuses_nothing(bench, find):
    start, _end = find("إلى الرباط")
    outcome = decisions.label_range(bench.sheet, start + 3, start + 4 + len("الرباط"), label="GPE")
    bench.store(outcome.draft)
    assert bench.spans == [("الرباط", "GPE")]
    with pytest.raises(NothingToLabel):
        decisions.label_range(bench.sheet, start + 3, start + 4, label="GPE")
    with pytest.raises(AlreadyLabelled):
        decisions.label_range(bench.sheet, *find("الرباط"), label="GPE")
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="ORG").draft)
    assert len(bench.spans) == 2


def test_crossing_is_refused_and_crossing_suggestions_are_settled(bench, find):
    crossing = bench.suggest("باكستان بالمغرب", "ORG")
    bench.store(decisions.label_range(bench.sheet, *find("سفير باكستان"), label="OCC").draft)
    assert bench.sheet.annotation.verdicts == {crossing.id: Verdict.REJECTED}
    with pytest.raises(CrossesSpan) as refused:
        decisions.label_range(bench.sheet, *find("باكستان بالمغرب"), label="ORG")
    assert "باكستان بالمغرب" in str(refused.value)


def test_labelling_what_is_suggested_accepts_the_suggestion(bench, find):
    suggested = bench.suggest("الرباط", "GPE")
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft)
    assert bench.sheet.annotation.verdicts == {suggested.id: Verdict.ACCEPTED}


def test_relabel_a_suggestion_corrects_it_and_a_span_keeps_its_id(bench):
    suggested = bench.suggest("الرباط", "GPE")
    bench.store(decisions.relabel(bench.sheet, suggested, label="ORG", sublabel="media").draft)
    assert bench.sheet.annotation.verdicts == {suggested.id: Verdict.CORRECTED}
    (span,) = bench.sheet.annotation.spans
    bench.store(decisions.relabel(bench.sheet, span, label="LOC").draft)
    (again,) = bench.sheet.annotation.spans
    assert (again.id, again.label, again.sublabel) == (span.id, "LOC", "")
    with pytest.raises(AlreadyLabelled):
        decisions.relabel(bench.sheet, again, label="LOC")


def test_edges_move_by_clitic_and_word(bench, find):
    bench.store(decisions.label_range(bench.sheet, *find("المغرب"), label="GPE").draft)

    def move(*, is_start: bool, forward: bool) -> str:
        (span,) = bench.sheet.annotation.spans
        draft = decisions.move_edge(bench.sheet, span, is_start=is_start, forward=forward).draft
        bench.store(draft)
        return bench.spans[0][0]

    assert move(is_start=True, forward=False) == "بالمغرب"
    assert move(is_start=True, forward=False) == "باكستان بالمغرب"
    # The ب of باكستان may be a proclitic for all the rules know, so the edge stops behind it.
    assert move(is_start=True, forward=True) == "اكستان بالمغرب"
    assert move(is_start=True, forward=True) == "المغرب"
    assert move(is_start=False, forward=True) == "المغرب إلى"
    assert move(is_start=False, forward=False) == "المغرب"
    with pytest.raises(NoFurther):
        move(is_start=False, forward=False)


def test_moving_the_edge_of_a_suggestion_corrects_it(bench):
    suggested = bench.suggest("المغرب", "GPE")
    draft = decisions.move_edge(bench.sheet, suggested, is_start=True, forward=False).draft
    bench.store(draft)
    assert bench.spans == [("بالمغرب", "GPE")]
    assert bench.sheet.annotation.verdicts == {suggested.id: Verdict.CORRECTED}


def test_removing_an_accepted_span_rejects_its_suggestion(bench):
    suggested = bench.suggest("باكستان", "GPE")
    bench.store(decisions.accept(bench.sheet, suggested).draft)
    span = bench.sheet.annotation.spans[0]
    bench.store(decisions.remove(bench.sheet, span).draft)
    assert bench.sheet.annotation.verdicts == {suggested.id: Verdict.REJECTED}
    assert suggested not in bench.sheet.open_suggestions


def test_spread_labels_the_rest_once(bench, find):
    bench.store(decisions.label_range(bench.sheet, *find("باكستان"), label="GPE").draft)
    (span,) = bench.sheet.annotation.spans
    bench.store(decisions.spread(bench.sheet, span).draft)
    assert bench.spans == [("باكستان", "GPE"), ("باكستان", "GPE")]
    with pytest.raises(NothingToSpread):
        decisions.spread(bench.sheet, bench.sheet.annotation.spans[0])


@pytest.mark.parametrize(("schema", "is_settled"), [("anercorp", True), ("wojood", False)])
def test_what_may_not_lie_inside_a_new_span_or_around_it_is_settled(schema, is_settled):
    text = "قال محمد علي كذا"
    inner, outer = (
        Suggestion(*place, "PERS", "", "lexicon", 0.9, Reason("rank"), id=number)
        for number, place in enumerate([(4, 8), (0, 12)], start=1)
    )
    sheet = Sheet(Reading(text), Document("d", text), Annotation("d", "a"), (outer, inner), load(schema))
    draft = decisions.label_range(sheet, 4, 12, label="PERS").draft
    rejected = {edit.suggestion_id for edit in draft.edits if isinstance(edit, VerdictEdit)}
    assert rejected == ({1, 2} if is_settled else set())
    assert bool(sheet.after(draft.edits).open_suggestions) is not is_settled


def test_accept_rest_takes_the_surest_and_never_crosses(bench):
    sure = bench.suggest("سفير باكستان بالمغرب", "OCC", score=0.9)
    unsure = bench.suggest("بالمغرب إلى", "ORG", score=0.2)
    inner = bench.suggest("باكستان", "GPE", score=0.5)
    outcome = decisions.accept_rest(bench.sheet)
    bench.store(outcome.draft)
    assert bench.spans == [("سفير باكستان بالمغرب", "OCC"), ("باكستان", "GPE")]
    assert outcome.left_alone == ((unsure.start, unsure.end),)
    assert bench.sheet.annotation.state is State.FINISHED
    assert bench.sheet.annotation.verdicts == {sure.id: Verdict.ACCEPTED, inner.id: Verdict.ACCEPTED}


def test_a_decision_takes_a_finished_document_up_again(bench, find):
    bench.store(decisions.set_state(bench.sheet, State.FINISHED).draft)
    draft = decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft
    assert [e for e in draft.edits if isinstance(e, StateEdit)] == [
        StateEdit("d", State.FINISHED, State.IN_PROGRESS)
    ]


def test_every_change_has_a_name_in_words(bench, find):
    draft = decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft
    assert change_name(draft.name, draft.values) == "label «الرباط»"
    for state in State:
        assert decisions.set_state(bench.sheet, state).draft.name in CHANGES


def test_drafts_hold_what_was_there_before(bench, find):
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft)
    (span,) = bench.sheet.annotation.spans
    draft = decisions.remove(bench.sheet, span).draft
    assert SpanEdit("d", Span(span.start, span.end, "GPE"), None) in draft.edits


def sheet_of(text, *suggestions):
    annotation = Annotation("d", "amina")
    return Sheet(Reading(text), Document("d", text), annotation, suggestions, load("security-news"))


def test_equal_names_that_overlap_each_other_are_not_all_labelled():
    text = "قال " + "علي بن " * 7 + "علي"
    start = text.index("علي")
    end = start + len("علي بن علي")
    first = Suggestion(start, end, "PERS", "", "lexicon", 0.9, Reason("rank"), id=1)
    draft = decisions.accept(sheet_of(text, first), first).draft
    made = [edit.after for edit in draft.edits if isinstance(edit, SpanEdit)]
    assert len(made) == 4
    assert not any(one.crosses(other) for one in made for other in made)


def test_label_range_drops_bidi_marks_too():
    text = "وصل إلى \u200f\u2067الرباط\u2069 \u200fأمس"
    draft = decisions.label_range(sheet_of(text), 7, text.index("أمس"), label="GPE").draft
    assert draft.edits[0].after == Span(*find_in(text, "الرباط"), "GPE")
    with pytest.raises(NothingToLabel):
        decisions.label_range(sheet_of(text), 8, 10, label="GPE")


def find_in(text, words):
    return text.index(words), text.index(words) + len(words)


def test_finishing_keeps_the_question_that_was_asked(bench):
    bench.store(decisions.set_state(bench.sheet, State.QUESTION, note="هيئة أم منشأة؟").draft)
    bench.store(decisions.set_state(bench.sheet, State.FINISHED).draft)
    assert bench.sheet.annotation.note == "هيئة أم منشأة؟"


def test_a_change_names_an_article_by_its_beginning():
    text = "عقد اللقاء\nفي الرباط\t" + "كلمة " * 20_000
    document = Document("d", text)
    sheet = Sheet(Reading(text), document, Annotation("d", "a"), (), load("security-news"))
    draft = decisions.label_range(sheet, 0, len(text), label="ORG").draft
    name = change_name(draft.name, draft.values)
    assert name == "label «عقد اللقاء في الرباط كلمة كلمة كلمة كلمة…»"
    assert change_name(draft.name, {"surface": text}) == name  # as it was written before
    sheet = sheet.after(draft.edits)
    with pytest.raises(AlreadyLabelled) as refused:
        decisions.label_range(sheet, 0, len(text), label="ORG")
    assert len(str(refused.value)) < 200
