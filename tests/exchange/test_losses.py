import pytest

from annotator import words
from annotator.exchange.losses import EXAMPLES, Example, LossKind, Tally
from annotator.model import Span


def test_losses_are_counted_by_kind_and_label_with_a_few_examples() -> None:
    tally = Tally()
    text = "ابجدهوز"
    for start in range(7):
        tally.lose(LossKind.INSIDE, Span(start, start + 1, "GPE"), document_id=str(start), text=text)
    tally.lose(LossKind.CROSSING, Span(0, 2, "GPE", "x"), document_id="9", text=text)
    tally.lose(LossKind.INSIDE, Span(0, 2, "ORG"), document_id="9", text=text)
    assert [(one.kind, one.label, one.count) for one in tally.lost] == [
        (LossKind.INSIDE, "GPE", 7),
        (LossKind.INSIDE, "ORG", 1),
        (LossKind.CROSSING, "GPE", 1),
    ]
    assert tally.lost[0].examples == tuple(Example(str(start), text[start]) for start in range(EXAMPLES))
    assert tally.lost_by_label == {"GPE": 8, "ORG": 1}


@pytest.mark.parametrize("kind", LossKind)
def test_every_loss_has_its_sentences(kind: LossKind) -> None:
    tally = Tally()
    tally.lose(kind, Span(0, 1, "GPE"), document_id="1", text="a")
    one = tally.lost[0].sentence()
    tally.lose(kind, Span(0, 1, "GPE"), document_id="1", text="a")
    two = tally.lost[0].sentence()
    assert one.startswith("1 GPE span ")
    assert two.startswith("2 GPE spans ")
    assert one.endswith(("left out.", "written once."))


def test_losses_are_counted_in_the_digits_of_the_country() -> None:
    tally = Tally()
    for _time in range(7):
        tally.lose(LossKind.INSIDE, Span(0, 1, "GPE"), document_id="1", text="a")
    words.use("ar_EG")
    assert "٧" in tally.lost[0].sentence()
