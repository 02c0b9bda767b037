"""spaCy's DocBin: what is in it, that spaCy reads and trains on it, and that ours proves it without spaCy."""

import re
import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgpack
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import hash_string
from spacy.symbols import IDS
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.corpus import Corpus

from annotator.errors import ExportDiffers, ReadBackDiffers
from annotator.exchange.exporting import export, preview
from annotator.exchange.formats.docbin import WRITER
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.docbin import SYMBOLS, docbin, hash_of
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.readback.packed import unpack
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.round_trips import filled
from tests.exchange.strategies import drawn

TEXT = "وصل  الوفد للرباط. ثم عاد\n\nالى الدار"
START = TEXT.index("لرباط")
SCHEMA = load("security-news")
PAGE = Path(__file__).parents[3] / "docs" / "formats-tables.md"


def read(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("ar").vocab))


@pytest.fixture
def exported(gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path) -> Callable[..., Path]:
    def write(*spans: tuple[object, ...], **options: object) -> Path:
        project = gold(line("001", TEXT, *spans, meta={"title": "ع", "date": "2026"}), line("002", ""))
        out = tmp_path / "out.spacy"
        export(project, out, format="docbin", by="gold", options=Options(**options))  # type: ignore[arg-type]
        return out

    return write


def test_spacy_reads_text_tokens_sentences_and_spans(exported: Callable[..., Path]) -> None:
    doc, empty = read(exported((0, START + 5, "EVENT"), (START, START + 5, "GPE")))
    assert doc.text == TEXT
    assert [token.text for token in doc] == [
        "وصل", " ", "الوفد", "للرباط", ".", "ثم", "عاد", "\n\n", "الى", "الدار",
    ]  # fmt: skip
    assert [(span.text, span.label_) for span in doc.ents] == [("وصل  الوفد للرباط", "EVENT")]
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        ("وصل  الوفد للرباط", "EVENT"),
        ("للرباط", "GPE"),
    ]
    assert [sentence[0].text for sentence in doc.sents] == ["وصل", "ثم", "الى"]
    assert doc.user_data == {"id": "001", "meta": {"title": "ع", "outlet": "", "date": "2026"}}
    assert (empty.text, empty.user_data["id"], len(empty.spans["sc"])) == ("", "002", 0)


def test_the_inner_spans_are_the_entities_when_asked_for(exported: Callable[..., Path]) -> None:
    out = exported((0, START + 5, "EVENT"), (START, START + 5, "GPE"), nested="innermost", clitics="split")
    doc = read(out)[0]
    assert [(span.text, span.label_) for span in doc.ents] == [("لرباط", "GPE")]
    assert len(doc.spans["sc"]) == 2


def test_sublabels_are_in_the_label_when_asked_for(exported: Callable[..., Path]) -> None:
    doc = read(exported((0, 3, "ORG", "military_unit"), sublabels=True))[0]
    assert doc.ents[0].label_ == "ORG.military_unit"


@settings(max_examples=10, deadline=None)
@given(
    documents=drawn(SCHEMA),
    clitics=st.sampled_from(["whole-word", "split"]),
    nested=st.sampled_from(["outermost", "innermost"]),
)
def test_everything_is_written_so_that_it_is_proved(
    documents: Sequence[Outgoing], clitics: str, nested: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with filled(folder, documents, schema=SCHEMA) as project:
            options = Options(clitics=clitics, nested=nested, sublabels=True)  # type: ignore[arg-type]
            seen = preview(project, format="docbin", by="gold", options=options)
            report = export(project, folder / "x.spacy", format="docbin", by="gold", options=options)
        assert (seen.spans, seen.lost, seen.lacks) == (report.spans, report.lost, report.lacks)
        assert verify(folder / "x.spacy").spans == report.spans
        docs = read(folder / "x.spacy")
    assert [doc.text for doc in docs] == [document.text for document in documents]
    for doc, document in zip(docs, documents, strict=True):
        widened = {(span.start_char, span.end_char) for span in doc.spans["sc"]}
        for span in document.spans:
            assert any(start <= span.start and span.end <= end for start, end in widened)


@pytest.mark.parametrize(("nested", "kind"), [("outermost", "inside"), ("innermost", "around")])
def test_of_one_label_on_one_token_the_span_that_was_asked_for_is_kept(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path, nested: str, kind: str
) -> None:
    project = gold(line("1", TEXT, (START - 1, START + 5, "WEA"), (START, START + 5, "WEA")))
    options = Options(nested=nested)  # type: ignore[arg-type]
    report = export(project, tmp_path / "o", format="docbin", by="gold", options=options)
    assert [(loss.kind.value, loss.count) for loss in report.lost] == [(kind, 1)]


def test_the_same_export_gives_the_same_bytes(exported: Callable[..., Path]) -> None:
    first = exported((0, 3, "ORG")).read_bytes()
    assert exported((0, 3, "ORG")).read_bytes() == first


# --- training -----------------------------------------------------------------------------------------


def test_spacy_trains_entities_and_spans_on_it(exported: Callable[..., Path]) -> None:
    out = exported((0, START + 5, "EVENT"), (START, START + 5, "GPE"))
    nlp = spacy.blank("ar")
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", **SMALL}})
    nlp.add_pipe("spancat", config={"spans_key": "sc"})
    examples = list(Corpus(out)(nlp))
    assert [example.reference.text for example in examples] == [TEXT]  # spaCy leaves empty texts out
    optimizer = nlp.initialize(lambda: examples)
    losses = nlp.update(examples, sgd=optimizer)
    assert losses["ner"] > 0
    assert losses["spancat"] > 0
    assert set(nlp.get_pipe("ner").labels) == {"EVENT"}
    assert set(nlp.get_pipe("spancat").labels) == {"EVENT", "GPE"}


SMALL = {
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 16,
    "maxout_pieces": 1,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 16,
        "depth": 1,
        "embed_size": 100,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    },
}


