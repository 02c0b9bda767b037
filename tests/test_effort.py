"""The effort benchmark: how corpora are read, what a person does, and that the end is the corpus' own."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def iob(*sentences: str) -> str:
    """Write sentences of word/TAG words as two columns."""
    return "\n".join("\n".join(word.replace("/", " ") for word in one.split()) + "\n" for one in sentences)


def corpus(tmp_path: Path, *sentences: str):
    from corpora import read_corpus

    path = tmp_path / "c.conll"
    path.write_text(iob(*sentences), encoding="utf-8")
    return read_corpus(path)


def test_two_columns_are_read_as_documents_with_spans(tmp_path):
    documents, repaired = corpus(tmp_path, "زار/O محمد/B-PERS علي/I-PERS بيروت/B-LOC", "عاد/O علي/I-PERS")
    (document,) = documents
    assert document.text == "زار محمد علي بيروت\nعاد علي"
    assert [(document.text[start:end], label) for start, end, label in document.spans] == [
        ("محمد علي", "PERS"),
        ("بيروت", "LOC"),
        ("علي", "PERS"),
    ]
    assert repaired == 1


def test_a_document_ends_with_the_sentence_that_takes_it_past_425_words(tmp_path):
    documents, _repaired = corpus(tmp_path, *[" ".join(["كلمة/O"] * 100)] * 11)
    assert [document.text.count("كلمة") for document in documents] == [500, 500, 100]


def test_labels_are_mapped_and_left_out(tmp_path):
    from corpora import read_corpus, read_map

    (tmp_path / "c.conll").write_text(iob("علي/B-PERS بيروت/B-LOC كأس/B-MISC"), encoding="utf-8")
    (tmp_path / "m").write_text("PERS PERSON\nMISC\n", encoding="utf-8")
    (document,), _ = read_corpus(tmp_path / "c.conll", labels=read_map(tmp_path / "m"))
    assert [label for _start, _end, label in document.spans] == ["PERSON", "LOC"]


def replayed(tmp_path: Path, *sentences: str, ways=("strict", "open", "rest")):
    from effort import replay

    documents, _ = corpus(tmp_path, *sentences)
    counts = replay(documents, ways=ways, folder=tmp_path, schema=None, learns=False)
    return {way: sum(found[1:], found[0]) for way, found in counts.items()}


@pytest.mark.usefixtures("qapp")
def test_what_nobody_suggests_is_added_and_spread(tmp_path):
    found = replayed(tmp_path, "زرقون/B-MISC كذا/O", "زرقون/B-MISC كذا/O", "زرقون/B-MISC كذا/O")
    assert (found["strict"].added, found["strict"].spread, found["strict"].actions) == (1, 1, 4)
    assert (found["rest"].one_word, found["rest"].finished) == (1, 1)
    assert found["rest"].actions == found["rest"].one_word + found["rest"].spread + 1


@pytest.mark.usefixtures("qapp")
def test_right_suggestions_cost_a_key_or_none_and_wrong_ones_a_key_or_none(tmp_path):
    found = replayed(tmp_path, "سافر/O إلى/O بيروت/B-LOC ثم/O إلى/O بيروت/B-LOC ودمشق/O")
    assert (found["strict"].accepted, found["strict"].rejected, found["strict"].actions) == (1, 1, 2)
    assert (found["open"].accepted, found["open"].rejected, found["open"].left_open) == (1, 0, 1)
    assert found["rest"].actions == 2


@pytest.mark.usefixtures("qapp")
def test_a_spread_that_would_do_harm_is_avoided_or_put_right(tmp_path):
    found = replayed(tmp_path, "في/O لبنان/B-LOC قال/O", "كرة/O لبنان/O قال/O", "كأس/O لبنان/O قال/O")
    assert found["strict"].entities == 1
    assert found["strict"].actions <= 3


@pytest.mark.usefixtures("qapp")
def test_every_mention_ends_as_in_the_corpus_whatever_is_suggested(tmp_path):
    """The replay itself asserts it; a corpus with clitics, repeats and clashing labels goes through."""
    replayed(
        tmp_path,
        "وصل/O محمد/B-PERS علي/I-PERS بلبنان/B-LOC والأردن/B-LOC وبغداد/B-LOC",
        "فريق/O لبنان/B-ORG و/O محمد/B-PERS في/O لبنان/B-LOC وزير/O الخارجية/B-ORG الأمريكي/B-MISC",
        "الأمم/B-ORG المتحدة/I-ORG في/O نيويورك/B-LOC تايمز/I-LOC مع/O علي/B-PERS",
    )


def test_figures_come_by_stretch_and_in_all():
    from effort import figures, stretches
    from effort_person import Count

    counts = [Count(entities=10, actions=number) for number in range(120)]
    named = dict(stretches(counts))
    assert list(named) == ["1-10", "11-50", "51-100", "101-120", "last 100", "all"]
    assert figures(named["1-10"])["per_entity"] == 0.45
    assert figures(named["all"])["entities"] == 1200
