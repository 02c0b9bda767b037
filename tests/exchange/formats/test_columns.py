"""The formats of a token a line: golden bytes, the way out and in again, and what reads them."""

import re
import tempfile
import warnings
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, Entities

from annotator.exchange.exporting import export
from annotator.exchange.importing import import_paths
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.documents import FlatDocument
from annotator.exchange.readback.parsers import parser
from annotator.exchange.registry import writer_for
from annotator.exchange.schemes import SCHEMES
from annotator.exchange.verify import verify
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.round_trips import comes_back, filled
from tests.exchange.strategies import drawn

SCHEMA = load("security-news")
FORMATS = ("conll2002", "conll2003", "wojood")
THEIRS = {"IOB2": IOB2, "IOB1": IOB1, "BIOES": IOBES, "BILOU": BILOU}

# Nesting three deep, two that touch, and two that share a word.
TEXT = "التقى وزير خارجية باكستان علي فاس في بيروت دمشق"
SPANS = (
    Span(6, 25, "OCC"),
    Span(11, 25, "ORG"),
    Span(18, 25, "GPE"),
    Span(26, 29, "PERS"),
    Span(30, 33, "PERS"),
    Span(37, 42, "GPE"),
    Span(43, 47, "GPE"),
)


def _written(tmp_path: Path, *documents: Outgoing, format: str, **options: str) -> tuple[str, Tally]:  # noqa: A002
    tally = Tally()
    chosen = Options(**options)  # type: ignore[arg-type]  # whatever a test asks for
    writer_for(format).write(documents, tmp_path / "out", options=chosen, tally=tally)
    return (tmp_path / "out").read_text(encoding="utf-8"), tally


def _columns(content: str) -> str:
    return " ".join(line.partition(" ")[2] for line in content.split("\n")[2:] if line)


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB2", "O B-OCC I-OCC I-OCC B-PERS B-PERS O B-GPE B-GPE"),
        ("IOB1", "O I-OCC I-OCC I-OCC I-PERS B-PERS O I-GPE B-GPE"),
        ("BIOES", "O B-OCC I-OCC E-OCC S-PERS S-PERS O S-GPE S-GPE"),
        ("BILOU", "O B-OCC I-OCC L-OCC U-PERS U-PERS O U-GPE U-GPE"),
    ],
)
def test_each_scheme_in_golden_tags(tmp_path: Path, scheme: str, tags: str) -> None:
    document = Outgoing("1", TEXT, spans=SPANS)
    content, tally = _written(tmp_path, document, format="conll2002", scheme=scheme)
    assert _columns(content) == tags
    assert sum(loss.count for loss in tally.lost) == 2


def test_wojood_has_a_tag_for_every_span_over_a_token(tmp_path: Path) -> None:
    content, tally = _written(tmp_path, Outgoing("1", TEXT, spans=SPANS), Outgoing("2", ""), format="wojood")
    assert content == (
        "-DOCSTART-:1 O\n\nالتقى O\nوزير B-OCC\nخارجية I-OCC B-ORG\nباكستان I-OCC I-ORG B-GPE\nعلي B-PERS\n"
        "فاس B-PERS\nفي O\nبيروت B-GPE\nدمشق B-GPE\n\n-DOCSTART-:2 O\n\n"
    )
    assert tally.lost == ()


def test_what_shares_a_word_in_wojood_stays_in_its_column(tmp_path: Path) -> None:
    spans = (Span(0, 5, "A"), Span(5, 10, "B"), Span(5, 7, "C"), Span(8, 10, "A"))
    content, tally = _written(tmp_path, Outgoing("1", "aa bbcc dd", spans=spans), format="wojood")
    assert content.split("\n")[2:5] == ["aa B-A", "bbcc I-A B-B B-C", "dd O I-B B-A"]
    assert tally.lost == ()


def test_the_same_tag_on_the_same_words_goes_out_once(tmp_path: Path) -> None:
    spans = (Span(0, 2, "A"), Span(2, 4, "A"), Span(2, 4, "B"))
    content, tally = _written(tmp_path, Outgoing("1", "aabb", spans=spans), format="wojood")
    assert _columns(content) == "B-A B-B"
    assert [(loss.kind.value, loss.label, loss.count) for loss in tally.lost] == [("same_word", "A", 1)]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("id_", ["001", "هسبرس/7 %", "O", "-X-", "a\u2028b", "_", "%20"])
def test_ids_come_back_whatever_they_hold(tmp_path: Path, format_: str, id_: str) -> None:
    comes_back([Outgoing(id_, "وصل", title="وصل")], schema=SCHEMA, format=format_)


def _all_options() -> st.SearchStrategy[Options]:
    return st.builds(
        Options,
        clitics=st.sampled_from(["whole-word", "split"]),
        nested=st.sampled_from(["outermost", "innermost"]),
        sublabels=st.booleans(),
        scheme=st.sampled_from(SCHEMES),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn(SCHEMA), st.sampled_from(["conll2002", "conll2003"]), _all_options())
def test_what_goes_out_comes_in_again_but_for_what_was_said_to_be_lost(
    documents: list[Outgoing], format_: str, options: Options
) -> None:
    comes_back(documents, schema=SCHEMA, format=format_, options=options)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn(SCHEMA), _all_options())
