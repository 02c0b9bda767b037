"""What each format is for: grouped by who reads it, a sentence each."""

from typing import Final

from annotator.words import N_

OWN: Final = N_("Annotator and your own programs")
TAGGERS: Final = N_("Taggers that read tokens")
SPACY: Final = N_("spaCy and Prodigy")
FACE: Final = N_("Hugging Face and data frames")
TOOLS: Final = N_("Other labelling tools")
SHEETS: Final = N_("Spreadsheets")
OTHERS: Final = N_("Brought by other packages")

GROUPS: Final = (OWN, TAGGERS, SPACY, FACE, TOOLS, SHEETS, OTHERS)
FORMATS: Final = {
    "jsonl": (
        OWN,
        "JSONL",
        N_("Everything there is: texts, spans, sublabels, what is known of each article."),
    ),
    "conll2002": (
        TAGGERS,
        "CoNLL-2002",
        N_("A token and its tag in each line. Flat: of nested spans one is written."),
    ),
    "conll2003": (TAGGERS, "CoNLL-2003", N_("As 2002, with four columns and a line before each document.")),
    "wojood": (TAGGERS, "Wojood", N_("A token and the tags of all layers in each line: nested spans stay.")),
    "docbin": (
        SPACY,
        "spaCy DocBin",
        N_("For «spacy train»: one layer of entities, and all spans beside it."),
    ),
    "spacy-jsonl": (
        SPACY,
        "spaCy JSONL",
        N_("A text and its entities in each line, for scripts that train spaCy."),
    ),
    "prodigy": (SPACY, "Prodigy", N_("Tasks with tokens and spans, to be gone over in Prodigy.")),
    "huggingface": (
        FACE,
        "Hugging Face",
        N_("A folder with features and a card, which «datasets» loads as it is."),
    ),
    "parquet": (
        FACE,
        "Parquet",
        N_("One table with a row for each document, quick to read in any data frame."),
    ),
    "doccano": (TOOLS, "doccano", N_("A text and its labels in each line, to be imported in doccano.")),
    "label-studio": (TOOLS, "Label Studio", N_("Tasks with finished annotations, to be imported there.")),
    "brat": (TOOLS, "brat", N_("A folder with a text and its annotations for each document.")),
    "xmi": (
        TOOLS,
        "INCEpTION",
        N_("UIMA CAS XMI, a file for each document, as INCEpTION reads and writes it."),
    ),
    "tsv": (SHEETS, "TSV", N_("A row for each span with its place and its words, to be opened as a table.")),
}
"""By the name of a format: its group, what it is called, and what it is for."""


def words_of(name: str) -> tuple[str, str, str]:
    """Return group, name and sentence of a format; one that another package brings has its name alone."""
    return FORMATS.get(name, (OTHERS, name, ""))