def test_what_spacy_s_own_tokeniser_cuts_alike_is_aligned(exported: Callable[..., Path]) -> None:
    out = exported((START, START + 5, "GPE"))
    (reference, _empty) = read(out)
    example = Example(spacy.blank("ar").make_doc(reference.text), reference)
    assert [tag for tag in example.get_aligned_ner() if tag != "O"] == ["U-GPE"]


def test_the_tokeniser_of_the_page_cuts_alike(tmp_path: Path) -> None:
    """spaCy with it, kept and loaded again, learns from every span, whatever stands between the tokens."""
    (code,) = re.findall("```python\n(import spacy\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})
    config = {"nlp": {"tokenizer": {"@tokenizers": "annotator.words"}}}
    spacy.blank("ar", config=config).to_disk(tmp_path / "model")
    nlp = spacy.load(tmp_path / "model")
    texts = [TEXT, "قال: «المكان”.»  \u200f(بغداد؟)\n\n ثم", "", " ", "أ\tب\xa0ج 3.5 F-16 a@b.ma"]
    documents = [Outgoing(str(number), text) for number, text in enumerate(texts)]
    WRITER.write(documents, tmp_path / "x.spacy", options=Options(), tally=Tally())
    for doc in read(tmp_path / "x.spacy"):
        assert [(token.text, token.whitespace_) for token in nlp(doc.text)] == [
            (token.text, token.whitespace_) for token in doc
        ]


# --- the proof ----------------------------------------------------------------------------------------


def test_spacy_s_symbols_and_hashes_are_as_we_know_them() -> None:
    assert list(SYMBOLS) == sorted(IDS, key=IDS.__getitem__)
    for text in ("ا", "abcdefgh", "للرباط وبالمغرب", "👨‍👩‍👧", "a\x00b", "x" * 1000):
        assert hash_of(text) == hash_string(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False)
    | st.text(max_size=300) | st.binary(max_size=300),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=40), inner, max_size=20),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_messagepack_is_read_as_its_own_library_writes_it(value: object) -> None:
    assert unpack(msgpack.packb(value)) == value


@pytest.mark.parametrize(
    "data", [b"", b"\x93\x01", b"\xc1", b"\xc0\xc0", b"\xdb\xff\xff\xff\xffa", b"\x91" * 99]
)
def test_what_is_no_messagepack_is_not_proved(data: bytes) -> None:
    with pytest.raises(NotProvenError):
        unpack(data)


def test_long_messagepack_is_read() -> None:
    value = {"a": ["x" * 70_000, b"y" * 70_000, list(range(70_000))]}
    assert unpack(msgpack.packb(value)) == value


def broken(path: Path, **changed: object) -> None:
    fields = msgpack.unpackb(zlib.decompress(path.read_bytes()), strict_map_key=False)
    path.write_bytes(zlib.compress(msgpack.packb({**fields, **changed})))


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "9"},
        {"lengths": b"\x01\x00\x00\x00"},
        {"strings": []},
        {"span_groups": [b"\x90", b"\x90"]},
        {"user_data": []},
        {"tokens": b"\x00" * 8},
    ],
)
def test_a_docbin_that_contradicts_itself_is_not_proved(
    exported: Callable[..., Path], changed: dict[str, object]
) -> None:
    out = exported((0, 3, "ORG"))
    broken(out, **changed)
    with pytest.raises(NotProvenError):
        list(docbin(out, scheme=""))


def test_another_file_is_not_proved(tmp_path: Path) -> None:
    (tmp_path / "x.spacy").write_bytes(b"no zlib")
    with pytest.raises(NotProvenError):
        list(docbin(tmp_path / "x.spacy", scheme=""))


def test_a_changed_export_is_told(exported: Callable[..., Path]) -> None:
    out = exported((0, 3, "ORG"))
    broken(out, strings=["ORG"])
    with pytest.raises(ExportDiffers):
        verify(out)


def test_an_entity_that_spacy_lost_is_noticed(
    exported: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = DocBin.add

    def forgetful(packed: DocBin, doc: Doc) -> None:
        doc.ents = ()
        add(packed, doc)

    monkeypatch.setattr(DocBin, "add", forgetful)
    with pytest.raises(ReadBackDiffers):
        exported((0, 3, "ORG"))
