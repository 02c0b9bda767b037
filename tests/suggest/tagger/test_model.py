import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors.learning import DamagedModel, NewerModel
from annotator.suggest.tagger.container import pack, pack_json, unpack
from annotator.suggest.tagger.model import Tagger
from annotator.suggest.tagger.source import TaggerSource

TEXT = "قال السيد منصف العياري إن الاجتماع انتهى\nوصل الوفد إلى مدينة تاوريلت مساء"


@pytest.fixture(scope="module")
def data(tagger):
    return tagger.to_bytes()


def test_bytes_and_back(tagger, data):
    again = Tagger.from_bytes(data)
    assert again.facts == tagger.facts
    assert TaggerSource(again).suggest(TEXT) == TaggerSource(tagger).suggest(TEXT)
    assert again.to_bytes() == data


def test_a_model_of_a_newer_program_is_refused(data):
    with pytest.raises(NewerModel):
        Tagger.from_bytes(data[:7] + b"\x02" + data[8:])


@pytest.mark.parametrize(
    "of", [b"", b"ANNTAGR", b"\x80\x04", b"lCRF" + bytes(60), b"ANNTAGR\x01" + bytes(80)]
)
def test_what_is_no_model_is_refused(of):
    with pytest.raises(DamagedModel):
        Tagger.from_bytes(of)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_truncated_model_is_refused(data, drawn):
    with pytest.raises(DamagedModel):
        Tagger.from_bytes(data[: drawn.draw(st.integers(0, len(data) - 1))])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_byte_is_noticed(data, drawn):
    at = drawn.draw(st.integers(0, len(data) - 1))
    changed = bytearray(data)
    changed[at] ^= drawn.draw(st.integers(1, 255))
    with pytest.raises((DamagedModel, NewerModel)):
        Tagger.from_bytes(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        {"crf 0 0": b"no model at all"},
        {"crf 0 0": None},
        {"known": None},
        {"known": b"no deflate"},
        {"known": pack_json([])},
        {"known": pack_json({"counts": {}})},
        {"clusters": pack_json({"sizes": [1], "words": {}})},
        {"notes": pack_json({"mark": "", "texts": {"a": [[1, 2]]}})},
    ],
    ids=repr,
)
def test_parts_that_are_whole_but_wrong_are_refused(data, change):
    facts, parts = unpack(data)
    made = {name: part for name, part in {**parts, **change}.items() if part is not None}
    with pytest.raises(DamagedModel):
        Tagger.from_bytes(pack(facts, made))


def test_what_a_newer_program_tells_beside_is_passed_over(data):
    facts, parts = unpack(data)
    assert Tagger.from_bytes(pack({**facts, "more": 1}, parts)).facts.documents == 24
    with pytest.raises(DamagedModel):
        Tagger.from_bytes(pack({"more": 1}, parts))
