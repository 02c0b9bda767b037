"""What a project keeps of a split, and how people ask for one."""

import pytest

from annotator import errors
from annotator.exchange.splits import Kept, Split, asked_for, names, ratios_of
from annotator.project.file import Project


@pytest.mark.parametrize(
    ("written", "ratios"),
    [
        ("80/10/10", {"train": 80, "dev": 10, "test": 10}),
        ("90/10", {"train": 90, "test": 10}),
        ("8/0/2", {"train": 8, "test": 2}),
        ("0.5/0.25/.25", {"train": 0.5, "dev": 0.25, "test": 0.25}),
        (" 2 / 1 ", {"train": 2, "test": 1}),
    ],
)
def test_a_ratio_is_read_as_people_type_it(written: str, ratios: dict[str, float]) -> None:
    assert ratios_of(written) == ratios
    assert sum(Split(ratios=ratios).shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "80",
        "80/10/5/5",
        "80,10,10",
        "a/b/c",
        "80/-10/10",
        "1e8/1/1e-320",
        "1/0",
        "0/0/0",
        "nan/1",
        "inf/1",
        "9" * 60 + "/1",
    ],
)
def test_what_is_no_ratio_is_refused(written: str) -> None:
    with pytest.raises(errors.NotARatio):
        ratios_of(written)


def test_a_split_is_as_it_was_made(project: Project) -> None:
    with pytest.raises(errors.UnknownSplit):
        asked_for(project)
    made = asked_for(project, ratios="80/10/10", seed=7)
    assert made == Split(seed=7)
    Kept(made, parts={"1": "train", "2": "test"}).put(project, before=None)
    assert names(project) == ["main"]
    assert asked_for(project) == asked_for(project, ratios="8/1/1", seed=7) == made
    assert Kept.of(project, "main") == Kept(made, parts={"1": "train", "2": "test"})
    for other in ({"seed": 8}, {"by": "date"}, {"ratios": "90/10"}):
        with pytest.raises(errors.SplitDiffers) as caught:
            asked_for(project, **other)
    assert "80/10/10 --split-by ratio --seed 7" in str(caught.value)
    assert asked_for(project, name="second", ratios="90/10").name == "second"


def test_what_another_window_kept_is_not_lost(project: Project) -> None:
    mine = Kept(Split(), parts={"1": "train"})
    mine.put(project, before=None)
    mine.put(project, before=None)  # the same again
    with pytest.raises(errors.ChangedDuringExport):
        Kept(Split(), parts={"1": "dev"}).put(project, before=None)
    assert Kept.of(project, "main") == mine


@pytest.mark.parametrize(
    "damage",
    [
        {"version": 2},
        {"by": "colour"},
        {"ratios": {}},
        {"ratios": {"train": 0}},
        {"parts": {"other": ["1"]}},
        {"parts": None},
        {"first_days": {"train": "soon"}},
    ],
)
def test_a_split_that_cannot_be_understood_is_said(project: Project, damage: dict[str, object]) -> None:
    Kept(Split(), parts={"1": "train"}).put(project, before=None)
    fields = project.settings.get("splits")["main"]
    project.settings.put("splits", {"main": fields | damage})
    with pytest.raises(errors.SplitUnreadable):
        Kept.of(project, "main")
    project.settings.put("splits", {"main": []})
    with pytest.raises(errors.SplitUnreadable):
        asked_for(project)
