"""Suggesting over a project: progress, stopping, going on, and processes beside one another."""

import pytest

from annotator.errors import UnknownSource
from annotator.errors.learning import DamagedModel, NothingLearnt
from annotator.labelling.decisions import accept, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import OwnEntry, Span, State
from annotator.project.check import check
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.examples import Example
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.suggest.tagger.training import train
from annotator.text.cleaning import clean

TEXT = "زار وزير الخارجية الرباط يوم الأربعاء."
COUNT = 120


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "news.annot", schema=load("security-news")) as made:
        with made.documents.adding():
            for number in range(COUNT):
                cleaned = clean(f"{TEXT} {number}")
                raw = cleaned.raw.encode()
                made.documents.add(
                    NewDocument(id=f"d{number:03}", raw=raw, encoding="utf-8", cleaned=cleaned)
                )
        yield made


def run(project, names=None, **wanted):
    return suggest_documents(project, sources=sources_for(project, names), **wanted)


def all_of(project):
    return {id_: project.suggestions.of(id_) for id_ in project.documents.ids()}


def test_every_document_gets_its_suggestions_and_progress_is_told(project):
    seen = []
    report = run(project, on_progress=lambda done, total: seen.append((done, total)))
    assert (report.documents, report.unchanged, report.left) == (COUNT, 0, 0)
    assert seen == [(number + 1, COUNT) for number in range(COUNT)]
    assert report.suggestions == sum(map(len, all_of(project).values())) >= 3 * COUNT
    assert report.seconds > 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_when_it_is_stopped_is_kept_and_a_second_run_gives_the_rest(project, jobs):
    seen = []
    report = run(
        project,
        jobs=jobs,
        on_progress=lambda done, _total: seen.append(done),
        is_cancelled=lambda: len(seen) >= 70,
    )
    with_some = [id_ for id_, found in all_of(project).items() if found]
    assert 70 <= report.documents == len(with_some) < COUNT
    assert report.left == COUNT - report.documents
    assert check(project.path) == []
    rest = run(project, jobs=jobs)
    assert (rest.documents, rest.unchanged) == (report.left, report.documents)
    assert all(all_of(project).values())


def test_processes_beside_one_another_suggest_the_same(project):
    run(project)
    alone = all_of(project)
    report = run(project, jobs=2, again=True)
    assert report.documents == COUNT
    assert all_of(project) == alone


def test_a_second_run_has_nothing_to_do(project):
    run(project)
    before = all_of(project)
    report = run(project)
    assert (report.documents, report.unchanged) == (0, COUNT)
    assert run(project, again=True).documents == COUNT
    assert all_of(project) == before
    assert [one.id for one in project.suggestions.of("d000")] == [one.id for one in before["d000"]]


def test_what_is_new_is_a_reason_to_suggest_again(project):
    run(project)
    project.lexicon.put(OwnEntry("الأربعاء", "LOC"))
    assert run(project).documents == COUNT
    sheet = open_sheet(project, "d000", annotator="amina")
    sheet = sheet.after(project.changes.record("amina", accept(sheet, sheet.open_suggestions[0]).draft).edits)
    assert run(project).documents == 0
    project.changes.record("amina", set_state(sheet, State.FINISHED).draft)
    assert run(project).documents == COUNT


def test_what_was_decided_stays(project):
    run(project)
    sheet = open_sheet(project, "d000", annotator="amina")
    first = sheet.open_suggestions[0]
    project.changes.record("amina", accept(sheet, first).draft)
    before = project.annotations.get("d000", "amina")
    run(project, again=True)
    assert project.annotations.get("d000", "amina") == before
    assert first in project.suggestions.of("d000")


def test_the_named_sources_leave_what_others_suggested(project):
    run(project, ["lexicon"])
    assert {one.source for one in project.suggestions.of("d000")} == {"lexicon"}
    run(project, ["patterns"])
    assert {one.source for one in project.suggestions.of("d000")} == {"lexicon", "patterns"}


def test_a_source_that_is_turned_off_suggests_nothing_any_more(project):
    run(project)
    project.settings.put("sources.off", ["patterns"])
    run(project)
    assert {one.source for one in project.suggestions.of("d000")} == {"lexicon"}


