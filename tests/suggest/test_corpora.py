import pytest

from annotator.errors import BrokenLine, NotAFile
from annotator.errors.learning import NoTags
from annotator.model import Span
from annotator.suggest.corpora import TOKENS, Corpus, mapped, read_iob, read_map
from annotator.suggest.examples import Example


@pytest.fixture
def corpus(tmp_path):
    def made(text):
        path = tmp_path / "c.conll"
        path.write_text(text, encoding="utf-8")
        return read_iob(path)

    return made


def labelled(example):
    return [(example.text[one.start : one.end], one.label) for one in example.spans]


def test_tokens_and_tags_become_a_text_with_spans(corpus):
    one = corpus("زار O\nعمر B-PERS\nبابر I-PERS\n\nالرباط\tB-LOC\nسلا B-LOC\n").examples[0]
    assert one.text == "زار عمر بابر\nالرباط سلا"
    assert labelled(one) == [("عمر بابر", "PERS"), ("الرباط", "LOC"), ("سلا", "LOC")]
    assert one.is_whole


@pytest.mark.parametrize("tags", ["B-LOC I-LOC", "I-LOC I-LOC", "B-LOC E-LOC", "B-LOC L-LOC"])
def test_every_scheme_is_read(corpus, tags):
    first, last = tags.split()
    (example,) = corpus(f"رام {first}\nالله {last}\nمن O\n").examples
    assert [(span.start, span.end) for span in example.spans] == [(0, 8)]


def test_what_continues_nothing_opens_an_entity_and_is_listed(corpus):
    found = corpus("عمر I-PERS\nبابر I-PERS\nسلا I-LOC\n\nسلا I-LOC\n")
    assert labelled(found.examples[0]) == [("عمر بابر", "PERS"), ("سلا", "LOC"), ("سلا", "LOC")]
    assert found.repaired == [1, 3, 5]


def test_a_document_ends_after_the_sentence_that_passes_425_tokens(corpus):
    sentence = "كلمة O\n" * 200 + "\n"
    assert TOKENS == 425
    assert [one.text.count("كلمة") for one in corpus(sentence * 5).examples] == [600, 400]


def test_documents_end_at_docstart(corpus):
    found = corpus("-DOCSTART- O\n\nأ O\n\n-DOCSTART- -X- O\n\nب O\n")
    assert [one.text for one in found.examples] == ["أ", "ب"]


@pytest.mark.parametrize("token", ["\u200f", "\xa0", "\u2028", "🇲🇦", "ـ", "a\u0301", "\x85"])
def test_odd_tokens_stay_tokens(corpus, token):
    one = corpus(f"قبل O\n{token} B-X-Y/1\nبعد O\n").examples[0]
    assert one.text == f"قبل {token} بعد"
    assert labelled(one) == [(token, "X-Y/1")]


def test_any_column_between_is_passed_over(corpus):
    assert labelled(corpus("سلا NN X B-LOC\n").examples[0]) == [("سلا", "LOC")]


def test_one_column_is_refused_with_its_line(corpus):
    with pytest.raises(BrokenLine) as refused:
        corpus("سلا O\nسلا\n")
    assert refused.value.values["line"] == 2


def test_labels_are_renamed_left_out_or_kept():
    spans = (Span(0, 1, "A"), Span(1, 2, "B"), Span(2, 3, "C", "c"), Span(3, 4, "D"))
    renamed = mapped(
        Corpus([Example("x", "abcd", spans)]), labels={"A": "X.x", "B": None, "C.c": "Y", "C": "Z"}
    )
    assert renamed.examples[0].spans == (Span(0, 1, "X", "x"), Span(2, 3, "Y"), Span(3, 4, "D"))


def test_a_map_is_two_words_a_line(tmp_path):
    path = tmp_path / "map.txt"
    path.write_text("# ours\nPER PERS\nLOC=GPE\nMISC\n\n", encoding="utf-8")
    assert read_map(path) == {"PER": "PERS", "LOC": "GPE", "MISC": None}
    path.write_text("a b c\n", encoding="utf-8")
    with pytest.raises(BrokenLine):
        read_map(path)


def test_a_text_without_tags_is_no_corpus(corpus):
    with pytest.raises(NoTags):
        corpus("وصل الوفد إلى الرباط\nوعاد مساء\n")


def test_a_folder_is_no_corpus(tmp_path):
    with pytest.raises(NotAFile):
        read_iob(tmp_path)
