"""The sample articles 01-06 as a project with planted errors."""

from pathlib import Path

from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.controls import PLANT
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.text.cleaning import clean

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = load("security-news")
TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "seeds" / "articles").glob("0[1-6]-*.txt"))
}
SEED = 11


def new(document_id, text):
    return NewDocument(document_id, text.encode(), "utf-8", clean(text, steps=()))


def make(path):
    """Suggest on the six articles, with an error in every tenth place."""
    with Project.create(path, schema=SCHEMA) as made:
        for id_, text in TEXTS.items():
            made.documents.add(new(id_, text))
        made.settings.put("seed", SEED)
        made.settings.put(PLANT, 0.1)
        suggest_documents(made, sources=sources_for(made))
