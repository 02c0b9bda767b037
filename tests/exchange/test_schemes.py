"""What each scheme writes, what is read from it, and which scheme a file's tags are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.schemes import PLAIN, SCHEMES, Sighting, TagRun, is_tag, runs_of, spelt

# Two that touch under one label, one of another label that touches them, one token alone.
RUNS = [TagRun(0, 1, "ORG"), TagRun(2, 2, "ORG"), TagRun(3, 5, "GPE"), TagRun(7, 7, "GPE")]


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB2", "B-ORG I-ORG B-ORG B-GPE I-GPE I-GPE O B-GPE"),
        ("IOB1", "I-ORG I-ORG B-ORG I-GPE I-GPE I-GPE O I-GPE"),
        ("BIOES", "B-ORG E-ORG S-ORG B-GPE I-GPE E-GPE O S-GPE"),
        ("BILOU", "B-ORG L-ORG U-ORG B-GPE I-GPE L-GPE O U-GPE"),
    ],
)
def test_every_scheme_has_its_letters(scheme: str, tags: str) -> None:
    assert spelt(RUNS, length=8, scheme=scheme) == tags.split()
    assert runs_of(tags.split(), scheme=scheme) == (RUNS, [])
    sighting = Sighting()
    sighting.take(tags.split(), range(8))
    assert sighting.scheme() == scheme
    assert sighting.slips(scheme) == []


def test_what_touches_across_the_end_of_a_sentence_does_not_touch() -> None:
    runs = [TagRun(0, 0, "GPE"), TagRun(1, 1, "GPE")]
    assert spelt(runs, length=2, scheme="IOB1") == ["I-GPE", "B-GPE"]
    assert spelt(runs, length=2, scheme="IOB1", breaks=[0, 1]) == ["I-GPE", "I-GPE"]


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[TagRun], int]:
    runs: list[TagRun] = []
    place = 0
    for _ in range(draw(st.integers(0, 5))):
        first = place + draw(st.integers(0, 1))
        last = first + draw(st.integers(0, 3))
        runs.append(TagRun(first, last, draw(st.sampled_from(["ORG", "GPE", "B-X", "ORG.media"]))))
        place = last + 1
    return runs, place + draw(st.integers(0, 2))


@given(sentences(), st.sampled_from(SCHEMES))
def test_what_a_scheme_writes_is_read_from_it_without_a_slip(
    sentence: tuple[list[TagRun], int], scheme: str
) -> None:
    runs, length = sentence
    assert runs_of(spelt(runs, length=length, scheme=scheme), scheme=scheme) == (runs, [])


@given(sentences(), st.sampled_from(SCHEMES))
def test_the_scheme_that_is_found_reads_what_the_true_one_wrote(
    sentence: tuple[list[TagRun], int], scheme: str
) -> None:
    runs, length = sentence
    tags = spelt(runs, length=length, scheme=scheme)
    sighting = Sighting()
    sighting.take(tags, range(length))
    assert runs_of(tags, scheme=sighting.scheme())[0] == runs


@pytest.mark.parametrize(
    ("tags", "scheme", "slips"),
    [
        ("O O", "IOB2", []),
        ("B-A I-A O I-B", "IOB2", [3]),  # as many slips in IOB1: what nobody can tell is IOB2
        ("I-A I-A O I-B O B-B", "IOB1", [5]),
        ("B-A M-A E-A S-B", "BIOES", []),
        ("B-A I-A L-A W-B", "BILOU", []),
        ("B-A E-A I-A", "BIOES", [2]),
    ],
)
def test_slips_are_read_and_named(tags: str, scheme: str, slips: list[int]) -> None:
    sighting = Sighting()
    sighting.take(tags.split(), range(len(tags.split())))
    assert sighting.scheme() == scheme
    assert sighting.slips(scheme) == slips


def test_labels_alone_are_read_where_that_is_the_scheme() -> None:
    assert runs_of(["PER", "PER", "O", "LOC"], scheme=PLAIN) == (
        [TagRun(0, 1, "PER"), TagRun(3, 3, "LOC")],
        [],
    )
    with pytest.raises(ValueError, match="PER"):
        runs_of(["PER"], scheme="IOB2")


@pytest.mark.parametrize(("field", "answer"), [("O", True), ("B-X", True), ("B-", False), ("NNP", False)])
def test_a_tag_is_told_from_other_fields(field: str, answer: bool) -> None:
    assert is_tag(field) is answer
