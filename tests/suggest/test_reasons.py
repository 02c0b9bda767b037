"""Every reason is a sentence."""

import re
import string
from pathlib import Path

import pytest

from annotator.model import Reason
from annotator.schema import load
from annotator.suggest.pipeline import default_sources, suggest
from annotator.suggest.reasons import LEXICONS, REMEMBERED, SENTENCES, sentence

SUGGEST = Path(__file__).resolve().parents[2] / "annotator" / "suggest"


def test_every_code_in_the_sources_has_a_sentence() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in SUGGEST.rglob("*.py"))
    codes = set(re.findall(r'code="(\w+)"', sources)) | set(re.findall(r'Reason\("(\w+)"', sources))
    codes |= set(re.findall(r'mark_person\([^)]*?"(\w+)", ', sources))
    assert len(codes) > 20
    assert codes <= {*SENTENCES, REMEMBERED}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_takes_its_values(code: str) -> None:
    fields = [
        field for _text, field, _spec, _conversion in string.Formatter().parse(SENTENCES[code]) if field
    ]
    written = sentence(Reason(code, dict.fromkeys(fields, "اللواء")))
    assert "{" not in written
    assert all("اللواء" in written for _field in fields)


def test_a_rank_and_a_lexicon_are_named() -> None:
    assert sentence(Reason("after_rank", {"rank": "اللواء"})) == "after the rank «اللواء»"
    assert sentence(Reason("lexicon", {"lexicon": "country"})) == "in the lexicon of countries"


def test_what_is_remembered_is_counted() -> None:
    def said(count: str) -> str:
        return sentence(Reason(REMEMBERED, {"surface": "الرباط", "count": count}))

    assert said("1") == "«الرباط» is labelled so in 1 other article"
    assert said("12") == "«الرباط» is labelled so in 12 other articles"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert sentence(Reason("another", {"score": "0.7"})) == "another"


def test_lexicons_have_names_apart_from_cities_and_capitals() -> None:
    assert len(set(LEXICONS.values())) == len(LEXICONS) - 1


@pytest.mark.parametrize(
    "text",
    [
        "قال المدير العام للأمن الوطني إن الأمر واضح.",
        "أعلن مصدر من القيادة العامة للقوات المسلحة ذلك.",
        'شاركت الفرقاطة "وادي زيز" في التمرين.',
        "نشرت جريدة المساء الخبر، وأكدته وكالة سانا.",
    ],
)
def test_words_of_the_article_stand_in_reasons_as_they_are_written(text: str) -> None:
    """Folded spellings (القياده) would look like spelling mistakes."""
    schema = load("security-news")
    found = suggest(text, sources=default_sources(schema), schema=schema)
    said = [value for one in found for key, value in one.reason.values.items() if key not in ("lexicon",)]
    assert said
    assert all(value.removeprefix("ال") in text for value in said)
