import pytest

from annotator.adjudication.alike import alike, carried
from annotator.model import Document, Span
from tests.adjudication.finding import disputes_of
from tests.adjudication.people import Finished


def dispute(words, *, first=(), second=(), document_id="one"):
    """Return the only dispute of a text; spans are given by what stands there, and a label."""
    spans = {
        name: tuple(
            Span(words.index(surface), words.index(surface) + len(surface), label)
            for surface, label in marked
        )
        for name, marked in (("amina", first), ("omar", second))
    }
    (found,) = disputes_of(Finished(Document(document_id, words), spans))[1]
    return found


def surfaces(words, spans):
    return [(words[one.start : one.end], one.label) for one in spans]


FAR = "وصل الوفد أمس إلى الرباط"
NEAR = "ثم غادر للرباط"


def test_the_same_name_with_the_same_answers_is_alike_whatever_stands_before_it():
    far = dispute(FAR, first=[("الرباط", "GPE")], second=[("الرباط", "ORG")])
    near = dispute(NEAR, first=[("لرباط", "ORG")], second=[("لرباط", "GPE")])
    assert far.key == near.key
    assert surfaces(NEAR, carried(FAR, far, far.variants[0].spans, to=near, over=NEAR)) == [("لرباط", "GPE")]
    assert surfaces(FAR, carried(NEAR, near, near.variants[1].spans, to=far, over=FAR)) == [("الرباط", "ORG")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("لرباط", "GPE")], []),
        ([("لرباط", "GPE")], [("لرباط", "LOC")]),
        ([("لرباط", "GPE")], [("للرباط", "ORG")]),
    ],
)
def test_other_answers_are_another_question(first, second):
    far = dispute(FAR, first=[("الرباط", "GPE")], second=[("الرباط", "ORG")])
    assert dispute(NEAR, first=first, second=second).key != far.key


def test_a_proclitic_inside_or_outside_is_carried_as_such():
    one, other = "قال للقيادة ذلك", "وأضاف بالقيادة أمس"
    there = dispute(one, first=[("للقيادة", "ORG")], second=[("لقيادة", "ORG")])
    here = dispute(other, first=[("بالقيادة", "ORG")], second=[("القيادة", "ORG")])
    assert there.key == here.key
    for variant in there.variants:
        moved = carried(one, there, variant.spans, to=here, over=other)
        assert len(moved[0:1]) == 1
        assert (moved[0].start == here.start) == (variant.spans[0].start == there.start)


def test_a_proclitic_that_somebody_left_out_is_one():
    one, other = "اجتماع بلبنان أمس", "في بلبنان"
    there = dispute(one, first=[("بلبنان", "GPE")], second=[("لبنان", "GPE")])
    here = dispute(other, first=[("لبنان", "GPE")], second=[("بلبنان", "GPE")])
    assert there.key == here.key
    moved = carried(one, there, [Span(8, 13, "GPE")], to=here, over=other)
    assert surfaces(other, moved) == [("لبنان", "GPE")]


def test_several_spans_are_carried_each_to_its_own():
    one = "قائد القوات المسلحة الملكية المغربية"
    other = "بلاغ قائد القوّات المسلّحة الملكيّة المغربيّة"  # folded alike, other lengths
    marks = [("القوات المسلحة الملكية", "ORG"), ("المغربية", "GPE")]
    marked = [("القوّات المسلّحة الملكيّة", "ORG"), ("المغربيّة", "GPE")]
    there = dispute(one, first=marks, second=[("القوات المسلحة الملكية المغربية", "ORG")])
    here = dispute(other, first=[("القوّات المسلّحة الملكيّة المغربيّة", "ORG")], second=marked)
    assert there.key == here.key
    answer = next(variant.spans for variant in there.variants if len(variant.spans) == 2)
    assert surfaces(other, carried(one, there, answer, to=here, over=other)) == marked


def test_what_nobody_had_is_carried_where_the_same_letters_stand_or_where_it_can_be_put_together():
    there = dispute(FAR, first=[("الرباط", "GPE")], second=[("الرباط", "ORG")])
    written = [Span(there.start, there.end, "LOC")]
    same = "إلى الرباط"
    here = dispute(same, first=[("الرباط", "ORG")], second=[("الرباط", "GPE")])
    assert surfaces(same, carried(FAR, there, written, to=here, over=same)) == [("الرباط", "LOC")]
    near = dispute(NEAR, first=[("لرباط", "ORG")], second=[("لرباط", "GPE")])
    assert carried(FAR, there, written, to=near, over=NEAR) is None
    both = [Span(there.start, there.end, "GPE"), Span(there.start, there.end, "ORG")]
    moved = carried(FAR, there, both, to=near, over=NEAR)
    assert surfaces(NEAR, moved) == [("لرباط", "GPE"), ("لرباط", "ORG")]


def test_what_reaches_beyond_the_place_is_carried_where_the_same_words_stand_around():
    there = dispute(FAR, first=[("الرباط", "GPE")], second=[])
    wide = [Span(FAR.index("إلى"), there.end, "LOC")]
    same, other, longer = "سافر إلى الرباط", "في الرباط", "سافر حوالى الرباط"
    here = dispute(same, first=[("الرباط", "GPE")])
    assert surfaces(same, carried(FAR, there, wide, to=here, over=same)) == [("إلى الرباط", "LOC")]
    for words in (other, longer):
        here = dispute(words, first=[("الرباط", "GPE")])
        assert carried(FAR, there, wide, to=here, over=words) is None


def test_nothing_is_nothing_everywhere():
    there = dispute(FAR, first=[("الرباط", "GPE")], second=[])
    here = dispute(NEAR, first=[("لرباط", "GPE")], second=[])
    assert carried(FAR, there, (), to=here, over=NEAR) == ()


def test_the_most_frequent_come_first_then_the_earlier():
    words = ["b", "a", "c", "a", "c", "d"]
    assert alike(words, str) == [("a", "a"), ("c", "c"), ("b",), ("d",)]


def test_where_two_answers_read_the_same_nothing_is_alike():
    one = "علي بن علي"
    spans = {"amina": (Span(0, 3, "PERS"),), "omar": (Span(0, 3, "PERS"), Span(7, 10, "PERS"))}
    (found,) = disputes_of(Finished(Document("one", one), spans))[1]
    (again,) = disputes_of(Finished(Document("two", one), spans))[1]
    assert found.key == again.key
    marks = "عليّ"  # with its mark and without
    spans = {"amina": (Span(0, 3, "PERS"),), "omar": (Span(0, 4, "PERS"),)}
    (found,) = disputes_of(Finished(Document("one", marks), spans))[1]
    (again,) = disputes_of(Finished(Document("two", marks), spans))[1]
    assert found.key != again.key
