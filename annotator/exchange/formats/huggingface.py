"""A folder that Hugging Face's `datasets` loads, without a network and without a script.

For each split two Parquet files: `tokens`, a sentence a row with its tokens and numbered tags, is what token
classification trains on; `documents` has every document whole, with its spans by offsets, nested ones too.
The head of README.md names both as configurations.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.exchange.extra import needed
from annotator.exchange.flat import flatten
from annotator.exchange.formats.parquet import DocumentTable, Table
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.exchange.schemes import OUTSIDE, SCHEMES

DOCUMENTS: Final = "documents.parquet"
TOKENS: Final = "tokens.parquet"
_LETTERS: Final = {"IOB2": "BI", "IOB1": "BI", "BIOES": "BIES", "BILOU": "BILU"}
_SPLITS: Final = {"": "train", "dev": "validation"}  # what the library's users expect


class HuggingFaceWriter:
    """Writes a folder a split."""

    name = "huggingface"
    suffix = ""
    is_folder = True
    schemes = SCHEMES
    carries = frozenset(Facet)

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents into the folder `path`; raises FormatNotInstalled."""
        numbers = {tag: number for number, tag in enumerate(_names(options))}
        schema = _schema(needed("pyarrow", format=self.name), numbers)
        with (
            DocumentTable(path / DOCUMENTS, format=self.name) as whole,
            Table(path / TOKENS, schema=schema, format=self.name) as tokens,
        ):
            for document in documents:
                whole.add(document)
                for number, (surfaces, tags) in enumerate(self._sentences(document, options, tally)):
                    tokens.add_row(
                        {
                            "document": document.id,
                            "sentence": number,
                            "tokens": surfaces,
                            "ner_tags": [numbers[tag] for tag in tags],
                        }
                    )

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing would carry: all spans, for those that have no place in tags are beside them."""
        self._sentences(document, options, tally)

    def part(self, split: str) -> str:
        """Return the folder of a split inside the whole."""
        return f"data/{split}" if split else "data"

    def card_head(self, parts: Mapping[str, str]) -> str:
        """Return the head of README.md in YAML; `parts` has the folder of each split."""
        lines = ["---", "language:", "- ar", "task_categories:", "- token-classification", "configs:"]
        for config, file in (("tokens", TOKENS), ("documents", DOCUMENTS)):
            lines += [
                f"- config_name: {config}",
                *["  default: true"] * (config == "tokens"),
                "  data_files:",
            ]
            for split, folder in parts.items():
                # JSON strings are YAML strings.
                lines += [
                    f"  - split: {json.dumps(_SPLITS.get(split, split))}",
                    f"    path: {json.dumps(f'{folder}/{file}')}",
                ]
        return "\n".join([*lines, "---", ""])

    def _sentences(
        self, document: Outgoing, options: Options, tally: Tally
    ) -> list[tuple[list[str], list[str]]]:
        beside = Tally()  # what one tag a token cannot carry is in the table of documents
        flat = flatten(document, options=options, tally=beside)
        tally.documents += 1
        tally.spans.update(span.label for span in document.spans)
        tally.tokens += beside.tokens
        tally.sentences += beside.sentences
        tally.widened += beside.widened
        tally.given += beside.given
        return flat.sentences


def _names(options: Options) -> list[str]:
    """Return every tag that a token may have; a tag's number is its place."""
    letters = _LETTERS[options.scheme or SCHEMES[0]]
    return [OUTSIDE, *(f"{letter}-{tag}" for tag in options.tags for letter in letters)]


def _schema(arrow: Any, names: Iterable[str]) -> Any:
    features = {
        "document": {"dtype": "string", "_type": "Value"},
        "sentence": {"dtype": "int32", "_type": "Value"},
        # «Sequence» is what versions before 4 call a list, and the later ones still read.
        "tokens": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"},
        "ner_tags": {"feature": {"names": list(names), "_type": "ClassLabel"}, "_type": "Sequence"},
    }
    return arrow.schema(
        {
            "document": arrow.string(),
            "sentence": arrow.int32(),
            "tokens": arrow.list_(arrow.string()),
            "ner_tags": arrow.list_(arrow.int64()),
        },
        metadata={"huggingface": json.dumps({"info": {"features": features}}, ensure_ascii=False)},
    )


WRITER: Final = HuggingFaceWriter()
