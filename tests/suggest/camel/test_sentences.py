"""A text as the recogniser is shown it, and what its labels mean."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.camel.sentences import ranges, sentences_of, shown
from annotator.text.tokens import words

TEXT = "وصل اللواء إلى «سلا». ثم عاد!"


def read(labels):
    tokens = words(TEXT)
    return [(TEXT[start:end], kind) for start, end, kind in ranges(TEXT, tokens, labels.split())]


@settings(max_examples=50)
@given(st.text("سلاُـ\u200f .!\n«»12a", max_size=60))
def test_every_word_is_in_one_sentence(text):
    assert [token for sentence in sentences_of(text) for token in sentence] == words(text)


def test_marks_tatweel_and_invisible_signs_are_not_shown():
    text = "مُحَمَّد الـــرباط F-16 سلا\u200f ـ"
    assert shown(text, words(text)) == ["محمد", "الرباط", "F-16", "سلا", ""]
    assert shown("أإآ ى ة", words("أإآ ى ة")) == ["أإآ", "ى", "ة"]


def test_labels_mean_ranges_of_words():
    # وصل اللواء إلى « سلا » . ثم عاد !
    assert read("O B-PERS O O B-LOC O O O O O") == [("اللواء", "PERS"), ("سلا", "LOC")]
    assert read("O B-PERS B-PERS O O O O O O O") == [("اللواء", "PERS"), ("إلى", "PERS")]
    assert read("O B-PERS I-PERS O O O O O O O") == [("اللواء إلى", "PERS")]


def test_what_goes_on_without_a_beginning_begins():
    assert read("I-LOC I-LOC I-PERS O O O O O O I-ORG") == [("وصل اللواء", "LOC"), ("إلى", "PERS")]


def test_punctuation_is_at_no_edge_and_is_no_name():
    assert read("O O O B-ORG I-ORG I-ORG O O O O") == [("سلا", "ORG")]
    assert read("O O O B-ORG O O B-PERS O O B-LOC") == []
