"""The lexicon of a project: added and refused names, undone, imported, and taken from the article."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui import lexicon_table
from annotator.gui.lexicon_dialog import LexiconDialog
from annotator.gui.lexicon_edits import LexiconEdits
from annotator.gui.lexicon_rows import matching
from annotator.labelling.decisions import label_range
from annotator.model import OwnEntry
from annotator.project.file import Project
from tests.gui.conftest import find

BUREAU = OwnEntry("المكتب المركزي", "ORG", "security_agency", variants=("البسيج",))
SALAM = OwnEntry("سلام", "GPE", needs_context=True)


@pytest.fixture
def editor(window):
    window.show_page("suggestions")
    return window.suggestions.lexicon


@pytest.fixture
def stored(project_path):
    def read() -> list[OwnEntry]:
        with Project.open(project_path) as project:
            return project.lexicon.all()

    return read


def shown(editor) -> list[tuple[str, str]]:
    return [
        (editor.rows.index(row, 0).data(), editor.rows.index(row, 3).data())
        for row in range(editor.rows.rowCount())
    ]


def choose(editor, name: str) -> None:
    row = next(row for row, (surface, _state) in enumerate(shown(editor)) if surface == name)
    editor.table.selectRow(row)


def fill(editor, entry: OwnEntry) -> None:
    editor.form.show_entry(entry)
    QTest.keyClick(editor.form.surface, Qt.Key.Key_Return)


def look_for(qtbot, editor, words: str) -> None:
    with qtbot.waitSignal(editor.found, timeout=20_000):
        editor.search.setText(words)


def test_an_empty_lexicon_says_what_to_do(editor):
    assert shown(editor) == []
    assert editor.words().startswith("No names of your own yet. Add one here")


def test_a_name_is_added_with_all_that_is_known_of_it(editor, stored):
    fill(editor, BUREAU)
    fill(editor, SALAM)
    assert stored() == [BUREAU, SALAM]
    assert shown(editor) == [("سلام", "added, with context"), ("المكتب المركزي", "added")]
    assert editor.form.surface.text() == ""


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (OwnEntry(" ", "GPE"), "an entry needs a name."),
        (OwnEntry("باكو", ""), "«باكو» needs a label, or a kind that needs none."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor, stored, entry, said):
    fill(editor, entry)
    assert editor.form.problem() == said
    assert stored() == []


def test_spellings_are_told_apart_by_commas_of_any_language(editor, stored):
    editor.form.surface.setText("  البسيج ")
    editor.form.label.setCurrentText("Organisation · security agency")
    editor.form.variants.setText("المكتب المركزي، BCIJ ,  ; م م ")
    editor.form.give.click()
    (entry,) = stored()
    assert (entry.surface, entry.variants) == ("البسيج", ("المكتب المركزي", "BCIJ", "م م"))


def test_an_entry_is_changed_in_its_place_and_not_twice(editor, stored):
    fill(editor, SALAM)
    choose(editor, "سلام")
    assert editor.form.give.text() == "Save"
    editor.form.everyday.click()
    editor.form.surface.setText("سَلا")
    editor.form.give.click()
    assert stored() == [OwnEntry("سَلا", "GPE")]


def test_each_change_is_undone_and_made_again_by_itself(editor, stored):
    fill(editor, BUREAU)
    fill(editor, SALAM)
    choose(editor, "سلام")
    editor.button("remove").click()
    assert stored() == [BUREAU]
    editor.button("undo").click()
    assert stored() == [BUREAU, SALAM]
    editor.button("undo").click()
    editor.button("undo").click()
    assert stored() == []
    assert not editor.button("undo").isEnabled()
    for _time in range(2):
        editor.button("redo").click()
    assert stored() == [BUREAU, SALAM]


def test_what_was_done_at_the_article_is_undone_on_the_page(window, stored):
    window.perform("lexicon_refuse")
    window.show_page("suggestions")
    editor = window.suggestions.lexicon
    assert len(stored()) == 1
    editor.button("undo").click()
    assert stored() == []


def test_undo_leaves_what_another_window_added(project_path, qapp):
    with Project.open(project_path) as project, Project.open(project_path) as other:
        edits = LexiconEdits(project)
        edits.put(SALAM)
        other.lexicon.put(BUREAU)
        edits.undo()
        assert project.lexicon.all() == [BUREAU]


def test_a_name_of_the_program_is_found_and_refused(qtbot, editor, stored):
    look_for(qtbot, editor, "مراكش")
    assert ("مراكش", "of the program") in shown(editor)
    choose(editor, "مراكش")
    assert not editor.button("remove").isEnabled()
    with qtbot.waitSignal(editor.found, timeout=20_000):
        editor.button("refuse").click()
    (entry,) = stored()
    assert (entry.surface, entry.is_refused) == ("مراكش", True)
    assert shown(editor)[0] == ("مراكش", "is never suggested")


def test_what_is_nowhere_can_be_added(qtbot, editor):
    look_for(qtbot, editor, "قلعة لا توجد")
    assert (shown(editor), editor.words()) == ([], "No name has these letters. You can add it.")


def test_own_names_are_found_by_any_spelling():
    assert matching([BUREAU, SALAM], "بسيج") == [BUREAU]
    assert matching([BUREAU, SALAM], " ") == [BUREAU, SALAM]
    assert matching([BUREAU, SALAM], "الأول") == []


def test_a_change_has_the_articles_suggested_anew(qtbot, window, editor):
    with qtbot.waitSignal(window.learner.ended, timeout=60_000):
        fill(editor, OwnEntry("وفدا", "ORG"))
    second = window.session.project.suggestions.of("second")
    text = window.session.project.documents.get("second").text
    assert ("وفدا", "ORG") in [(text[one.start : one.end], one.label) for one in second]


def test_out_as_csv_and_in_again_in_one_step(window, editor, stored, tmp_path: Path, monkeypatch):
    fill(editor, BUREAU)
    fill(editor, OwnEntry("=2+3", "LAW"))
    path = tmp_path / "names.csv"
    monkeypatch.setattr(lexicon_table, "file_to_make", lambda *_args, **_more: path)
    monkeypatch.setattr(lexicon_table, "file_to_open", lambda *_args: path)
    editor.button("export").click()
    before = stored()
    assert "'=2+3" in path.read_text(encoding="utf-8-sig")
    editor.table.selectAll()
    editor.button("remove").click()
    assert stored() == []
    editor.button("import").click()
    assert stored() == before
    assert window.status.message() == "2 entries came in."
    editor.button("undo").click()
    assert stored() == []


def test_a_table_with_a_fault_brings_nothing_in(window, editor, stored, tmp_path: Path, monkeypatch):
    path = tmp_path / "names.csv"
    path.write_text("surface,label\nفاس,GPE\nطنجة,CITY\n", encoding="utf-8")
    monkeypatch.setattr(lexicon_table, "file_to_open", lambda *_args: path)
    editor.button("import").click()
    assert "3" in window.status.message()
    assert "CITY" in window.status.message()
    assert stored() == []


def test_an_export_replaces_no_file(window, editor, tmp_path: Path, monkeypatch):
    path = tmp_path / "names.csv"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(lexicon_table, "file_to_make", lambda *_args, **_more: path)
    fill(editor, SALAM)
    editor.button("export").click()
    assert window.status.message() == f"{path} cannot be written: File exists."
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_name_in_hand_is_added_from_the_article(window, stored):
    window.perform("lexicon_add")
    (dialog,) = window.findChildren(LexiconDialog)
    assert (dialog.form.surface.text(), dialog.form.label.currentText()) == ("الرباط", "Political entity")
    QTest.keyClick(dialog.form.surface, Qt.Key.Key_Return)
    assert stored() == [OwnEntry("الرباط", "GPE")]
    assert window.status.message() == "«الرباط» is in the lexicon of this project."


@pytest.mark.parametrize("field", ["label", "everyday", "give", "variants"])
def test_enter_adds_from_every_field(window, stored, field):
    window.perform("lexicon_add")
    (dialog,) = window.findChildren(LexiconDialog)
    QTest.keyClick(getattr(dialog.form, field), Qt.Key.Key_Return)
    assert stored() == [OwnEntry("الرباط", "GPE")]


def test_enter_on_cancel_leaves(window, stored):
    window.perform("lexicon_add")
    (dialog,) = window.findChildren(LexiconDialog)
    QTest.keyClick(dialog.leave, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert stored() == []


def test_a_long_name_goes_into_the_lexicon_whole(window, stored):
    text = window.session.sheet.document.text
    place = find(text, "اللواء محمد بريظ إلى الرباط، ثم غادر للرباط وفد من باكستان")
    assert window.session.do(label_range(window.session.sheet, *place, label="ORG"))
    (span,) = window.session.sheet.annotation.spans
    name = text[slice(*place)]
    window.labelling.desk.hand.take(span)
    window.perform("lexicon_refuse")
    assert stored() == [OwnEntry(name, "ORG", is_refused=True)]
    window.perform("lexicon_add")
    (dialog,) = window.findChildren(LexiconDialog)
    QTest.keyClick(dialog.form.surface, Qt.Key.Key_Return)
    assert stored() == [OwnEntry(name, "ORG")]


def test_what_is_selected_is_refused_as_a_name_is_kept(window, stored):
    place = find(window.session.sheet.document.text, "الرباط\nوصل")
    window.labelling.desk.hand.select(*place)
    window.perform("lexicon_refuse")
    assert stored() == [OwnEntry("الرباط وصل", "", is_refused=True)]
    comma = window.session.sheet.document.text.index("،")
    window.labelling.desk.hand.select(comma, comma + 1)
    window.perform("lexicon_refuse")
    assert len(stored()) == 1
    assert window.status.message() == "an entry needs a name."


def test_a_name_that_is_never_to_be_suggested_is_rejected_here_as_well(window, stored):
    window.perform("lexicon_refuse")
    assert stored() == [OwnEntry("الرباط", "GPE", is_refused=True)]
    assert len(window.session.sheet.annotation.verdicts) == 2
    assert window.status.message().startswith("The lexicons no longer suggest «الرباط».")


def test_undo_takes_the_refusal_back_with_the_rejection(window, stored):
    window.perform("lexicon_refuse")
    assert stored() == [OwnEntry("الرباط", "GPE", is_refused=True)]
    window.perform("undo")
    assert (stored(), dict(window.session.sheet.annotation.verdicts)) == ([], {})
    window.perform("redo")
    assert stored() == [OwnEntry("الرباط", "GPE", is_refused=True)]
    assert len(window.session.sheet.annotation.verdicts) == 2
