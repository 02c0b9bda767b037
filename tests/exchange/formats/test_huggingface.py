"""The folder that `datasets` loads: offline, tags with names, ready for token classification."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import datasets
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from annotator.errors import ExportDiffers
from annotator.exchange import registry
from annotator.exchange.exporting import export
from annotator.exchange.formats.huggingface import WRITER
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.readback.tables import huggingface as read_back
from annotator.exchange.splits import Split
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.formats.taken import taken
from tests.exchange.round_trips import comes_back
from tests.exchange.strategies import drawn

SCHEMA = load("security-news")
TEXT = "وصل الوفد للرباط. ثم عاد."
START = TEXT.index("لرباط")


@settings(max_examples=7, deadline=None)
@given(
    documents=drawn(SCHEMA),
    scheme=st.sampled_from(WRITER.schemes),
    clitics=st.sampled_from(["whole-word", "split"]),
    nested=st.sampled_from(["outermost", "innermost"]),
)
def test_everything_comes_back(documents: Sequence[Outgoing], scheme: str, clitics: Any, nested: Any) -> None:
    options = Options(scheme=scheme, clitics=clitics, nested=nested)
    report = comes_back(documents, schema=SCHEMA, format="huggingface", options=options)
    assert (report.lost, report.lacks) == ((), ())


@pytest.fixture
def project(gold: Callable[..., Project], line: Callable[..., str]) -> Project:
    spans = (0, START + 5, "EVENT"), (START, START + 5, "GPE")
    return gold(
        line("001", TEXT, *spans, meta={"title": "ع", "date": "2026-01-02"}),
        line("002", "لبنان", (0, 5, "GPE"), meta={"date": "2026-05-02"}),
        line("003", "وصل لبنان وعاد", (4, 9, "GPE"), meta={"date": "2026-09-02"}),
    )


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Loads a folder as its user does; offline, so that nothing is asked of anybody."""
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    datasets.disable_progress_bars()
    return lambda folder, *names: datasets.load_dataset(
        str(folder), *names, cache_dir=str(tmp_path / "cache")
    )


def with_head(out: Path) -> Path:
    """Make sure of the head of the card, which says what the folder holds."""
    fields = json.loads((out / "manifest.json").read_bytes())
    head = WRITER.card_head({part["split"]: part["path"] for part in fields["parts"]})
    card = out / "README.md"
    if not card.exists():
        card.write_text(head, encoding="utf-8")
    assert card.read_text(encoding="utf-8").startswith(head)
    return out


def test_datasets_loads_the_folder_with_named_tags(
    project: Project, loaded: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(project, out, format="huggingface", by="gold")
    found = loaded(with_head(out))["train"]
    tag = found.features["ner_tags"].feature
    assert found[0]["tokens"] == ["وصل", "الوفد", "للرباط", "."]
    assert [tag.int2str(number) for number in found[0]["ner_tags"]] == ["B-EVENT", "I-EVENT", "I-EVENT", "O"]
    assert (found[1]["document"], found[1]["sentence"]) == ("001", 1)
    assert tag.names[:3] == ["O", "B-PERS", "I-PERS"]  # in the schema's order, used or not
    assert len(tag.names) == 1 + 2 * len(SCHEMA.labels)
    whole = loaded(out, "documents")["train"]
    assert whole[0]["text"] == TEXT
    assert [span["label"] for span in whole[0]["spans"]] == ["EVENT", "GPE"]
    assert all(one["text"] == whole[0]["text"][one["start"] : one["end"]] for one in whole[0]["spans"])


def test_splits_are_the_splits_of_the_library_with_the_same_tags(
    project: Project, loaded: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    split = Split("s", by="ratio", ratios={"train": 1, "dev": 1, "test": 1})
    report = export(project, out, format="huggingface", by="gold", split=split)
    assert (report.documents, verify(out).documents) == (3, 3)
    found = loaded(with_head(out))
    assert set(found) <= {"train", "validation", "test"}
    assert len(found) == len(report.parts)
    assert len({tuple(part.features["ner_tags"].feature.names) for part in found.values()}) == 1


def test_a_batch_is_aligned_to_a_tokeniser_of_subwords(
    project: Project, loaded: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(project, out, format="huggingface", by="gold")
    found = loaded(with_head(out))["train"]
    tokeniser = Tokenizer(models.WordPiece(unk_token="?"))
    tokeniser.pre_tokenizer = pre_tokenizers.Whitespace()
    tokeniser.train_from_iterator(
        found["tokens"], trainers.WordPieceTrainer(vocab_size=30, special_tokens=["?"])
    )

    def aligned(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        cut = tokeniser.encode_batch(batch["tokens"], is_pretokenized=True)
        labels = [
            [tags[word] for word in one.word_ids] for one, tags in zip(cut, batch["ner_tags"], strict=True)
        ]
        return {
            "input_ids": [one.ids for one in cut],
            "labels": labels,
            "words": [one.word_ids for one in cut],
        }

    batch = found.map(aligned, batched=True, load_from_cache_file=False)
    names = found.features["ner_tags"].feature.names
    for row in batch:
        assert len(row["input_ids"]) == len(row["labels"]) >= len(row["tokens"])
        for label, word in zip(row["labels"], row["words"], strict=True):
            assert names[label] == names[row["ner_tags"][word]]
    cities = [
        row["tokens"][word]
        for row in batch
        for label, word in zip(row["labels"], row["words"], strict=True)
        if names[label] == "B-GPE"
    ]
    assert set(cities) == {"لبنان"}


def test_the_sentences_are_not_imported_beside_their_documents(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(project, out, format="huggingface", by="gold")
    assert [found.id for found in taken(out)] == ["001", "002", "003"]
    (out / "data" / "documents.parquet").unlink()
    alone = taken(out)
    assert [found.id for found in alone] == ["001", "002", "003"]
    assert alone[0].cleaned is not None
    assert alone[0].cleaned.text == "وصل الوفد للرباط .\nثم عاد ."


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("ner_tags", [[1], [0], [0], [0]]),
        ("ner_tags", [[999] * 4, [0] * 3, [1], [0] * 3]),
        ("ner_tags", [[2] * 4, [0] * 3, [1], [0] * 3]),
        ("sentence", [0, 0, 0, 0]),
        ("document", ["001", "001", "002", "004"]),
    ],
)
def test_sentences_that_contradict_the_documents_are_not_proved(
    project: Project, tmp_path: Path, column: str, values: list[Any]
) -> None:
    out = tmp_path / "out"
    export(project, out, format="huggingface", by="gold")
    path = out / "data" / "tokens.parquet"
    table = parquet.read_table(path)
    place = table.column_names.index(column)
    table = table.set_column(
        place, table.schema.field(place), pyarrow.array(values, table.schema.field(place).type)
    )
    parquet.write_table(table, path)
    with pytest.raises(NotProvenError):
        list(read_back(out / "data", scheme="IOB2"))
    with pytest.raises(ExportDiffers):
        verify(out)


def test_the_names_of_the_tags_are_proved_too(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(project, out, format="huggingface", by="gold")
    path = out / "data" / "tokens.parquet"
    parquet.write_table(parquet.read_table(path).replace_schema_metadata({}), path)
    with pytest.raises(NotProvenError, match="names"):
        list(read_back(out / "data", scheme="IOB2"))


def test_it_is_there_to_be_asked_for() -> None:
    assert registry.writers()["huggingface"].is_folder
