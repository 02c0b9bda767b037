import shutil
from dataclasses import replace

import pytest

from annotator.errors import MissingProject, NewerProject, NoRights, NotAProject
from annotator.model import Draft, Note, NoteEdit, Span, SpanEdit, State, VerdictEdit
from annotator.project.check import FINDINGS, Finding, check
from annotator.project.file import Project
from annotator.project.reading_copy import reading_copy
from annotator.project.replay import Replay
from tests.project.builders import accepting, adding, document, noting, rejecting, setting, sql, suggestion


@pytest.fixture
def worked(project):
    """A project with work of two annotators: accepted, rejected, removed, undone, dropped."""
    given = [suggestion(10, 16, "GPE"), suggestion(17, 20), suggestion(21, 25)]
    project.suggestions.replace("one", given, sources={"lexicon"})
    first, second, _ = project.suggestions.of("one")
    changes = project.changes
    changes.record("amina", accepting("one", first))
    changes.record("amina", rejecting("one", second))
    span = changes.record("amina", adding("one", Span(0, 16, "EVENT", "visit"))).edits[0].after
    changes.record("amina", Draft("remove", {}, (SpanEdit("one", span, None),)))
    changes.undo("amina")
    changes.record("amina", adding("two", Span(0, 5, "ORG")))
    changes.undo("amina")
    changes.record("youssef", setting("one", State.NEW, State.SKIPPED, note="إعلان"))
    asked = changes.record("amina", noting("one", Note(10, 16, "حي أم مدينة؟", is_question=True)))
    changes.record("amina", noting("one", Note(None, None, "خبر قديم", is_question=False)))
    changes.record("amina", Draft("remove_note", {}, (NoteEdit("one", asked.edits[0].after, None),)))
    changes.undo("amina")
    project.annotations.store_finished("gold", "two", [Span(0, 5, "ORG"), Span(6, 11, "GPE")])
    return project


def test_a_sound_project_has_no_findings(worked):
    assert check(worked.path) == []
    assert check(str(worked.path)) == []


def test_a_copy_has_what_is_in_the_log_and_none_is_made_of_what_changes(worked, tmp_path):
    path = tmp_path / "copied.annot"
    for ending in ("", "-wal"):  # as another person's window has them
        shutil.copyfile(f"{worked.path}{ending}", f"{path}{ending}")
    refused = NoRights(path=path)
    with reading_copy(path, refused=refused) as copy:
        assert check(copy) == []
        with Project.open(copy) as there:
            assert there.documents.ids() == worked.documents.ids()
    assert not copy.exists()
    with pytest.raises(NoRights), reading_copy(worked.path, refused=refused):  # open in this very program
        pass


def test_a_busy_project_can_be_checked(worked):
    with worked.documents.adding():
        worked.documents.add(document("three", "ثالث"))
        assert check(worked.path) == []


NO_RULES = (
    "PRAGMA foreign_keys = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "DROP TRIGGER text_is_frozen",
)
AMINA = "(SELECT number FROM annotations WHERE annotator = 1 AND document = 1)"


