"""What an import did, or would do, in words and as plain values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from annotator.words import NN_, _, n_, number, quoted

if TYPE_CHECKING:
    from annotator.exchange.importing import FilePreview, ImportPreview, ImportReport

_SHOWN: Final = 10  # pairs, labels and files in words; JSON has them all

# Formats that have no encoding to speak of, or but one.
_WITHOUT_ENCODING: Final = frozenset(("docx", "pdf", "excel", "parquet", "huggingface"))
_COUNTS: Final = (
    ("documents", NN_("{count} document imported", "{count} documents imported")),
    ("already_there", NN_("{count} was there already", "{count} were there already")),
    ("spans", NN_("{count} span", "{count} spans")),
    ("skipped", NN_("{count} copy left out", "{count} copies left out")),
    ("ignored", NN_("{count} file of another kind ignored", "{count} files of other kinds ignored")),
)
_WOULD: Final = (
    ("documents", NN_("{count} document would come in", "{count} documents would come in")),
    *_COUNTS[1:],
)


def import_counts(report: "ImportReport") -> dict[str, object]:
    """Return a report as plain values."""
    return {
        "documents": report.documents,
        "already_there": report.already_there,
        "labelled": report.labelled,
        "spans": report.spans,
        "ignored": report.ignored,
        "skipped": report.skipped,
        "cancelled": report.is_cancelled,
        **_what_changed(report),
        "remarks": [{"file": name, **remarks} for name, remarks in report.remarks],
        "refused": [str(error) for error in report.refused],
    }


def preview_counts(seen: "ImportPreview") -> dict[str, object]:
    """Return what would come in as plain values."""
    return {
        "documents": seen.documents,
        "already_there": seen.already_there,
        "spans": seen.spans,
        "ignored": seen.ignored,
        "skipped": seen.skipped,
        "cancelled": seen.is_cancelled,
        "labels": dict(sorted(seen.labels.items())),
        "unknown_labels": dict(sorted(seen.unknown_labels.items())),
        "without_owner": seen.has_no_owner,
        **_what_changed(seen),
        "files": [_file_counts(one) for one in seen.files],
        "refused": [str(error) for error in seen.refused],
    }


def import_words(report: "ImportReport") -> str:
    """Return a report as lines."""
    lines = [_counted(report, _COUNTS), *_change_lines(report)]
    for name, remarks in report.remarks[:_SHOWN]:
        told = _told(remarks)
        lines.append("  " + _("{what}: {text}").format(what=name, text=_("; ").join(told)))
    if len(report.remarks) > _SHOWN:
        lines.append("  …")
    if report.is_cancelled:
        lines.append(_("Stopped; the same command goes on where it ended."))
    return "\n".join(lines)


def preview_lines(seen: "ImportPreview") -> Iterator[str]:
    """Yield what would come in, the most important first."""
    yield _counted(seen, _WOULD)
    for error in seen.refused:
        yield "  " + _("Would be refused: {sentence}").format(sentence=error)
    if seen.has_no_owner:
        yield _("There are labels: say whose they are (--annotator NAME), or take them --as suggestions.")
    if seen.unknown_labels:
        yield _("The schema does not have these labels; a map (--map FILE) says what they are called here:")
        for label, proposal in sorted(seen.unknown_labels.items()):
            like = _("perhaps {label}").format(label=proposal) if proposal else _("no proposal")
            yield f"  {quoted(label)}: {number(seen.labels[label])} ({like})"
    yield from _change_lines(seen)
    for file in islice(seen.files, _SHOWN):
        yield "  " + _file_words(file)
    if len(seen.files) > _SHOWN:
        more = len(seen.files) - _SHOWN
        yield "  " + n_("and {count} more file", "and {count} more files", more).format(count=number(more))
    if seen.is_cancelled:
        yield _("Stopped; this is what was seen so far.")


def _counted(report: object, counts: tuple[tuple[str, tuple[str, str]], ...]) -> str:
    found = [(sentence, int(getattr(report, name))) for name, sentence in counts]
    parts = [
        n_(*sentence, count).format(count=number(count))
        for place, (sentence, count) in enumerate(found)
        if count or not place
    ]
    return _("; ").join(parts) + "."


def _change_lines(report: "ImportReport | ImportPreview") -> Iterator[str]:
    for spans, sentence in (
        (
            report.left_out,
            NN_(
                "{count} span left out by the map: {labels}.", "{count} spans left out by the map: {labels}."
            ),
        ),
        (
            report.merged,
            NN_(
                "{count} span made one with another by the map: {labels}.",
                "{count} spans made one with others by the map: {labels}.",
            ),
        ),
        (
            report.trimmed,
            NN_(
                "{count} span began or ended on a blank, which it lost: {labels}.",
                "{count} spans began or ended on blanks, which they lost: {labels}.",
            ),
        ),
        (
            report.skipped_spans,
            NN_(
                "{count} span of the copies left out went nowhere: {labels}.",
                "{count} spans of the copies left out went nowhere: {labels}.",
            ),
        ),
    ):
        if spans:
            total = spans.total()
            yield n_(*sentence, total).format(count=number(total), labels=_listed(spans))
    if report.led:
        yield n_(
            "{count} document came uncleaned: its labels were led over to the clean text that is here.",
            "{count} documents came uncleaned: their labels were led over to the clean texts that are here.",
            report.led,
        ).format(count=number(report.led))
    for pairs, sentence in (
        (report.exact, NN_("{count} copy of the same text:", "{count} copies of the same text:")),
        (report.near, NN_("{count} near copy:", "{count} near copies:")),
    ):
        if pairs:
            yield n_(*sentence, len(pairs)).format(count=number(len(pairs)))
            for pair in islice(pairs, _SHOWN):
                yield "  " + _("{new} of {other}").format(new=quoted(pair.new), other=quoted(pair.other))
            if len(pairs) > _SHOWN:
                yield "  …"
    if report.is_partial:
        yield _("Near copies of articles that were there before were not looked for: there are too many.")


def _listed(labels: Counter[str]) -> str:
    return _(", ").join(f"{label} {number(count)}" for label, count in labels.most_common())


def _what_changed(report: "ImportReport | ImportPreview") -> dict[str, object]:
    return {
        "left_out": dict(report.left_out),
        "merged": dict(report.merged),
        "trimmed": dict(report.trimmed),
        "skipped_spans": dict(report.skipped_spans),
        "led_over": report.led,
        "copies": [list(pair) for pair in report.exact],
        "near_copies": [list(pair) for pair in report.near],
    }


def _told(recognised: Mapping[str, str]) -> list[str]:
    from annotator.exchange.recognised_words import recognised_words  # not for every command's start

    return [_("{what}: {text}").format(what=what, text=said) for what, said in recognised_words(recognised)]


def _file_counts(file: "FilePreview") -> dict[str, object]:
    return {
        "name": file.name,
        "format": file.format,
        "encoding": file.encoding,
        "recognised": dict(file.recognised),
        "documents": file.documents,
        "spans": file.spans,
        "refused": None if file.refusal is None else str(file.refusal),
    }


def _file_words(file: "FilePreview") -> str:
    documents = n_("{count} document", "{count} documents", file.documents).format(
        count=number(file.documents)
    )
    spans = n_("{count} span", "{count} spans", file.spans).format(count=number(file.spans))
    encoding = "" if file.format in _WITHOUT_ENCODING else file.encoding
    facts = [file.format, encoding, documents, spans if file.spans else "", *_told(file.recognised)]
    told = _("not taken in") if file.refusal is not None else _(", ").join(fact for fact in facts if fact)
    return _("{what}: {text}").format(what=file.name, text=told)
