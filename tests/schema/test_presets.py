"""What ships: every label complete in three languages, with keys, examples and rules that hold."""

import re
import unicodedata
from itertools import pairwise

import pytest

from annotator.assets import resource
from annotator.schema import KEYS, Label, Schema, load, parse, plain_example, presets
from annotator.schema.files import read_toml
from annotator.text.clitics import default_start
from annotator.text.tokens import word_at

SCHEMAS = {name: load(name) for name in presets()}
LABELS = [(name, label) for name, schema in SCHEMAS.items() for label in schema.labels]
EVERY_LABEL = pytest.mark.parametrize(
    ("name", "label"), LABELS, ids=[f"{name}-{label.id}" for name, label in LABELS]
)
EVERY_SCHEMA = pytest.mark.parametrize("name", SCHEMAS)


def is_arabic(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum("ARABIC" in unicodedata.name(letter) for letter in letters) > len(letters) / 2


@EVERY_SCHEMA
def test_a_preset_is_called_as_its_file(name: str) -> None:
    assert SCHEMAS[name].id == name
    assert SCHEMAS[name].version >= 1


def test_security_news_is_complete() -> None:
    labels = {label.id: [one.id for one in label.sublabels] for label in SCHEMAS["security-news"].labels}
    assert labels == {
        "PERS": [],
        "OCC": ["rank", "office"],
        "ORG": [
            "government",
            "security_agency",
            "military_unit",
            "armed_group",
            "party",
            "media",
            "international",
        ],
        "GPE": [],
        "LOC": [],
        "FAC": ["base", "crossing", "checkpoint", "prison"],
        "EVENT": ["attack", "operation", "arrest", "exercise", "visit", "protest"],
        "DATE": [],
        "WEA": [],
        "LAW": ["law", "treaty", "agreement"],
        "NORP": [],
        "VEH": [],
        "CRIME": [],
        "TIME": [],
        "QUANT": ["casualties", "amount"],
        "MONEY": [],
    }


def test_security_news_has_the_names_and_keys_of_the_drawings() -> None:
    drawn = [(label.key, label.names.ar) for label in SCHEMAS["security-news"].labels[:10]]
    names = ["شخص", "منصب", "هيئة", "كيان سياسي", "مكان", "منشأة", "حدث", "تاريخ", "سلاح", "نص قانوني"]
    assert drawn == list(zip("1234567890", names, strict=True))


@pytest.mark.parametrize(
    ("name", "count"),
    [("security-news", 16), ("wojood", 21), ("anercorp", 4), ("ace", 11), ("ontonotes", 18)],
)
def test_a_preset_has_its_labels_each_with_a_key(name: str, count: int) -> None:
    keys = [label.key for label in SCHEMAS[name].labels]
    assert len(set(keys)) == len(keys) == count
    assert set(keys) <= set(KEYS)


@EVERY_LABEL
def test_a_label_is_told_in_three_languages(name: str, label: Label) -> None:
    for words in (label.names, label.guideline):
        assert is_arabic(words.ar)
        assert words.ar not in (words.en, words.fr)
    assert label.guideline.en != label.guideline.fr
    for sentence in (label.guideline.ar, label.guideline.en, label.guideline.fr):
        assert sentence.endswith(".")
        assert 1 <= len(re.findall(r"\.(?= |$)", sentence)) <= 3
        assert sentence.count("[") == sentence.count("]")
        assert sentence.count("«") == sentence.count("»")


@EVERY_LABEL
def test_french_keeps_its_signs_on_the_line(name: str, label: Label) -> None:
    french = label.guideline.fr
    assert not re.search(r" [:;?!»%]|« ", french)
    assert len(re.findall("«\u00a0[^«»]+\u00a0»", french)) == french.count("«")


@EVERY_LABEL
def test_a_guideline_names_only_labels_that_are_there(name: str, label: Label) -> None:
    for sentence in (label.guideline.en, label.guideline.fr):
        named = re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)*\b", sentence)
        assert all(one in SCHEMAS[name] for one in named)
        assert label.id not in named


@EVERY_LABEL
def test_a_label_has_two_arabic_examples(name: str, label: Label) -> None:
    assert len(set(label.examples)) == 2
    for example in label.examples:
        text, start, end = plain_example(example)
        assert is_arabic(text)
        assert text.endswith(".")
        assert text[start:end] == text[start:end].strip()
        assert example[start] == "["
        assert f"[{text[start:end]}]" in example


@EVERY_LABEL
def test_examples_keep_the_labels_clitic_rule(name: str, label: Label) -> None:
    for example in label.examples:
        text, start, _ = plain_example(example)
        word = word_at(text, start)
        assert word is not None
        certain = default_start(text, word.start, word.end)
        if label.clitics == "inside":
            assert start == word.start
        else:
            assert start >= certain


def test_some_example_shows_a_clitic_left_outside_and_one_taken_in() -> None:
    def examples(name: str) -> list[tuple[str, int, int]]:
        return [plain_example(example) for label in SCHEMAS[name].labels for example in label.examples]

    assert any(start and text[start - 1].isalpha() for text, start, _ in examples("security-news"))
    words = [(text, start, word_at(text, start)) for text, start, _ in examples("wojood")]
    assert any(word and default_start(text, word.start, word.end) > start for text, start, word in words)


@EVERY_SCHEMA
def test_sublabels_and_labels_read_apart_on_a_chip(name: str) -> None:
    schema = SCHEMAS[name]
    for language in ("ar", "en", "fr"):
        labels = [label.names.in_language(language) for label in schema.labels]
        assert len(set(labels)) == len(labels)
        for label in schema.labels:
            own = [label.names.in_language(language)]
            own += [one.names.in_language(language) for one in label.sublabels]
            assert len(set(own)) == len(own)
            assert all(one == one.strip() and len(one) <= 22 for one in own)


def may_nest(schema: Schema, *chain: str) -> bool:
    return all(schema.label(outer).may_hold(inner) for outer, inner in pairwise(chain))


@pytest.mark.parametrize(
    "chain",
    [
        ("OCC", "ORG", "GPE"),
        ("EVENT", "FAC", "GPE"),
        ("FAC", "PERS"),
        ("ORG", "ORG", "GPE"),
        ("LAW", "CRIME"),
        ("TIME", "DATE"),
        ("QUANT", "VEH"),
        ("EVENT", "DATE"),
    ],
)
def test_security_news_nests_what_news_nests(chain: tuple[str, ...]) -> None:
    assert may_nest(SCHEMAS["security-news"], *chain)


@pytest.mark.parametrize("chain", [("DATE", "GPE"), ("DATE", "TIME"), ("PERS", "OCC"), ("MONEY", "QUANT")])
def test_security_news_refuses_what_is_a_slip(chain: tuple[str, ...]) -> None:
    assert not may_nest(SCHEMAS["security-news"], *chain)


@pytest.mark.parametrize(
    ("name", "clitics"),
    [("security-news", "outside"), ("wojood", "inside"), ("anercorp", "inside"), ("ontonotes", "outside")],
)
def test_a_preset_keeps_its_corpus_clitic_rule(name: str, clitics: str) -> None:
    assert {label.clitics for label in SCHEMAS[name].labels} == {clitics}


def test_presets_of_flat_corpora_nest_nothing() -> None:
    for name in ("anercorp", "ontonotes"):
        assert all(label.holds == frozenset() for label in SCHEMAS[name].labels)


@EVERY_SCHEMA
def test_a_preset_does_not_change_under_its_name(name: str) -> None:
    again = parse(read_toml(resource("schemas", f"{name}.toml")))
    assert again.fingerprint == SCHEMAS[name].fingerprint
