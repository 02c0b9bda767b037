import json
from pathlib import Path

from PySide6.QtCore import QSettings

from annotator.gui.remembered import Remembered


def remembered(tmp_path: Path) -> Remembered:
    return Remembered(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))


def test_the_latest_comes_first_each_once_and_eight_at_most(tmp_path):
    kept = remembered(tmp_path)
    for number in (*range(10), 3):
        kept.opened(tmp_path / f"{number}.annot")
    assert [path.stem for path in kept.projects()] == ["3", "9", "8", "7", "6", "5", "4", "2"]
    kept.forget(tmp_path / "9.annot")
    assert [path.stem for path in remembered(tmp_path).projects()][:2] == ["3", "8"]


def test_one_project_by_two_ways_is_one(tmp_path):
    kept = remembered(tmp_path)
    (tmp_path / "other").symlink_to(tmp_path)
    kept.opened(tmp_path / "a.annot")
    kept.opened(tmp_path / "other" / "a.annot")
    assert len(kept.projects()) == 1


def test_what_is_broken_counts_as_nothing(tmp_path):
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for broken in ("{", "7", '{"a": 1}', '[1, null, "/a.annot"]'):
        store.setValue("recent", broken)
        assert [path for path in Remembered(store).projects() if path != Path("/a.annot")] == []


def test_the_tour_is_offered_once(tmp_path):
    kept = remembered(tmp_path)
    assert not kept.was_tour_offered()
    kept.tour_offered()
    assert remembered(tmp_path).was_tour_offered()


def test_every_project_of_the_list_can_be_taken_off(tmp_path):
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    (tmp_path / "other").symlink_to(tmp_path)
    odd = ["a\0b.annot", "x.annot", str(tmp_path / "other" / "a.annot"), "y" * 5000]
    store.setValue("recent", json.dumps(odd))
    kept = Remembered(store)
    assert len(kept.projects()) == 4
    for path in kept.projects():
        kept.forget(path)
    assert kept.projects() == []
