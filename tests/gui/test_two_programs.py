"""The window and the command line on one project at the same time."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.project.file import Project


def annotator(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def look_at_agreement(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.leads.agreement.counted, timeout=10_000):
        window.show_page("agreement")
    window.show_page("labelling")


def bring_articles_in(qtbot, window, tmp_path):
    article = tmp_path / "third.txt"
    article.write_text("خبر\nزار الوزير مراكش.", encoding="utf-8")
    with qtbot.waitSignal(window.doors.intake.told, timeout=20_000):
        window.doors.offer((article,))
        window.doors.intake.start()


@pytest.mark.parametrize("deed", [look_at_agreement, bring_articles_in])
def test_a_decision_is_on_disk_for_other_programs_whatever_was_done_before(
    qtbot, window, project_path, tmp_path, deed
):
    log = project_path.with_name(project_path.name + "-wal")
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Return)
    before = log.stat().st_ino
    deed(qtbot, window, tmp_path)
    annotator("check", str(project_path))
    assert log.stat().st_ino == before
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Return)
    QTest.keyClick(window.labelling.article, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    out = tmp_path / "out.jsonl"
    annotator("export", str(project_path), str(out), "--format", "jsonl", "--by", "amina")
    (record,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(record["spans"]) == 5


def test_what_another_window_did_is_shown_and_said(window, project_path):
    item = window.labelling.desk.hand.item
    with Project.open(project_path) as other:
        sheet = open_sheet(other, "visit", annotator="amina")
        other.changes.record("amina", decisions.accept(sheet, sheet.by_id[item.id]).draft)
    window.session.look_again()
    assert window.status.message() == "Another window changed this article; it is shown as it is now."
    assert item not in window.session.sheet.open_suggestions
