from annotator.agreement.anonymity import nameless
from annotator.model import GOLD
from annotator.project.passes import EARLIER

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
