"""Random decisions of two annotators in two windows, undone, redone, with restarts between, beside a plain
model in memory."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.errors import ChangedElsewhere, NothingToRedo, NothingToUndo
from annotator.model import (
    Draft,
    Edit,
    Note,
    NoteEdit,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Verdict,
    VerdictEdit,
)
from annotator.project.check import check
from annotator.project.file import Project
from annotator.schema import load
from tests.project.builders import document, suggestion

ANNOTATORS = ("amina", "gold")
DOCUMENTS = ("one", "two", "three")
LENGTH = 30
SUGGESTED = [suggestion(at, at + 3, label) for at, label in enumerate(("GPE", "ORG", "PERS", "GPE", "LOC"))]

annotators = st.sampled_from(ANNOTATORS)
windows = st.integers(0, 1)
some_documents = st.sets(st.sampled_from(DOCUMENTS), min_size=1)
edges = st.lists(st.integers(0, LENGTH), min_size=2, max_size=2, unique=True).map(sorted)
notes = st.builds(
    lambda place, text, is_question: Note(*place, text, is_question),
    st.just((None, None)) | edges,
    st.sampled_from(["حزب أم جماعة؟", "خبر قديم"]),
    st.booleans(),
)
KINDS = ("add", "replace", "remove", "verdict", "note", "state")
labels = st.sampled_from([("GPE", ""), ("ORG", ""), ("ORG", "media"), ("EVENT", "visit")])


class Work:
    """What one annotator has on one document, as plain values."""

    def __init__(self) -> None:
        self.spans: dict[int, Span] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.notes: dict[int, Note] = {}
        self.state, self.note = State.NEW, ""

    def key(self) -> tuple:
        spans = sorted((id_, s.start, s.end, s.label, s.sublabel, s.origin) for id_, s in self.spans.items())
        notes = sorted((id_, n.place, n.text, n.is_question) for id_, n in self.notes.items())
        return spans, sorted(self.verdicts.items()), notes, self.state, self.note

    def fits(self, span: Span, *, instead_of: int | None = None) -> bool:
        others = [one for id_, one in self.spans.items() if id_ != instead_of]
        return not any(
            one.crosses(span) or (one.start, one.end, one.label) == (span.start, span.end, span.label)
            for one in others
        )


class Decisions(RuleBasedStateMachine):
    @initialize()
    def create(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "work.annot"
        self.windows = [Project.create(self.path, schema=load("security-news"))]
        project = self.windows[0]
        for document_id in DOCUMENTS:
            project.documents.add(document(document_id, f"{document_id:<{LENGTH}}".replace(" ", "س")))
            project.suggestions.replace(document_id, SUGGESTED, sources={"lexicon"})
        self.suggestions = {id_: [one.id for one in project.suggestions.of(id_)] for id_ in DOCUMENTS}
        self.windows.append(Project.open(self.path))
        self.work = {(who, id_): Work() for who in ANNOTATORS for id_ in DOCUMENTS}
        self.past: dict[str, list[list[tuple]]] = {who: [self.everything(who)] for who in ANNOTATORS}
        self.future: dict[str, list[list[tuple]]] = {who: [] for who in ANNOTATORS}

    def everything(self, who: str) -> list[tuple]:
        return [self.work[who, id_].key() for id_ in DOCUMENTS]

    def stored(self, project: Project, who: str) -> list[tuple]:
        found = []
        for document_id in DOCUMENTS:
            annotation = project.annotations.get(document_id, who)
            work = Work()
            work.spans = {span.id: span for span in annotation.spans}
            work.verdicts = dict(annotation.verdicts)
            work.notes = {note.id: note for note in annotation.notes}
            work.state, work.note = annotation.state, annotation.note
            found.append(work.key())
        return found

    @rule(data=st.data(), who=annotators, window=windows, touched=some_documents)
    def record(self, data, who, window, touched) -> None:
        edits: list[Edit] = []
        for document_id in sorted(touched):
            edits += self.some_edits(data, who, document_id)
        if not edits:
            return
        change = self.windows[window].changes.record(who, Draft("random", {"n": "1"}, tuple(edits)))
        for given, edit in zip(edits, change.edits, strict=True):
            self.model(who, given, edit)
        self.past[who].append(self.everything(who))
        self.future[who] = []

    def some_edits(self, data, who, document_id) -> list[Edit]:
        work = self.work[who, document_id]
        kinds = data.draw(st.sets(st.sampled_from(KINDS)))
        edits: list[Edit] = []
        if "remove" in kinds and work.spans:
            edits.append(SpanEdit(document_id, data.draw(st.sampled_from(list(work.spans.values()))), None))
        elif "replace" in kinds and work.spans:
            before = data.draw(st.sampled_from(list(work.spans.values())))
            (start, end), (label, sublabel) = data.draw(edges), data.draw(labels)
            after = replace(before, start=start, end=end, label=label, sublabel=sublabel)
            if work.fits(after, instead_of=before.id):
                edits.append(SpanEdit(document_id, before, after))
        elif "add" in kinds:
            (start, end), (label, sublabel) = data.draw(edges), data.draw(labels)
            span = Span(start, end, label, sublabel, origin=data.draw(st.sampled_from(["person", "lexicon"])))
            if work.fits(span):
                edits.append(SpanEdit(document_id, None, span))
        if "verdict" in kinds:
            number = data.draw(st.sampled_from(self.suggestions[document_id]))
            before = work.verdicts.get(number)
            after = data.draw(st.sampled_from([None, *Verdict]).filter(lambda one: one != before))
            edits.append(VerdictEdit(document_id, number, before, after))
        if "note" in kinds:
            before = data.draw(st.sampled_from([None, *work.notes.values()]))
            after = data.draw(notes if before is None else st.none() | notes)
            if after is not None and before is not None:
                after = replace(after, id=before.id)
            edits.append(NoteEdit(document_id, before, after))
        if "state" in kinds:
            after, note = data.draw(st.sampled_from(State)), data.draw(st.sampled_from(["", "لماذا؟"]))
            edits.append(StateEdit(document_id, work.state, after, work.note, note))
        return edits

    def model(self, who: str, given: Edit, edit: Edit) -> None:
        work = self.work[who, edit.document_id]
        match edit:
            case SpanEdit(_, before, after):
                assert (before, after) == (given.before, given.after)
                if before is not None:
                    del work.spans[before.id]
                if after is not None:
                    assert after.id not in work.spans
                    work.spans[after.id] = after
            case VerdictEdit(_, number, _, after):
                work.verdicts.pop(number, None)
                if after is not None:
                    work.verdicts[number] = after
            case NoteEdit(_, before, after):
                assert (before, after) == (given.before, given.after)
                if before is not None:
                    del work.notes[before.id]
                if after is not None:
                    assert after.id not in work.notes
                    work.notes[after.id] = after
            case StateEdit(_, _, after, _, note):
                work.state, work.note = after, note

    @rule(who=annotators, window=windows, times=st.integers(1, 4))
    def undo(self, who, window, times) -> None:
        for _ in range(times):
            if len(self.past[who]) == 1:
                with pytest.raises(NothingToUndo):
                    self.windows[window].changes.undo(who)
                return
            assert self.windows[window].changes.undo(who).is_undone
            self.future[who].append(self.past[who].pop())
            self.take_from_disk(who)

    @rule(who=annotators, window=windows, times=st.integers(1, 3))
    def redo(self, who, window, times) -> None:
        for _ in range(times):
            if not self.future[who]:
                with pytest.raises(NothingToRedo):
                    self.windows[window].changes.redo(who)
                return
            assert not self.windows[window].changes.redo(who).is_undone
            self.past[who].append(self.future[who].pop())
            self.take_from_disk(who)

    def take_from_disk(self, who: str) -> None:
        """Go on from what is stored, once it is what the model remembers."""
        assert self.stored(self.windows[0], who) == self.past[who][-1]
        for document_id in DOCUMENTS:
            annotation = self.windows[0].annotations.get(document_id, who)
            work = self.work[who, document_id]
            work.spans = {span.id: span for span in annotation.spans}
            work.verdicts = dict(annotation.verdicts)
            work.notes = {note.id: note for note in annotation.notes}
            work.state, work.note = annotation.state, annotation.note

    @rule(who=annotators, document_id=st.sampled_from(DOCUMENTS), place=edges)
    def rest_on_what_is_not_there(self, who, document_id, place) -> None:
        ghost = Span(*place, "CRIME", id=1)
        draft = Draft("remove", {}, (SpanEdit(document_id, ghost, None),))
        with pytest.raises(ChangedElsewhere):
            self.windows[0].changes.record(who, draft)

    @rule(window=windows)
    def restart(self, window) -> None:
        self.windows[window].close()
        self.windows[window] = Project.open(self.path)

    @rule(document_id=st.sampled_from(DOCUMENTS), kept=st.sets(st.integers(0, len(SUGGESTED) - 1)))
    def suggest_again(self, document_id, kept) -> None:
        project = self.windows[1]
        project.suggestions.replace(document_id, [SUGGESTED[n] for n in sorted(kept)], sources={"lexicon"})
        project.suggestions.replace(document_id, SUGGESTED, sources={"lexicon"})
        assert [one.id for one in project.suggestions.of(document_id)] == self.suggestions[document_id]

    @precondition(lambda self: hasattr(self, "windows"))
    @invariant()
    def what_is_stored_is_what_was_decided(self) -> None:
        for who in ANNOTATORS:
            expected = self.everything(who)
            assert all(self.stored(project, who) == expected for project in self.windows)

    def teardown(self) -> None:
        if not hasattr(self, "windows"):
            return
        try:
            assert check(self.path) == []
            for who in ANNOTATORS:
                self.walk_to_the_ends(who)
            assert check(self.path) == []
        finally:
            for project in self.windows:
                project.close()
            self.folder.cleanup()

    def walk_to_the_ends(self, who: str) -> None:
        """Undoing all gives the first state, redoing all the last, every state between on the way."""
        states = self.past[who] + self.future[who][::-1]
        first, last = self.windows
        for _ in self.future[who]:
            first.changes.redo(who)
        assert self.stored(last, who) == states[-1]
        for state in states[-2::-1]:
            first.changes.undo(who)
            assert self.stored(last, who) == state
        for state in states[1:]:
            last.changes.redo(who)
            assert self.stored(first, who) == state


Decisions.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestDecisions = Decisions.TestCase
