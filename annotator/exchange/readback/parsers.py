"""Which parser proves which format: ours, each in a module imported when it is asked for, and others'."""

from importlib import import_module
from typing import Final

from annotator.exchange import brought
from annotator.exchange.readback.documents import Parse

# A format's name -> the module here and the function in it.
_OURS: Final[dict[str, tuple[str, str]]] = {
    "jsonl": ("own", "jsonl"),
    "prodigy": ("dialects", "prodigy"),
    "doccano": ("dialects", "doccano"),
    "spacy-jsonl": ("dialects", "spacy"),
    "label-studio": ("dialects", "label_studio"),
    "conll2002": ("columns", "conll2002"),
    "conll2003": ("columns", "conll2003"),
    "wojood": ("columns", "wojood"),
    "brat": ("brat", "brat"),
    "xmi": ("xmi", "xmi"),
    "docbin": ("docbin", "docbin"),
    "huggingface": ("tables", "huggingface"),
    "parquet": ("tables", "parquet"),
    "tsv": ("tables", "tsv"),
}


def parser(name: str) -> Parse:
    """Return what reads a format back, ours or one that another package brings.

    Raises KeyError where nothing does, and BrokenFormat.
    """
    if name not in _OURS:
        theirs: Parse = brought.modules()[name].READ_BACK
        return theirs
    module, function = _OURS[name]
    ours: Parse = getattr(import_module(f"annotator.exchange.readback.{module}"), function)
    return ours