@pytest.mark.parametrize(
    ("statement", "code", "said"),
    [
        ("DELETE FROM documents WHERE id = 'two'", "foreign_key", "originals"),
        ("UPDATE schema_versions SET json = '[]'", "schema", "version 1"),
        ("UPDATE documents SET text = text || '.' WHERE id = 'one'", "text_changed", "one"),
        ("UPDATE originals SET raw = x'41' WHERE document = 1", "original_differs", "one"),
        ("UPDATE originals SET raw = x'ff' WHERE document = 1", "original_differs", "one"),
        ("UPDATE originals SET encoding = 'none' WHERE document = 1", "original_differs", "one"),
        ("UPDATE originals SET steps = '{' WHERE document = 1", "original_differs", "one"),
        ("DELETE FROM originals WHERE document = 1", "original_differs", "one"),
        ('UPDATE suggestions SET "end" = 999 WHERE start = 21', "suggestion_outside", "999"),
        ('UPDATE spans SET "end" = 999 WHERE start = 0', "span_outside", "999"),
        ("UPDATE spans SET start = 9 WHERE start = 10", "span_on_space", "9-16"),
        ("UPDATE spans SET label = 'NONE' WHERE start = 10", "unknown_label", "NONE"),
        ("UPDATE spans SET sublabel = 'none' WHERE start = 10", "unknown_label", "GPE.none"),
        ('UPDATE spans SET start = 6, "end" = 20 WHERE start = 10', "spans_cross", "amina"),
        ("UPDATE verdicts SET suggestion = 99 WHERE suggestion = 1", "foreign_key", "suggestions"),
        ("UPDATE suggestions SET document = 2 WHERE id = 1", "verdict_elsewhere", "amina"),
        ("UPDATE suggestions SET in_journal = 0 WHERE id = 1", "verdict_unguarded", "one"),
        ("UPDATE spans SET origin = 'other' WHERE start = 10", "journal_differs", "amina"),
        ("UPDATE spans SET id = 99 WHERE start = 10", "journal_differs", "amina"),
        ("DELETE FROM spans WHERE start = 10", "journal_differs", "one"),
        ("DELETE FROM verdicts", "journal_differs", "one"),
        (f"INSERT INTO spans VALUES (99, {AMINA}, 21, 25, 'GPE', '', 'person')", "journal_differs", "one"),
        ("UPDATE annotations SET note = 'x' WHERE state = 'skipped'", "journal_differs", "youssef"),
        ('UPDATE notes SET "end" = 999 WHERE start = 10', "note_outside", "999"),
        ('UPDATE notes SET "end" = 15 WHERE start = 10', "journal_differs", "amina"),
        ("UPDATE notes SET text = 'x' WHERE start IS NULL", "journal_differs", "amina"),
        ("UPDATE notes SET is_question = 0", "journal_differs", "amina"),
        ("UPDATE notes SET annotation = 99", "foreign_key", "annotations"),
        ("UPDATE notes SET id = 99 WHERE start = 10", "journal_differs", "amina"),
        ("DELETE FROM notes WHERE start = 10", "journal_differs", "one"),
        ("UPDATE annotations SET state = 'new' WHERE state = 'skipped'", "journal_differs", "youssef"),
        ("DELETE FROM changes WHERE id = 1", "foreign_key", "change_documents"),
        ("UPDATE changes SET status = 'undone' WHERE id = 1", "journal_order", "amina"),
        ("UPDATE changes SET edits = (SELECT edits FROM changes WHERE id = 1)", "journal_misfit", "Change 2"),
        ("UPDATE changes SET edits = '[[' WHERE id = 1", "journal_unreadable", "amina"),
        ("UPDATE changes SET edits = '[[1]]' WHERE id = 1", "journal_unreadable", "amina"),
        ("UPDATE changes SET edits = replace(edits, '\"two\"', '\"none\"')", "journal_differs", "none"),
        ("DELETE FROM change_documents WHERE change = 2", "journal_unlinked", "2"),
    ],
)
def test_what_was_done_behind_its_back_is_found(worked, statement, code, said):
    worked.close()
    sql(worked.path, *NO_RULES, statement)
    findings = check(worked.path)
    assert any(finding.code == code and said in finding.sentence for finding in findings)
    assert all("{" not in finding.sentence for finding in findings)


def test_a_span_that_cuts_a_character(project):
    project.documents.add(document("emoji", "قال 👨‍👩‍👧 المتحدث"))
    project.annotations.store_finished("amina", "emoji", [Span(4, 6, "PERS")])
    assert [(finding.code, finding.values["start"]) for finding in check(project.path)] == [
        ("span_inside_character", 4)
    ]


def test_a_span_on_a_bidi_mark(project):
    project.documents.add(document("marks", "قال \u200fالمتحدث\u200f أمس"))
    project.annotations.store_finished("amina", "marks", [Span(4, 12, "PERS")])
    assert [finding.code for finding in check(project.path)] == ["span_on_space"]


def test_a_file_that_is_damaged(worked):
    worked.close()
    data = bytearray(worked.path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4096] = b"\xa5" * 4096
    worked.path.write_bytes(data)
    assert "damaged" in {finding.code for finding in check(worked.path)}
    worked.path.write_bytes(data[:5000])
    (finding,) = check(worked.path)
    assert finding.code == "damaged"


def test_what_is_no_project_is_refused(worked, tmp_path):
    with pytest.raises(MissingProject):
        check(tmp_path / "none.annot")
    with pytest.raises(NotAProject):
        check(tmp_path)
    worked.close()
    sql(worked.path, "PRAGMA user_version = 99")
    with pytest.raises(NewerProject):
        check(worked.path)


def test_every_finding_is_a_sentence():
    for code, sentence in FINDINGS.items():
        import string

        values = {name: "7" for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert Finding(code, values).sentence.endswith((".", "7"))


def test_a_replay_stops_at_the_first_misfit(worked):
    done = list(worked.changes.done("amina"))
    assert Replay(done).misfit is None
    assert Replay([done[0], done[0]]).misfit == done[0]
    again = replace(done[1], edits=tuple(e for e in done[1].edits if isinstance(e, VerdictEdit)))
    assert Replay([*done, again]).misfit == again
    assert Replay(done[1:]).annotations["one"].spans == {
        edit.after.id: edit.after for edit in done[2].edits if isinstance(edit, SpanEdit)
    }
