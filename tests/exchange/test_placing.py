"""What labels are called on the way in, and how texts are cleaned where somebody wants it otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.importing import import_paths
from annotator.exchange.renaming import Renaming
from annotator.project.file import Project
from annotator.text.cleaning import DEFAULT_STEPS

TEXT = "وصل اللواء عمر بابر للرباط"  # 0-3 4-10 11-14 15-19 20-26


@pytest.fixture
def take(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> Callable[..., list[tuple[int, str, str]]]:
    """Imports spans under a label map, and returns what is stored."""

    def import_(*spans: tuple[object, ...], **lines: str | None) -> list[tuple[int, str, str]]:
        path = tmp_path / "a.jsonl"
        path.write_text(line("x", TEXT, *spans), encoding="utf-8")
        labels = Renaming({name.replace("__", "."): to for name, to in lines.items()}) if lines else None
        report = import_paths(project, [path], annotator="amina", labels=labels)
        if report.refused:
            raise report.refused[0]
        found = project.annotations.get("x", "amina").spans
        assert report.spans == len(found)
        assert report.spans + report.left_out.total() + report.merged.total() == len(spans)
        return [(span.start, span.label, span.sublabel) for span in found]

    return import_


def test_the_map_comes_first_then_the_schema_then_label_and_sublabel(
    take: Callable[..., list[tuple[int, str, str]]],
) -> None:
    assert take(
        (0, 3, "GPE"), (4, 10, "OCC.rank"), (11, 19, "PER"), (21, 26, "ORG", "party"),
        GPE="LOC", PER="PERS", ORG="FAC", ORG__party="ORG.armed_group",
    ) == [(0, "LOC", ""), (4, "OCC", "rank"), (11, "PERS", ""), (21, "ORG", "armed_group")]  # fmt: skip


def test_a_label_with_a_dot_is_label_and_sublabel(take: Callable[..., list[tuple[int, str, str]]]) -> None:
    assert take((4, 10, "OCC.rank"), (21, 26, "GPE")) == [(4, "OCC", "rank"), (21, "GPE", "")]


def test_what_the_map_leaves_out_is_counted(take: Callable[..., list[tuple[int, str, str]]]) -> None:
    assert take((4, 10, "MISC"), (21, 26, "GPE"), MISC=None) == [(21, "GPE", "")]


def test_two_labels_that_the_map_makes_one_are_one_span(
    take: Callable[..., list[tuple[int, str, str]]],
) -> None:
    assert take((21, 26, "CITY"), (21, 26, "PLACE"), CITY="GPE", PLACE="GPE") == [(21, "GPE", "")]


def test_one_label_twice_is_refused_all_the_same(take: Callable[..., list[tuple[int, str, str]]]) -> None:
    with pytest.raises(errors.RepeatedSpan):
        take((21, 26, "CITY"), (21, 26, "CITY"), CITY="GPE")


@pytest.mark.parametrize(
    ("span", "error"),
    [((21, 26, "CITY"), errors.UnknownLabel), ((4, 10, "OCC.boss"), errors.UnknownSublabel)],
)
def test_what_nothing_knows_is_refused(
    take: Callable[..., list[tuple[int, str, str]]], span: tuple[object, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        take(span)
    with pytest.raises(error):
        take(span, PER="PERS")


def test_a_map_to_no_label_of_the_schema_is_refused_at_once(
    take: Callable[..., list[tuple[int, str, str]]],
) -> None:
    with pytest.raises(errors.LabelMapLeadsNowhere):
        take((21, 26, "GPE"), CITY="TOWN")


@pytest.mark.parametrize("step", ["bidi", "newlines", "margins"])
def test_a_step_of_cleaning_can_be_left_out(project: Project, tmp_path: Path, step: str) -> None:
    path = tmp_path / "a.txt"
    raw = "\n\u200fعنوان\r\nنص\n"
    path.write_bytes(raw.encode())
    steps = [one for one in DEFAULT_STEPS if one != step]
    assert import_paths(project, [path], steps=steps).refused == []
    wanted = {"bidi": "\u200fعنوان\nنص", "newlines": "عنوان\r\nنص", "margins": "\nعنوان\nنص\n"}
    document = project.documents.get("a")
    assert document.text == wanted[step]
    assert document.title == document.text.strip().splitlines()[0]
    assert project.documents.original("a").cleaned.text == document.text


def test_a_trailer_that_stays_says_nothing_of_the_article(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("عنوان\n" + "نص طويل عن الأمن.\n" * 20 + "المصدر: هسبرس\n", encoding="utf-8")
    import_paths(project, [path], steps=[one for one in DEFAULT_STEPS if one != "trailer"])
    document = project.documents.get("a")
    assert document.text.endswith("المصدر: هسبرس")
    assert document.outlet == ""


def test_a_step_that_is_none_is_refused(project: Project) -> None:
    with pytest.raises(errors.NoSuchStep, match="«soap»; there are bom, newlines"):
        import_paths(project, [], steps=["soap"])
