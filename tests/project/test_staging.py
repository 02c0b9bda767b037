from pathlib import Path

import pytest

from annotator import errors
from annotator.project import staging


def test_a_draft_takes_its_name_only_when_published(tmp_path: Path) -> None:
    target = tmp_path / "o"
    target.write_text("old")
    with staging.staged(target) as folder:
        draft = folder / "new"
        draft.write_text("new")
        assert target.read_text() == "old"
        staging.publish({draft: target})
    assert [path.name for path in tmp_path.iterdir()] == ["o"]
    assert target.read_text() == "new"


def test_what_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "o"
    target.write_text("old")

    def fail() -> None:
        with staging.staged(target) as folder:
            (folder / "half").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["o"]
    assert target.read_text() == "old"


def test_what_the_disk_says_becomes_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(errors.CannotWrite, match=r"Input/output error\."), staging.staged(tmp_path / "o"):
        raise OSError(5, "Input/output error")
    with pytest.raises(errors.NoRights), staging.staged(tmp_path / "o"):
        raise PermissionError
    with pytest.raises(errors.NoSpace), staging.staged(tmp_path / "o"):
        raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    (target / "old.csv").write_text("old")
    with pytest.raises(errors.CannotWrite):
        staging.publish_folder(tmp_path / "a draft that is gone", target)
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
    assert (target / "old.csv").read_text() == "old"


def test_the_project_is_not_written_over_under_another_name(tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    project.write_text("work")
    (tmp_path / "hard").hardlink_to(project)
    (tmp_path / "soft").symlink_to(project)
    for name in ("p.annot", "hard", "soft", "p.annot-wal"):
        with pytest.raises(errors.OutputIsProject):
            staging.target_of(tmp_path / name, project=project)
    assert staging.target_of(tmp_path / "else", project=project) == tmp_path / "else"
