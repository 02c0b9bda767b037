"""What an export is known to lack, in sentences: for whoever trains on it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from annotator.exchange.lacks import Lack
from annotator.exchange.losses import Loss, LossKind
from annotator.exchange.outgoing import Facet
from annotator.exchange.selection import SUGGESTIONS
from annotator.schema import Schema
from annotator.words import _, n_, number

FEW: Final = 50  # spans of a label: fewer teach a model little, and measure it worse

Fields = Mapping[str, Any]  # of a manifest


def gaps(fields: Fields, schema: Schema) -> Iterator[str]:
    """Yield what is missing or thin, by the manifest."""
    yield from _left_out(fields)
    for loss in fields["losses"]:
        yield Loss(LossKind(loss["kind"]), loss["label"], loss["count"], ()).sentence()
    for lack in fields["lacks"]:
        yield Lack(Facet(lack["facet"]), lack["label"], lack["count"], ()).sentence()
    yield from _thin(fields, schema)
    yield from _unsure(fields)


def _left_out(fields: Fields) -> Iterator[str]:
    filters, split = fields["filters"], fields["split"]
    if filters["states"] != ["finished"]:
        yield _("Not all work is finished: spans may be missing in documents that are not.")
    if filters["labels"]:
        yield _("Only these labels were exported: {labels}. What else is in the texts is not marked.").format(
            labels=", ".join(filters["labels"])
        )
    left_out = sum(filters["documents_left_out"].values())
    if left_out:
        yield n_(
            "{count} document was left out by outlet or date.",
            "{count} documents were left out by outlet or date.",
            left_out,
        ).format(count=number(left_out))
    if fields.get("held_back"):
        yield n_(
            "{count} document whose suggestions are held back was left out.",
            "{count} documents whose suggestions are held back were left out.",
            fields["held_back"],
        ).format(count=number(fields["held_back"]))
    if split is not None and split["between"]:
        yield between(len(split["between"]))


def between(count: int) -> str:
    """Return how many documents no part could take."""
    return n_(
        "{count} document is in no part: it is like documents of two.",
        "{count} documents are in no part: they are like documents of two.",
        count,
    ).format(count=number(count))


def _thin(fields: Fields, schema: Schema) -> Iterator[str]:
    counts = fields["counts"]["spans_by_label"]
    few = [label for label, count in counts.items() if count < FEW]
    if few:
        yield _("Labels with fewer than {count} spans: {labels}.").format(
            count=number(FEW), labels=", ".join(few)
        )
    if fields["label_map"] is None and not fields["filters"]["labels"]:
        used = {label.partition(".")[0] for label in counts}
        unused = [label for label in schema.label_ids() if label not in used]
        if unused:
            yield _("Labels of the schema without any span: {labels}.").format(labels=", ".join(unused))
    for part in fields["parts"] if fields["split"] is not None else ():
        missing = [label for label in counts if label not in part["spans_by_label"]]
        if missing:
            yield _("Labels that are not in {part}: {labels}.").format(
                part=part["split"], labels=", ".join(missing)
            )


def _unsure(fields: Fields) -> Iterator[str]:
    """Yield what speaks against trusting the labels as they are."""
    if fields["by"] == SUGGESTIONS:
        return
    people, documents = fields["annotators"], fields["counts"]["documents"]
    if fields["agreement"] is None:
        yield _("No document was finished by two annotators: how far they would agree is not known.")
    elif people["documents_by_one"]:
        yield n_(
            "{count} document was labelled by one annotator only.",
            "{count} documents were labelled by one annotator only.",
            people["documents_by_one"],
        ).format(count=number(people["documents_by_one"]))
    nobody = documents - people["documents_by_one"] - people["documents_by_several"]
    if nobody > 0:
        yield n_(
            "Of {count} document, the work of no annotator is in the project.",
            "Of {count} documents, the work of no annotator is in the project.",
            nobody,
        ).format(count=number(nobody))
    split = fields["split"]
    if split is not None and split["undated"]:
        yield n_(
            "{count} document without a date is in the first part.",
            "{count} documents without a date are in the first part.",
            split["undated"],
        ).format(count=number(split["undated"]))
    if split is not None and split["without_outlet"]:
        yield n_(
            "{count} document without an outlet is in the first part.",
            "{count} documents without an outlet are in the first part.",
            split["without_outlet"],
        ).format(count=number(split["without_outlet"]))
