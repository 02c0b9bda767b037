"""A split never cuts copies apart, never moves a document, and says what it cannot place."""

import random
import tempfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.planning import Plan, plan
from annotator.exchange.selection import Selection
from annotator.exchange.splits import WAYS, By, Split
from annotator.model import GOLD, Span
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.text.cleaning import clean
from annotator.text.likeness import ALIKE, share, signature

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def story(number: int, *, words: int = 60) -> str:
    """A text that is like no other."""
    chance = random.Random(number)
    return " ".join("".join(chance.choices(LETTERS, k=5)) for _ in range(words))


def add(project: Project, documents: Sequence[Outgoing]) -> None:
    for one in documents:
        cleaned = clean(one.text, steps=())
        project.documents.add(
            NewDocument(one.id, one.text.encode(), "utf-8", cleaned, "t", one.outlet, dict(one.meta))
        )
        project.annotations.store_finished(GOLD, one.id, one.spans)


def divide(project: Project, split: Split) -> Plan:
    """Plan and keep."""
    planned = plan(project, split, Selection(project, by=GOLD))
    planned.kept.put(project, before=planned.before)
    return planned


def part_of(planned: Plan) -> dict[str, str]:
    return {id_: part for part, ids in planned.parts.items() for id_ in ids}


def no_copies_are_apart(project: Project, planned: Plan) -> None:
    signatures = {id_: signature(project.documents.get(id_).text) for id_ in part_of(planned)}
    for one, other in combinations(signatures, 2):
        if share(signatures[one], signatures[other]) >= ALIKE:
            assert part_of(planned)[one] == part_of(planned)[other]


Drawn = list[tuple[int, int, bool, str, int | None, str]]
DOCUMENTS = st.lists(
    st.tuples(
        st.integers(0, 7),  # the story
        st.integers(0, 7),  # a second one, whose text follows in some
        st.booleans(),
        st.sampled_from(["", "أ", "ب", "ج", "د"]),
        st.one_of(st.none(), st.integers(1, 28)),
        st.sampled_from(["GPE", "ORG", "PERS"]),
    ),
    min_size=1,
    max_size=14,
)


def made(drawn: Drawn, *, first: int = 0) -> list[Outgoing]:
    found = []
    for number, (one, other, is_joined, outlet, day, label) in enumerate(drawn, start=first):
        text = f"{story(one)} {story(other)}" if is_joined else f"{story(one)} {number}"
        meta = {} if day is None else {"date": f"2026-01-{day:02}"}
        found.append(Outgoing(f"d{number}", text, "", outlet, meta, (Span(0, 5, label),)))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    now=DOCUMENTS,
    later=DOCUMENTS,
    by=st.sampled_from(WAYS),
    seed=st.integers(0, 3),
)
def test_copies_stay_together_and_nothing_moves(
    schema: Schema, now: Drawn, later: Drawn, by: By, seed: int
) -> None:
    split = Split(by=by, ratios={"train": 2, "dev": 1, "test": 1}, seed=seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder, "p.annot"), schema=schema) as project,
    ):
        add(project, made(now))
        try:
            first = divide(project, split)
        except (errors.TooFewToSplit, errors.NoDatesToSplit):
            return
        no_copies_are_apart(project, first)
        again = divide(project, split)
        assert (again.parts, again.between) == (first.parts, first.between)
        add(project, made(later, first=len(now)))
        second = divide(project, split)
        no_copies_are_apart(project, second)
        before, after = part_of(first), part_of(second)
        assert {id_: after[id_] for id_ in before} == before
        assert sorted([*after, *second.between]) == sorted(project.documents.ids())
        if by == "outlet":
            in_parts: dict[str, set[str]] = {}
            for id_, part in after.items():
                in_parts.setdefault(project.documents.get(id_).outlet, set()).add(part)
            assert all(len(parts) == 1 for parts in in_parts.values())


def test_a_copy_of_next_month_goes_where_its_original_is(project: Project) -> None:
    add(project, [Outgoing(f"d{at}", story(at)) for at in range(12)])
    first = part_of(divide(project, Split()))
    add(project, [Outgoing(f"copy{at}", f"{story(900 + at, words=4)} {story(at)}") for at in range(12)])
    second = part_of(divide(project, Split()))
    assert {at: second[f"copy{at}"] for at in range(12)} == {at: first[f"d{at}"] for at in range(12)}


