"""What of CAMeL's data Annotator can use, and how CAMeL publishes it. Nothing is fetched by these facts.

They are those of CAMeL's catalogue for its version 1.6 (2026-06-08).
"""

from dataclasses import dataclass
from typing import Final

from annotator.words import N_

RECOGNISER: Final = "ner-arabert"
MORPHOLOGY: Final = "morphology-db-msa-r13"
CATALOGUE_ADDRESS: Final = (
    "https://raw.githubusercontent.com/CAMeL-Lab/camel-tools-data/main/catalogue-1.6.json"
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of CAMeL's data: the catalogue has it as `component` and `dataset`, `data/` at `place`.

    `size` is in bytes, as it is installed; `needs` are the files without which it cannot be read.
    """

    name: str
    component: str
    dataset: str
    place: str
    purpose: str
    licence: str
    size: int
    address: str
    needs: tuple[str, ...]


_RELEASES: Final = "https://github.com/CAMeL-Lab/camel-tools-data/releases/download"
_NAMES: Final = N_("recognises persons, places and organisations")
_WORDS: Final = N_("analyses words, so that a verb is less likely taken for a name")

PACKAGES: Final = (
    Package(
        RECOGNISER,
        "NamedEntityRecognition",
        "arabert",
        "ner/arabert",
        _NAMES,
        "AraBERT",
        541_609_492,
        f"{_RELEASES}/2026.06.08/ner_arabert-1.1.0.zip",
        ("config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"),
    ),
    Package(
        MORPHOLOGY,
        "MorphologyDB",
        "calima-msa-r13",
        "morphology_db/calima-msa-r13",
        _WORDS,
        "GPL v2",
        40_488_318,
        f"{_RELEASES}/2022.03.21/morphology_db_calima-msa-r13-0.4.0.zip",
        ("morphology.db",),
    ),
)
