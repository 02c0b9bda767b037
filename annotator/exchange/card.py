"""The data card: what an export is, whence, by whom, and what is known to be missing, in Markdown.

It says what the manifest says, for people. Annotators go by numbers, unless somebody asked for their names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from annotator.exchange.gaps import gaps
from annotator.exchange.selection import SUGGESTIONS
from annotator.model import GOLD
from annotator.schema import Schema
from annotator.text.printable import printable
from annotator.words import _, language, n_, number

NAME: Final = "README.md"
_MOST_OUTLETS: Final = 30  # lines of a table

Fields = Mapping[str, Any]  # of a manifest


def path_of(out: Path) -> Path:
    """Return where the card of the file `out` lies."""
    return out.with_name(f"{out.name}.{NAME}")


def text(fields: Fields, *, schema: Schema, head: str = "") -> str:
    """Return the card of an export; `fields` are its manifest's, `head` stands above all (YAML, for some)."""
    sections = [
        [f"# {_escaped(fields['project'])}", "", *_summary(fields)],
        _section(_("What is in it"), [*_parts(fields), *_labels(fields, schema)]),
        _section(_("Where it comes from"), _sources(fields["sources"])),
        _section(_("Who labelled it"), [*_people(fields), *_agreement(fields["agreement"])]),
        _section(_("How it is written"), _form(fields)),
        _section(_("Known gaps"), [f"- {_escaped(gap)}" for gap in gaps(fields, schema)]),
    ]
    return head + "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"## {title}", "", *found] if found else []


def _summary(fields: Fields) -> Iterator[str]:
    counts = fields["counts"]
    documents = n_("{count} document", "{count} documents", counts["documents"])
    spans = n_("{count} span", "{count} spans", counts["spans"])
    yield _("{documents} with {spans}, labelled by the schema {schema}, version {version}.").format(
        documents=documents.format(count=number(counts["documents"])),
        spans=spans.format(count=number(counts["spans"])),
        schema=_escaped(fields["schema"]["id"]),
        version=number(fields["schema"]["version"]),
    )
    label_map = fields["label_map"]
    if label_map is not None:
        yield _("The labels were renamed by the map {name}; the manifest has it.").format(
            name=_escaped(label_map["name"])
        )
    yield ""
    yield _("No licence is stated here: whoever passes this on says under which terms the texts may be used.")


def _parts(fields: Fields) -> Iterator[str]:
    split = fields["split"]
    if split is None:
        return
    rows = [(part["split"], number(part["documents"]), number(part["spans"])) for part in fields["parts"]]
    yield from _table((_("part"), _("documents"), _("spans")), rows)
    yield ""
    ratio = "/".join(f"{one:g}" for one in split["ratios"].values())
    yield {
        "ratio": _("Divided {ratio} at random, seed {seed}, so that each part has its share of every label."),
        "date": _("Divided {ratio} by date: the first part is the oldest."),
        "outlet": _("Divided {ratio} by outlet: none is in two parts."),
    }[split["by"]].format(ratio=ratio, seed=number(split["seed"]))
    yield _("Copies of an article, and what is nearly a copy, are in one part.")
    yield ""


def _labels(fields: Fields, schema: Schema) -> Iterator[str]:
    parts = fields["parts"]
    counts = fields["counts"]["spans_by_label"]
    if not counts:
        return
    heads = [part["split"] for part in parts] if len(parts) > 1 else []
    rows = []
    for label in sorted(counts, key=lambda label: (-counts[label], label)):
        of_parts = [number(part["spans_by_label"].get(label, 0)) for part in parts] if heads else []
        rows.append((label, _called(label, schema, fields["label_map"]), number(counts[label]), *of_parts))
    yield from _table((_("label"), _("meaning"), _("spans"), *heads), rows)


def _called(label: str, schema: Schema, label_map: object) -> str:
    """Return a label's name, where it is one of the schema's."""
    id_, _dot, sublabel = label.partition(".")
    if label_map is not None or id_ not in schema:
        return ""
    called = schema.label(id_).names.in_language(language())
    found = {one.id: one for one in schema.label(id_).sublabels}.get(sublabel)
    return called if found is None else f"{called}, {found.names.in_language(language())}"


def _sources(sources: Fields) -> Iterator[str]:
    outlets = dict(sources["outlets"])
    unknown = outlets.pop("", 0)
    rows = [(outlet, number(count)) for outlet, count in outlets.items()][:_MOST_OUTLETS]
    others = list(outlets.values())[_MOST_OUTLETS:]
    if others:
        rows.append((_("others"), number(sum(others))))
    if unknown and rows:
        rows.append((_("not known"), number(unknown)))
    if rows:
        yield from _table((_("outlet"), _("documents")), rows)
    else:
        yield _("No outlet is known.")
    yield ""
    if sources["first_day"] is None:
        yield _("No date is known.")
    else:
        yield _("Published from {first} to {last}, as far as dates are known.").format(
            first=sources["first_day"], last=sources["last_day"]
        )


def _people(fields: Fields) -> Iterator[str]:
    people = fields["annotators"]
    if fields["by"] == SUGGESTIONS:
        yield _("Nobody: the spans are what Annotator suggested, and no person confirmed them.")
        return
    if fields["by"] == GOLD:
        yield _("The labels are the reference (gold): adjudicated, or brought in as such.")
    else:
        yield _("The labels are the work of one annotator.")
    if people["work"]:
        yield ""
        rows = [(one["annotator"], number(one["documents"]), number(one["spans"])) for one in people["work"]]
        yield from _table((_("annotator"), _("documents"), _("spans")), rows)
        yield ""
        yield _("{several} of the documents were finished by two annotators or more, {one} by one.").format(
            several=number(people["documents_by_several"]), one=number(people["documents_by_one"])
        )


def _agreement(agreed: Fields | None) -> Iterator[str]:
    if agreed is None:
        return
    yield ""
    compared = n_(
        "Agreement over {count} document that two annotators finished:",
        "Agreement over {count} documents that two annotators finished:",
        agreed["documents"],
    )
    yield compared.format(count=number(agreed["documents"]))
    yield ""
    rows = [(_("all"), _figure(agreed["span_f1"]), "")]
    for label, one in agreed["labels"].items():
        rows.append((label, _figure(one["span_f1"]), number(one["spans"])))
    yield from _table((_("label"), _("span F1"), _("spans of both")), rows)
    yield ""
    yield _("Cohen's κ over words: {kappa}.").format(kappa=_figure(agreed["kappa_over_words"]))


def _form(fields: Fields) -> Iterator[str]:
    yield _("Format: {format}.").format(format=fields["format"])
    yield _("Offsets count Unicode code points in logical order; ranges are half-open.")
    tagging = fields["tagging"]
    if tagging is not None:
        yield _("Tags are {scheme}; proclitics are written as {clitics}; of nested spans, {nested}.").format(
            scheme=tagging["scheme"], clitics=tagging["clitics"], nested=tagging["nested"]
        )
    yield _("manifest.json says the same for programs; «annotator verify» proves the files by it.")


def _figure(value: float | None) -> str:
    return "—" if value is None else number(value, decimals=2)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for row in rows:
        yield _row([_escaped(cell) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(value: str) -> str:
    """Return what a file or a person named as it stands in Markdown: on one line, and nothing but text."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#&" else one for one in printable(value))