def test_copies_that_are_not_exported_join_those_that_are(project: Project) -> None:
    """A is like B and B like C, but B is finished by nobody yet."""
    chain = [f"{story(at)} {story(at + 1)} {story(at + 2)}" for at in range(9)]
    for at in (1, 3, 5, 7):
        cleaned = clean(chain[at], steps=())
        project.documents.add(NewDocument(f"d{at}", chain[at].encode(), "utf-8", cleaned))
    add(project, [Outgoing(f"d{at}", chain[at]) for at in (0, 2, 4, 6, 8)])
    add(project, [Outgoing(f"other{at}", story(100 + at)) for at in range(6)])
    planned = part_of(divide(project, Split()))
    assert len({planned[f"d{at}"] for at in (0, 2, 4, 6, 8)}) == 1


def test_what_is_like_two_parts_is_in_none_and_said(project: Project) -> None:
    add(project, [Outgoing(f"d{at}", story(at)) for at in range(10)])
    first = part_of(divide(project, Split()))
    train, test = (next(id_ for id_, part in first.items() if part == one) for one in ("train", "test"))
    both = f"{story(int(train[1:]))} {story(int(test[1:]))}"
    follower = f"{story(int(train[1:]))} {story(50, words=20)}"
    add(project, [Outgoing("both", both), Outgoing("follower", follower)])
    second = divide(project, Split())
    assert second.between == ("both",)
    assert part_of(second) == {**first, "follower": "train"}
    assert divide(project, Split()).between == ("both",)


def test_days_stay_where_they_are_and_what_has_none_is_counted(project: Project) -> None:
    split = Split(by="date")
    dated = [Outgoing(f"d{day}", story(day), meta={"date": f"2026-01-{day:02}"}) for day in range(1, 21)]
    add(project, [*dated, Outgoing("undated", story(99))])
    planned = divide(project, split)
    assert {part: len(ids) for part, ids in planned.parts.items()} == {"train": 17, "dev": 2, "test": 2}
    assert part_of(planned)["undated"] == "train"
    assert planned.undated == 1
    add(project, [Outgoing("new", story(30), meta={"date": "2026-02-01"})])
    assert part_of(divide(project, split))["new"] == "test"


def test_a_copy_in_another_outlet_is_in_no_part(project: Project) -> None:
    papers = [
        Outgoing(f"{outlet}{at}", story(at + 10 * ord(outlet)), "", outlet)
        for outlet in "abc"
        for at in range(4)
    ]
    add(project, papers)
    first = part_of(divide(project, Split(by="outlet")))
    add(project, [Outgoing("copy", papers[0].text + " .", "", "b"), Outgoing("own", papers[0].text, "", "a")])
    second = divide(project, Split(by="outlet"))
    assert second.between == ("copy",)
    assert part_of(second) == {**first, "own": first["a0"]}


@pytest.mark.parametrize("by", WAYS)
def test_the_order_of_the_list_decides_nothing(schema: Schema, by: By) -> None:
    chance = random.Random(3)
    labels = ("ORG", "PERS", "GPE", "LOC", "WEA")
    papers = [
        Outgoing(
            f"d{at:02}",
            f"{story(at % 40)} {at}",  # a third have a copy, and the labels of copies differ
            outlet="abcde"[at % 5],
            meta={"date": f"2026-01-{at % 28 + 1:02}"},
            spans=tuple(Span(6 * n, 6 * n + 5, chance.choice(labels)) for n in range(chance.randrange(5))),
        )
        for at in range(60)
    ]
    found = []
    for seed in range(5):
        random.Random(seed).shuffle(papers)
        with (
            tempfile.TemporaryDirectory() as folder,
            Project.create(Path(folder, "p.annot"), schema=schema, name="p") as project,
        ):
            add(project, papers)
            found.append(part_of(divide(project, Split(by=by))))
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("by", WAYS)
def test_too_few_documents_are_said(project: Project, by: By) -> None:
    same = [Outgoing(f"d{at}", f"{story(1)} {at}", "", "a", {"date": "2026-01-01"}) for at in range(9)]
    add(project, [*same, Outgoing("e", story(2), "", "b", {"date": "2026-01-02"})])
    with pytest.raises(errors.TooFewToSplit):
        divide(project, Split(by=by))
    assert project.settings.get("splits") is None


def test_articles_without_dates_are_not_split_by_date(project: Project) -> None:
    add(project, [Outgoing(f"d{at}", story(at)) for at in range(5)])
    with pytest.raises(errors.NoDatesToSplit):
        divide(project, Split(by="date"))
    assert project.settings.get("splits") is None


def test_a_wish_to_stop_is_heard_between_documents(project: Project) -> None:
    add(project, [Outgoing(f"d{at}", story(at)) for at in range(5)])
    selection = Selection(project, by=GOLD)

    def stop() -> None:
        raise errors.ExportCancelled(path="o")

    with pytest.raises(errors.ExportCancelled):
        plan(project, Split(), selection, on_document=stop)
