"""The main job on the two real articles, by the command line alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.text.clitics import default_start, is_proclitic_start
from annotator.text.tokens import word_at

pytestmark = pytest.mark.real

JUNK = ("div-gpt-ad", "justify-content", "{display", "المصدر: هسبرس", "2 قراءة")
PERSONS = ("محمد عمران خان بابر", "عبد اللطيف حموشي")
PLACES = ("المغرب", "باكستان", "الرباط", "إسلام آباد", "إسلام أباد")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, real_articles: list[Path]) -> Path:
    """The folder in which a project of both articles was suggested for and exported from."""
    from click.testing import CliRunner

    from annotator.cli import main

    folder = tmp_path_factory.mktemp("real")
    project = folder / "real.annot"
    for command in (
        ["new", project],
        ["import", project, *real_articles],
        ["suggest", project],
        ["export", project, folder / "out.jsonl", "--format", "jsonl", "--by", "suggestions"],
        ["export", project, folder / "out.conll", "--format", "conll2002", "--by", "suggestions"],
    ):
        done = CliRunner().invoke(main, [str(one) for one in command])
        assert (done.exit_code, done.stderr) == (0, ""), command
    return folder


@pytest.fixture(scope="module")
def records(work: Path) -> list[dict[str, Any]]:
    lines = (work / "out.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def spans(records: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(record["text"], span) for record in records for span in record["spans"]]


def test_both_articles_are_there_with_spans(records, real_articles):
    assert [record["id"] for record in records] == [path.stem for path in real_articles]
    assert all(len(record["spans"]) > 20 for record in records)


def test_every_span_is_what_stands_there(spans):
    for text, span in spans:
        assert text[span["start"] : span["end"]] == span["text"] == span["text"].strip() != ""


def test_no_span_starts_with_a_proclitic_that_should_be_outside(spans):
    for text, span in spans:
        word = word_at(text, span["start"])
        assert word is not None
        assert span["start"] >= default_start(text, word.start, word.end), span


@pytest.mark.parametrize("word", ["للرباط", "لباكستان", "بالمغرب", "وباكستان", "وإسلام", "للمغرب"])
def test_names_behind_a_proclitic_are_found_without_it(spans, records, word):
    places = [
        (record["text"], found.start())
        for record in records
        for found in re.finditer(rf"(?<!\w){word}(?!\w)", record["text"])
    ]
    assert places, f"{word} is in neither article"
    for text, start in places:
        inside = [span for other, span in spans if other is text and span["start"] == start + 1]
        assert {span["label"] for span in inside} & {"GPE"}, text[start : start + 20]
        assert all(is_proclitic_start(text, span["start"]) for span in inside)
        assert not [span for other, span in spans if other is text and span["start"] == start]


def test_the_article_of_a_name_is_given_back(spans):
    names = {span["text"]: span["name"] for _text, span in spans if is_proclitic_start(_text, span["start"])}
    assert names["لرباط"] == "الرباط"
    assert names["باكستان"] == "باكستان"


@pytest.mark.parametrize("name", PERSONS)
def test_full_names_are_persons_wherever_they_stand(records, name):
    assert_marked_everywhere(records, name, "PERS")


@pytest.mark.parametrize("name", PLACES)
def test_countries_and_capitals_are_found_wherever_they_stand(records, name):
    assert_marked_everywhere(records, name, "GPE")


def assert_marked_everywhere(records: list[dict[str, Any]], name: str, label: str) -> None:
    """A name that stands by itself or behind و ب ل is inside a span of its label, each time."""
    count = 0
    for record in records:
        for found in re.finditer(rf"(?<!\w)[وبلف]?{re.escape(name)}(?!\w)", record["text"]):
            count += 1
            start = found.end() - len(name)
            of_label = [span for span in record["spans"] if span["label"] == label]
            assert any(s["start"] <= start and found.end() <= s["end"] for s in of_label), record["text"][
                max(0, start - 20) : found.end() + 20
            ]
    assert count, f"{name} is in neither article"


def test_ad_junk_is_not_in_the_text_and_can_be_read_again(work, records):
    from annotator.project.file import Project

    for record in records:
        assert not [piece for piece in JUNK if piece in record["text"]]
    with Project.open(work / "real.annot") as project:
        originals = [project.documents.original(record["id"]) for record in records]
    raw = "".join(original.raw.decode("utf-8") for original in originals)
    assert [piece for piece in JUNK if piece not in raw] == []
    removed = [
        original.cleaned.raw[piece.raw_start : piece.raw_end]
        for original in originals
        for piece in original.cleaned.removed()
    ]
    assert all(any(piece in one for one in removed) for piece in JUNK)


def test_the_outlet_is_known(records):
    assert records[1]["meta"]["outlet"] == "هسبرس"


def test_conll_carries_the_names_with_iob2(work):
    text = (work / "out.conll").read_text(encoding="utf-8")
    for name in PERSONS:
        first, *others = name.split()
        lines = [f"{first} B-PERS", *(f"{word} I-PERS" for word in others)]
        assert "\n".join(lines) in text
    assert re.search(r"^للرباط (B-GPE|O|I-\w+)$", text, re.MULTILINE)
    tags = [line.split(" ")[1] for line in text.splitlines() if line]
    assert all(re.fullmatch(r"O|[BI]-[A-Z]+", tag) for tag in tags)


def test_both_exports_can_be_verified(work, say: Callable[..., str]):
    for name in ("out.jsonl", "out.conll"):
        assert say("verify", work / name).endswith("is as its manifest says.\n")
