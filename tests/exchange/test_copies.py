"""Copies among what comes in, and of what was there: told, and left out only where somebody asks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from annotator.assets import seed
from annotator.exchange.importing import import_paths, preview
from annotator.project.file import Project

# 07-10 are held out.
FIRST, SECOND, THIRD = (
    path.read_text(encoding="utf-8") for path in sorted(seed("articles").glob("0[1-3]-*.txt"))
)
NEAR = "عنوان آخر\n" + FIRST.partition("\n")[2]


@pytest.fixture
def wires(tmp_path: Path) -> Callable[..., Path]:
    """Writes articles into a folder, and returns it."""

    def write(folder: str, **articles: str) -> Path:
        for name, text in articles.items():
            path = tmp_path / folder / f"{name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / folder

    return write


def test_copies_are_told_and_come_in(project: Project, wires: Callable[..., Path]) -> None:
    report = import_paths(project, [wires("one", a=FIRST, b=FIRST, c=SECOND, d=NEAR)])
    assert (report.exact, report.near) == ([("b", "a")], [("d", "a")])
    assert project.documents.ids() == ["a", "b", "c", "d"]
    report = import_paths(project, [wires("two", e=SECOND, f=THIRD, g="عنوان\n" + SECOND)])
    assert report.exact == [("e", "c")]
    assert {frozenset(pair) for pair in report.near} & {frozenset("gc"), frozenset("ge")}
    again = import_paths(project, [wires("two")])
    assert (again.already_there, again.exact, again.near) == (3, [], [])


@pytest.mark.parametrize(("skip", "kept"), [("exact", ["a", "c", "d"]), ("near", ["a", "c"])])
def test_copies_are_left_out_where_somebody_asks(
    project: Project, wires: Callable[..., Path], skip: Literal["exact", "near"], kept: list[str]
) -> None:
    folder = wires("one", a=FIRST, b=FIRST, c=SECOND, d=NEAR)
    report = import_paths(project, [folder], skip_copies=skip)
    assert project.documents.ids() == kept
    assert (report.documents, report.skipped) == (len(kept), 4 - len(kept))
    again = import_paths(project, [folder], skip_copies=skip)
    assert (again.documents, again.already_there, again.skipped) == (0, len(kept), 4 - len(kept))
    later = import_paths(project, [wires("two", x=NEAR)], skip_copies="near")
    assert (later.documents, later.skipped) == (0, 1)


def test_a_copy_of_one_name_takes_no_others_place(project: Project, wires: Callable[..., Path]) -> None:
    """Of three files called 1.txt the second is left out, and the third is not taken for it."""
    wires("goud", **{"1": FIRST})
    wires("hespress", **{"1": NEAR})
    report = import_paths(project, [wires("lakome", **{"1": SECOND}).parent], skip_copies="near")
    assert (report.documents, report.skipped) == (2, 1)
    assert [project.documents.get(id_).text[:20] for id_ in project.documents.ids()] == [
        FIRST[:20],
        SECOND[:20],
    ]


def test_lines_without_ids_may_hold_one_text_twice(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\n{"text": "two"}\n{"text": "one"}\n')
    report = import_paths(project, [path])
    assert (report.refused, report.exact) == ([], [("a-3", "a-1")])
    assert project.documents.ids() == ["a-1", "a-2", "a-3"]
    assert import_paths(project, [path]).already_there == 3


def test_lines_without_ids_of_two_files_of_one_name_are_told_apart(project: Project, tmp_path: Path) -> None:
    for folder in ("goud", "hespress"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.jsonl").write_text(f'{{"text": "{folder}"}}\n{{"text": "{folder} 2"}}\n')
    for documents, there in ((4, 0), (0, 4)):
        report = import_paths(project, [tmp_path / "goud", tmp_path / "hespress"])
        assert (report.refused, report.documents, report.already_there) == ([], documents, there)
    assert project.documents.ids() == ["a-1", "a-2", "hespress/a-1", "hespress/a-2"]


def test_a_file_that_is_refused_has_no_copies(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n{"text": "one"}\n{\n')
    report = import_paths(project, [tmp_path / "a.jsonl"])
    assert (len(report.refused), report.exact, report.near) == (1, [], [])
    seen = preview(project, [tmp_path / "a.jsonl"])
    assert (len(seen.refused), seen.exact, seen.documents) == (1, [], 0)


def test_near_copies_are_told_apart_on_one_line(project: Project, tmp_path: Path) -> None:
    """All the articles of an array may stand on one line: only copies are left out."""
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": {"text": text}} for text in (FIRST, SECOND, NEAR, THIRD)]))
    report = import_paths(project, [path], skip_copies="near")
    assert (report.documents, report.skipped) == (3, 1)
    assert project.documents.ids() == ["tasks-1", "tasks-2", "tasks-4"]
    again = import_paths(project, [path], skip_copies="near")
    assert (again.documents, again.already_there, again.skipped) == (0, 3, 1)


@pytest.mark.parametrize("skip", ["", "exact", "near"])
def test_a_trial_leaves_out_what_the_import_does(
    project: Project, wires: Callable[..., Path], skip: Literal["", "exact", "near"]
) -> None:
    folder = wires("one", a=FIRST, b=FIRST, c=SECOND, d=NEAR)
    seen = preview(project, [folder], skip_copies=skip)
    report = import_paths(project, [folder], skip_copies=skip)
    assert (seen.documents, seen.skipped) == (report.documents, report.skipped)
    assert (seen.exact, seen.near) == (report.exact, report.near)