def test_nested_columns_lose_nothing_but_the_same_tag_on_the_same_words(
    documents: list[Outgoing], options: Options
) -> None:
    """They come in as suggestions: spans of neighbours in one word cross once they are widened."""
    with tempfile.TemporaryDirectory() as name, filled(Path(name), documents, schema=SCHEMA) as project:
        out = Path(name, "out.conll")
        report = export(project, out, format="wojood", by=GOLD, options=options)
        assert verify(out).spans == report.spans
        with Project.create(Path(name, "q.annot"), schema=SCHEMA, name="q") as other:
            found = import_paths(other, [out], format="wojood", as_suggestions=True)
            assert [str(refusal) for refusal in found.refused] == []
            assert found.spans == report.spans
    assert {loss.kind.value for loss in report.lost} <= {"same_word", "inside", "around", "no_word"}
    lost = sum(loss.count for loss in report.lost)
    assert report.spans + lost == sum(len(document.spans) for document in documents)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_tokens_that_were_given_go_out_as_they_came_in(data: st.DataObject) -> None:
    """The same bytes, in another scheme and back: tokens, sentences, ids and tags."""
    documents = data.draw(drawn(SCHEMA))
    format_ = data.draw(st.sampled_from(["conll2002", "conll2003"]))
    scheme, other = data.draw(st.permutations(SCHEMES))[:2]
    with tempfile.TemporaryDirectory() as name:
        first, second, third = (Path(name, f"{number}.conll") for number in range(3))
        chosen = Options(clitics=data.draw(st.sampled_from(["whole-word", "split"])), scheme=scheme)
        writer_for(format_).write(documents, first, options=chosen, tally=Tally())
        for source, target, its_scheme in ((first, second, other), (second, third, scheme)):
            with Project.create(target.with_suffix(".annot"), schema=SCHEMA, name="p") as project:
                report = import_paths(project, [source], format=format_, annotator=GOLD)
                assert [str(refusal) for refusal in report.refused] == []
                export(project, target, format=format_, by=GOLD, options=Options(scheme=its_scheme))
        assert third.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("format_", ["conll2002", "conll2003"])
@pytest.mark.parametrize("clitics", ["whole-word", "split"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_seqeval_finds_the_same_entities(
    tmp_path: Path,
    gold: Callable[..., Project],
    line: Callable[..., str],
    format_: str,
    clitics: str,
    scheme: str,
) -> None:
    places = [(span.start, span.end, span.label) for span in SPANS]
    project = gold(line("1", f"{TEXT}. وصل للرباط", *places, (53, 58, "GPE")), line("2", "لا شيء"))
    out = tmp_path / "o.conll"
    options = Options(clitics=clitics, scheme=scheme)  # type: ignore[arg-type]
    report = export(project, out, format=format_, by="gold", options=options)
    # Read as most do: lines of -DOCSTART- are passed over, the first column is a token, the last its tag.
    rows = [row.split() for row in out.read_text(encoding="utf-8").split("\n")]
    rows = [row for row in rows if not row or not row[0].startswith("-DOCSTART-")]
    sentences = [[row[-1] for row in block] for full, block in groupby(rows, key=bool) if full]
    strict = Entities(sentences, THEIRS[scheme]).entities
    found = [(entity.start, entity.end - 1, entity.tag) for tags in strict for entity in tags]
    (document, _empty) = parser(format_)(out, scheme=scheme)
    assert isinstance(document, FlatDocument)
    assert len(found) == report.spans == len(document.entities) == 6
    firsts = [0, len(sentences[0])]  # of two sentences in the first document
    ours = [
        (entity.first - max(first for first in firsts if first <= entity.first),
         entity.last - max(first for first in firsts if first <= entity.first), entity.label)
        for entity in document.entities
    ]  # fmt: skip
    assert found == ours
    if scheme in ("IOB2", "BIOES"):  # what its unnamed reading is made for
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert len(get_entities(sentences)) == report.spans


def test_those_who_know_no_borders_find_a_tag_on_them(tmp_path: Path) -> None:
    """Some take the second column for the tag, some the last; each has to find one that is in the scheme."""
    for format_, column in (("conll2002", 1), ("conll2002", -1), ("conll2003", -1), ("wojood", 1)):
        content, _ = _written(tmp_path, Outgoing("O B-GPE", TEXT, spans=SPANS), format=format_)
        tags = {line.split()[column] for line in content.split("\n") if line}
        assert all(re.fullmatch(r"O|[BI]-[A-Z]+", tag) for tag in tags)


def test_wojood_s_own_way_of_reading_finds_every_tag(tmp_path: Path) -> None:
    """It splits lines at blanks, and takes what follows the token for tags, as many as there are."""
    content, _ = _written(tmp_path, Outgoing("1", TEXT, spans=SPANS), format="wojood")
    rows = [line.split() for line in content.splitlines() if line.strip()]
    begun = [tag.split("-", 1)[1] for _token, *tags in rows for tag in tags if tag.startswith("B-")]
    assert sorted(begun) == sorted(span.label for span in SPANS)


def test_given_tokens_are_kept_and_cut_only_when_that_is_asked_for(tmp_path: Path) -> None:
    text = "(والحكومة) -DOCSTART- 3.5.-DOCSTART-\nثم"
    document = Outgoing("1", text, meta={"tokens": "spaces"}, spans=(Span(1, 9, "ORG"),))
    content, tally = _written(tmp_path, document, format="conll2002")
    assert content.split("\n\n")[1:-1] == ["(والحكومة) B-ORG\n- O\nDOCSTART- O\n3.5.-DOCSTART- O", "ثم O"]
    assert tally.widened == 1
    content, _ = _written(tmp_path, document, format="conll2002", clitics="split")
    assert "(والحكومة) B-ORG" in content
