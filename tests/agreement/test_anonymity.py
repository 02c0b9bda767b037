from datetime import date

from annotator.agreement.anonymity import nameless, progress_without_names
from annotator.model import GOLD, State
from annotator.project.passes import EARLIER
from annotator.project.progress import Day, Progress, Times

NAMES = ("amina", "youssef", "salma", "omar")


def test_everybody_gets_another_number_whatever_the_order() -> None:
    found = nameless(NAMES)
    assert sorted(found.values()) == ["annotator 1", "annotator 2", "annotator 3", "annotator 4"]
    assert nameless(reversed(NAMES)) == found
    assert nameless(NAMES) == found


def test_numbers_do_not_follow_the_alphabet() -> None:
    orders = {tuple(nameless(NAMES, seed=seed)[name] for name in sorted(NAMES)) for seed in range(20)}
    assert len(orders) > 5


def test_gold_is_nobody() -> None:
    assert nameless(("amina", GOLD)) == {"amina": "annotator 1", GOLD: GOLD}


def test_an_earlier_pass_has_the_number_of_whose_it_is() -> None:
    found = nameless(("amina", f"amina{EARLIER}", "youssef"))
    assert found[f"amina{EARLIER}"] == found["amina"] + EARLIER
    assert len(set(found.values())) == 3


def test_the_order_is_that_of_the_numbers_and_gold_comes_last() -> None:
    assert list(nameless((GOLD, *NAMES)).values()) == [*(f"annotator {one}" for one in (1, 2, 3, 4)), GOLD]


def test_progress_lists_people_by_their_numbers() -> None:
    day = date(2026, 3, 1)
    progress = Progress(
        documents=1,
        today=day,
        states={name: {State.FINISHED: 1} for name in NAMES},
        untouched=0,
        finished_documents=1,
        gold=1,
        firsts={day: 1},
        days=tuple(Day(name, day, spans=place) for place, name in enumerate((*NAMES, "undone"))),
        times=tuple(Times(name, "one", spans=place) for place, name in enumerate(NAMES)),
        labels={name: {"PERS": place} for place, name in enumerate((GOLD, *NAMES))},
        records=(),
    )
    people = nameless((*NAMES, GOLD))
    found = progress_without_names(progress, people)
    numbers = [f"annotator {one}" for one in (1, 2, 3, 4)]
    assert list(found.states) == numbers
    assert list(found.labels) == [*numbers, GOLD]
    assert [one.annotator for one in found.days] == numbers
    assert [one.annotator for one in found.times] == numbers
    names = {shown: name for name, shown in people.items()}
    assert [NAMES[one.spans] for one in found.times] == [names[number] for number in numbers]
