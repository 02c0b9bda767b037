import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import Note, NoteEdit, Span, SpanEdit, State, StateEdit, Verdict, VerdictEdit
from annotator.project.journal import Recorded, from_json, to_json, turned_round

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


@st.composite
def spans(draw):
    start = draw(st.integers(0, 2**40))
    end = start + draw(st.integers(1, 2**20))
    return Span(start, end, draw(words), draw(words), origin=draw(words), id=draw(st.integers(0, 2**62)))


@st.composite
def notes(draw):
    start = draw(st.none() | st.integers(0, 2**40))
    end = None if start is None else start + draw(st.integers(1, 2**20))
    text = draw(words.filter(str.strip))
    return Note(start, end, text, draw(st.booleans()), id=draw(st.integers(0, 2**62)))


verdicts = st.none() | st.sampled_from(Verdict)
edits = st.lists(
    st.builds(SpanEdit, words, st.none() | spans(), st.none() | spans())
    | st.builds(VerdictEdit, words, st.integers(1, 2**62), verdicts, verdicts)
    | st.builds(StateEdit, words, st.sampled_from(State), st.sampled_from(State), words, words)
    | st.builds(NoteEdit, words, st.none() | notes(), st.none() | notes())
).map(tuple)


def identities(made):
    """What equality of spans and notes leaves out."""
    return [
        [(one.id, getattr(one, "origin", "")) for one in (edit.before, edit.after) if one is not None]
        for edit in made
        if isinstance(edit, SpanEdit | NoteEdit)
    ]


@given(edits)
def test_the_journal_gives_back_what_it_was_given(made):
    read = from_json(to_json(made))
    assert read == made
    assert identities(read) == identities(made)


@given(edits)
def test_what_is_read_later_is_the_same(made):
    kept = Recorded(to_json(made))
    assert (kept, kept[:2], len(kept), list(kept)) == (made, made[:2], len(made), list(made))
    assert kept == Recorded(to_json(made))
    assert hash(kept) == hash(made)
    assert repr(kept) == repr(made)


def test_what_is_read_later_is_not_read_before():
    kept = Recorded("[[")
    with pytest.raises(ValueError):  # noqa: PT011 - json has its own words
        list(kept)


@given(edits)
def test_turned_round_twice_is_as_before(made):
    there = turned_round(made)
    assert len(there) == len(made)
    assert turned_round(there) == made
    assert identities(turned_round(there)) == identities(made)


def test_turned_round():
    made = (
        SpanEdit("d", None, Span(0, 1, "GPE")),
        VerdictEdit("d", 7, None, Verdict.REJECTED),
        StateEdit("d", State.NEW, State.SKIPPED, "a", "b"),
        NoteEdit("d", None, Note(None, None, "?", is_question=True)),
    )
    assert turned_round(made) == (
        NoteEdit("d", Note(None, None, "?", is_question=True), None),
        StateEdit("d", State.SKIPPED, State.NEW, "b", "a"),
        VerdictEdit("d", 7, Verdict.REJECTED, None),
        SpanEdit("d", Span(0, 1, "GPE"), None),
    )


def test_the_journal_is_readable_from_outside():
    made = (
        SpanEdit("مقال", None, Span(0, 1, "ORG", "media", origin="lexicon", id=5)),
        VerdictEdit("مقال", 7, None, Verdict.ACCEPTED),
        StateEdit("مقال", State.NEW, State.IN_PROGRESS),
        NoteEdit("مقال", None, Note(3, 9, "حزب؟", is_question=True, id=2)),
        NoteEdit("مقال", Note(None, None, "خبر قديم", is_question=False, id=1), None),
    )
    assert to_json(made) == (
        '[["span","مقال",null,[5,0,1,"ORG","media","lexicon"]],'
        '["verdict","مقال",7,null,"accepted"],["state","مقال","new","in_progress","",""],'
        '["note","مقال",null,[2,3,9,"حزب؟",true]],["note","مقال",[1,null,null,"خبر قديم",false],null]]'
    )


@pytest.mark.parametrize(
    "stored",
    [
        "[",
        "7",
        '["span"]',
        '[["span","d",null]]',
        '[["span","d",null,[1,2]]]',
        '[["span","d",null,[1,5,5,"GPE","","person"]]]',
        '[["verdict","d",7,null,"perhaps"]]',
        '[["verdict","d",7,null,1]]',
        '[["state","d","new","done","",""]]',
        '[["other","d"]]',
        '[["note","d",null]]',
        '[["note","d",null,[1,3,9,"x",1]]]',
        '[["note","d",null,[1,3,null,"x",true]]]',
        '[["note","d",null,[1,null,null," ",true]]]',
    ],
)
def test_what_is_no_journal_is_said_to_be_none(stored):
    with pytest.raises(ValueError):  # noqa: PT011 - json has its own words
        from_json(stored)