def test_names_that_people_labelled_are_suggested_in_other_documents(project):
    from annotator.labelling.decisions import label_range

    sheet = open_sheet(project, "d000", annotator="amina")
    start = TEXT.index("زار")
    outcome = label_range(sheet, start, start + 3, label="EVENT")
    sheet = sheet.after(project.changes.record("amina", outcome.draft).edits)
    project.changes.record("amina", set_state(sheet, State.FINISHED).draft)
    run(project)
    assert [one.source for one in project.suggestions.of("d001") if one.label == "EVENT"] == ["memory"]
    assert not [one for one in project.suggestions.of("d000") if one.label == "EVENT"]


def test_only_the_documents_asked_for_are_read(project):
    assert run(project, document_ids=["d007"]).documents == 1
    assert [id_ for id_, found in all_of(project).items() if found] == ["d007"]


def test_an_unknown_source_is_named_with_those_there_are(project):
    with pytest.raises(UnknownSource, match=r"oracle.*lexicon"):
        sources_for(project, ["oracle"])


NAMED = "وصل علي بن سالم إلى تطوان."
PLACES = ((4, 15, "PERS"), (20, 25, "GPE"))


@pytest.fixture(scope="module")
def learnt():
    examples = [
        Example(f"e{number}", f"{NAMED} {number}", tuple(Span(*place) for place in PLACES))
        for number in range(12)
    ]
    return train(examples, schema=load("security-news")).to_bytes()


class TestTagger:
    """A tagger that was learnt from some documents is asked about the others."""

    def test_it_suggests_where_it_has_not_learnt(self, project, learnt):
        add(project, "fresh", "زار علي بن سالم مدينة تطوان.")
        project.models.put("tagger", learnt, {}, ["d000"])
        run(project, ["tagger"])
        assert {one.source for one in project.suggestions.of("fresh")} == {"tagger"}
        assert set(project.runs.doubts()) == set(project.documents.ids()) - {"d000"}
        assert all(0 <= doubt <= 1 for doubt in project.runs.doubts().values())
        assert project.suggestions.of("d000") == []

    def test_processes_beside_one_another_know_it_too(self, project, learnt):
        project.models.put("tagger", learnt, {}, [])
        run(project)
        alone, doubts = all_of(project), project.runs.doubts()
        assert run(project, jobs=2, again=True).documents == COUNT
        assert (all_of(project), project.runs.doubts()) == (alone, doubts)

    def test_what_it_suggested_before_it_learnt_is_kept(self, project, learnt):
        add(project, "fresh", "زار علي بن سالم مدينة تطوان.")
        project.models.put("tagger", learnt, {}, [])
        run(project, ["tagger"])
        before = project.suggestions.of("fresh")
        project.models.put("tagger", learnt, {}, ["fresh"])
        assert run(project, ["tagger"]).documents == COUNT + 1
        assert before
        assert [_place(one) for one in project.suggestions.of("fresh")] == [_place(one) for one in before]

    def test_an_error_in_the_place_of_what_is_kept_stays_one(self, project, learnt):
        add(project, "fresh", "زار علي بن سالم مدينة تطوان.")
        project.models.put("tagger", learnt, {}, [])
        project.settings.put("plant", 1.0)
        run(project, ["tagger"])
        before = project.honesty.planted("fresh")
        finished = set_state(open_sheet(project, "fresh", annotator="amina"), State.FINISHED)
        project.changes.record("amina", finished.draft)
        project.models.put("tagger", learnt, {}, ["fresh"])
        run(project, ["tagger"])
        assert before
        assert project.honesty.planted("fresh") == before

    def test_one_that_cannot_be_read_is_told_and_passed_over_unless_named(self, project):
        project.models.put("tagger", b"nonsense", {}, [])
        assert isinstance(sources_for(project).trouble, DamagedModel)
        assert run(project).suggestions > 0
        with pytest.raises(DamagedModel):
            sources_for(project, ["tagger"])

    def test_without_one_the_sentence_says_how_to_get_it(self, project):
        assert sources_for(project).trouble is None
        with pytest.raises(NothingLearnt, match="annotator train"):
            sources_for(project, ["tagger"])


def add(project, document_id, text):
    raw = text.encode()
    project.documents.add(NewDocument(id=document_id, raw=raw, encoding="utf-8", cleaned=clean(text)))


def _place(one):
    return one.start, one.end, one.label, one.source
