"""What is labelled in one document is suggested in the others, and only there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import ProjectBusy, UnknownDocument
from annotator.model import Draft, Reason, Span, SpanEdit, State, StateEdit, Suggestion, Verdict, VerdictEdit
from annotator.project.check import check
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.examples import examples_of
from annotator.suggest.memory import Memory
from annotator.suggest.reasons import sentence
from annotator.suggest.remembering import SOURCE, Decided, outdated, remembered
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.text.cleaning import clean

TEXTS = {
    "one": "عقدت جماعة الوفاء لقاء. وقالت جماعة الوفاء إنها راضية.",
    "two": "أصدرت جماعة الوفاء بيانا، وانضم إلى جماعة  الوفاء آخرون؛ لجماعة الوفاء أنصار.",
    "three": "لا شيء هنا.",
    "four": "وجماعةُ الوفاءِ حاضرة.",
}
NAME = "جماعة الوفاء"
GROUP = Span(5, 17, "ORG", "armed_group")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.annot", schema=load("security-news")) as made:
        with made.documents.adding():
            for id_, text in TEXTS.items():
                made.documents.add(NewDocument(id_, text.encode(), "utf-8", clean(text, steps=())))
        yield made


def label(project: Project, document_id: str, *spans: Span, who: str = "amina") -> list[Decided]:
    edits = tuple(SpanEdit(document_id, None, span) for span in spans)
    project.changes.record(who, Draft("label", {"surface": NAME}, edits))
    return [Decided(document_id, span) for span in spans]


def remember(project: Project, decided: list[Decided], *, who: str = "amina") -> int:
    return project.suggestions.add_remembered(remembered(project.path, decided, annotator=who))


def forget(project: Project, decided: list[Decided]) -> int:
    return project.suggestions.forget_remembered(outdated(project.path, decided))


def shown(project: Project) -> dict[str, list[str]]:
    return {
        id_: [TEXTS[id_][one.start : one.end] for one in project.suggestions.of(id_)]
        for id_ in TEXTS
        if project.suggestions.of(id_)
    }


def place(text: str, surface: str, label: str = "ORG") -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface), label)


EVERYWHERE = {"two": [NAME, NAME], "four": ["جماعةُ الوفاءِ"]}


def test_the_same_name_is_suggested_in_every_other_document(project):
    decided = label(project, "one", GROUP)
    assert remember(project, decided) == 3
    assert shown(project) == EVERYWHERE
    (one,) = project.suggestions.of("four")
    assert (one.label, one.sublabel, one.source, one.score) == ("ORG", "armed_group", SOURCE, 0.667)
    assert sentence(one.reason) == "«جماعة الوفاء» is labelled so in 1 other article"
    assert [span for id_ in TEXTS for span in project.annotations.get(id_, "amina").spans] == [GROUP]
    assert project.documents.summary("two", "amina").open_suggestions == 2
    assert remember(project, decided) == 0
    assert check(project.path) == []


def test_nothing_is_suggested_where_anybody_worked(project):
    text = TEXTS["two"]
    first = place(text, NAME)
    last = Span(text.rindex("جماعة"), text.rindex("جماعة") + len(NAME), "ORG")
    label(project, "two", first, who="youssef")
    given = Suggestion(last.start, last.end, "LAW", "", "lexicon", 0.4, Reason("law"))
    four = Suggestion(1, 15, "ORG", "", "lexicon", 0.4, Reason("rank"))
    project.suggestions.replace("two", [given], sources={"lexicon"})
    project.suggestions.replace("four", [four], sources={"lexicon"})
    (stored,) = project.suggestions.of("four")
    rejected = VerdictEdit("four", stored.id, None, Verdict.REJECTED)
    project.changes.record("youssef", Draft("reject", {}, (rejected,)))
    project.suggestions.replace("four", [], sources={"lexicon"})
    assert remember(project, label(project, "one", GROUP)) == 0
    assert [one.source for one in project.suggestions.of("two")] == ["lexicon"]
    assert project.suggestions.of("four") == []
    project.changes.undo("youssef")  # the rejection
    assert remember(project, [Decided("one", GROUP)]) == 1
    project.changes.undo("youssef")  # the span
    assert remember(project, [Decided("one", GROUP)]) == 1


@pytest.mark.parametrize(
    ("lying", "label_there", "is_free"),
    [
        ("بيانا", "ORG", True),
        ("أصدرت جماعة", "ORG", False),
        ("أصدرت جماعة الوفاء بيانا", "EVENT", True),
        ("أصدرت جماعة الوفاء بيانا", "PERS", False),  # a person's name holds no organisation
    ],
)
def test_what_lies_there_is_respected(project, lying, label_there, is_free):
    label(project, "two", place(TEXTS["two"], lying, label_there), who="youssef")
    remember(project, label(project, "one", GROUP))
    assert (TEXTS["two"].index(NAME) in [one.start for one in project.suggestions.of("two")]) is is_free


def test_documents_that_were_put_away_are_left_alone(project):
    for id_, state in (("two", State.FINISHED), ("four", State.SKIPPED)):
        project.changes.record("amina", Draft("state", {}, (StateEdit(id_, State.NEW, state),)))
    decided = label(project, "one", GROUP)
    assert remember(project, decided) == 0
    assert remember(project, decided, who="youssef") == 3


def test_other_documents_alone_are_counted(project):
    decided = label(project, "one", GROUP)
    label(project, "four", Span(1, 15, "LAW"), who="youssef")
    label(project, "two", place(TEXTS["two"], NAME), who="youssef")
    assert remember(project, decided) == 1
    (one,) = project.suggestions.of("two")
    # What lies on the second document itself says nothing there; one of the two others agrees.
    assert (one.score, one.reason.values["count"]) == (0.5, "1")


def test_what_finished_work_left_unlabelled_counts_against(project):
    project.changes.record("youssef", Draft("state", {}, (StateEdit("two", State.NEW, State.FINISHED),)))
    remember(project, label(project, "one", GROUP))
    (one,) = project.suggestions.of("four")
    assert (one.score, one.reason.values["count"]) == (0.5, "1")


def test_what_is_mostly_left_unlabelled_is_not_suggested(project):
    for number in range(5):
        text = f"{TEXTS['four']} {number}"
        project.documents.add(NewDocument(f"f{number}", text.encode(), "utf-8", clean(text, steps=())))
        edit = StateEdit(f"f{number}", State.NEW, State.FINISHED)
        project.changes.record("youssef", Draft("state", {}, (edit,)))
    assert remember(project, label(project, "one", GROUP)) == 0


@pytest.mark.parametrize("agreeing", [False, True])
def test_the_live_spread_and_the_memory_of_a_run_say_the_same(project, agreeing):
    if agreeing:
        label(project, "four", Span(1, 15, "ORG", "armed_group"), who="youssef")
    remember(project, label(project, "one", GROUP))
    live = [replace(one, id=0) for one in project.suggestions.of("two")]
    memory = Memory.learn(examples_of(project)).without("two")
    again = memory.suggest(TEXTS["two"])
    assert live
    assert [one for one in again if one in live] == live
    # A run reads word by word; two blanks between the words of a name are one to it.
    assert [TEXTS["two"][one.start : one.end] for one in again if one not in live] == ["جماعة  الوفاء"]


def test_what_is_undone_is_forgotten(project):
    decided = label(project, "one", GROUP)
    remember(project, decided)
    project.changes.undo("amina")
    assert forget(project, decided) == 3
    assert shown(project) == {}
    assert forget(project, decided) == 0
    assert check(project.path) == []


def test_what_is_remembered_again_comes_back_under_its_id(project):
    decided = label(project, "one", GROUP)
    remember(project, decided)
    before = [one.id for id_ in TEXTS for one in project.suggestions.of(id_)]
    project.changes.undo("amina")
    forget(project, decided)
    project.changes.redo("amina")
    assert remember(project, decided) == 3
    assert [one.id for id_ in TEXTS for one in project.suggestions.of(id_)] == before


def test_another_label_takes_the_place_of_the_first(project):
    decided = label(project, "one", GROUP)
    remember(project, decided)
    span = project.annotations.get("one", "amina").spans[0]
    law = Span(span.start, span.end, "LAW")
    project.changes.record("amina", Draft("relabel", {}, (SpanEdit("one", span, law),)))
    gone = outdated(project.path, decided)
    found = remembered(project.path, [Decided("one", law)], annotator="amina", leaving=gone)
    project.suggestions.forget_remembered(gone)
    assert project.suggestions.add_remembered(found) == 3
    assert shown(project) == EVERYWHERE
    assert {one.label for id_ in TEXTS for one in project.suggestions.of(id_)} == {"LAW"}


def test_a_sublabel_given_after_the_label_takes_the_place_of_the_label_alone(project):
    decided = label(project, "one", replace(GROUP, sublabel=""))
    remember(project, decided)
    span = project.annotations.get("one", "amina").spans[0]
    finer = replace(span, sublabel="armed_group")
    project.changes.record("amina", Draft("relabel", {}, (SpanEdit("one", span, finer),)))
    # What was decided first was not read yet, perhaps; it is no reason any more.
    assert remember(project, decided) == 0
    gone = outdated(project.path, decided)
    found = remembered(project.path, [*decided, Decided("one", finer)], annotator="amina", leaving=gone)
    project.suggestions.forget_remembered(gone)
    assert project.suggestions.add_remembered(found) == 3
    assert shown(project) == EVERYWHERE
    assert {one.sublabel for id_ in TEXTS for one in project.suggestions.of(id_)} == {"armed_group"}


def test_what_another_document_supports_stays(project):
    decided = label(project, "one", GROUP)
    remember(project, decided)
    label(project, "four", Span(1, 15, "ORG", "armed_group"), who="youssef")
    project.changes.undo("amina")
    # The span on the fourth document is a reason for the second, but none for the fourth itself.
    assert forget(project, decided) == 1
    assert shown(project) == {"two": [NAME, NAME]}


def test_a_run_of_the_sources_leaves_what_is_remembered(project):
    remember(project, label(project, "one", GROUP))
    before = {id_: project.suggestions.of(id_) for id_ in TEXTS}
    for _ in range(2):
        suggest_documents(project, sources=sources_for(project, ["lexicon", "patterns"]))
        for id_, kept in before.items():
            now = [(one.start, one.end, one.label) for one in project.suggestions.of(id_)]
            assert len(set(now)) == len(now)
            assert {(one.start, one.end, one.label) for one in kept} <= set(now)


def test_what_would_lie_across_what_is_remembered_is_left_out(project):
    remember(project, label(project, "one", GROUP))
    before = {id_: project.suggestions.of(id_) for id_ in TEXTS}
    rivals = [
        Suggestion(one.start, one.end, "ORG", "media", "lexicon", 0.99, Reason("rank"))
        for one in before["two"]
    ]
    across = [Suggestion(0, before["two"][0].start + 3, "ORG", "", "lexicon", 0.99, Reason("rank"))]
    project.suggestions.replace("two", rivals + across, sources={"lexicon"})
    assert project.suggestions.of("two") == before["two"]


def test_what_cannot_be_a_name_is_not_remembered(project):
    assert remember(project, label(project, "one", Span(0, 1, "ORG"))) == 0


def test_many_decisions_at_once(project):
    decided = label(project, "one", GROUP, Span(30, 42, "ORG", "armed_group"), Span(0, 4, "CRIME"))
    assert len(remembered(project.path, decided, annotator="amina")) == 3


def test_a_name_that_overlaps_its_equal_is_suggested_once(project):
    for id_, text in (("ali", "حضر علي بن علي أمس"), ("alis", "حضر علي بن علي بن علي أمس")):
        project.documents.add(NewDocument(id_, text.encode(), "utf-8", clean(text, steps=())))
    remember(project, label(project, "ali", Span(4, 14, "PERS")))
    assert [(one.start, one.end) for one in project.suggestions.of("alis")] == [(4, 14)]


def test_it_can_be_stopped(project):
    decided = label(project, "one", GROUP)
    assert remembered(project.path, decided, annotator="amina", should_stop=lambda: True) == []
    remember(project, decided)
    project.changes.undo("amina")
    assert outdated(project.path, decided, should_stop=lambda: True) == []
    looks = iter([False, False, True, True, True, True])
    assert remembered(project.path, decided, annotator="amina", should_stop=lambda: next(looks)) == []


def test_what_happened_meanwhile_is_respected(project):
    found = remembered(project.path, label(project, "one", GROUP), annotator="amina")
    with Project.open(project.path) as window:
        label(window, "four", Span(1, 15, "LAW"), who="youssef")
    assert project.suggestions.add_remembered(found) == 2
    assert project.suggestions.of("four") == []


def test_nothing_is_half_written(project):
    found = remembered(project.path, label(project, "one", GROUP), annotator="amina")
    with pytest.raises(UnknownDocument):
        project.suggestions.add_remembered([*found, ("none", found[0][1])])
    assert shown(project) == {}
    with Project.open(project.path, busy_seconds=0) as window:
        with project.suggestions.replacing(), pytest.raises(ProjectBusy):
            window.suggestions.add_remembered(found)
        window.suggestions.add_remembered(found)
    assert shown(project) == EVERYWHERE
    with pytest.raises(ValueError, match="lexicon"):
        project.suggestions.add_remembered(
            [("three", Suggestion(0, 2, "ORG", "", "lexicon", 0.5, Reason("rank")))]
        )


spans = st.sampled_from(
    [("one", GROUP), ("one", Span(30, 42, "ORG")), ("two", Span(6, 18, "ORG")), ("four", Span(1, 15, "LAW"))]
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["amina", "youssef"]), spans), max_size=6, unique_by=lambda one: one[1][0]
    )
)
@settings(max_examples=10, deadline=None)
def test_undoing_all_leaves_nothing_remembered(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("all") / "p.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for id_, text in TEXTS.items():
            project.documents.add(NewDocument(id_, text.encode(), "utf-8", clean(text, steps=())))
        for who, (document_id, span) in made:
            remember(project, label(project, document_id, span, who=who), who=who)
        for who, (document_id, span) in reversed(made):
            project.changes.undo(who)
            forget(project, [Decided(document_id, span)])
        assert shown(project) == {}
        assert check(path) == []
