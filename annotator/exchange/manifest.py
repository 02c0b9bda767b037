"""What an export says about itself: enough to know what the data is, and to prove it.

It is in `OUT.manifest.json` beside a file, in `OUT/manifest.json` where OUT is a folder.

The same project exported in the same way gives the same manifest, byte for byte: there is no date in it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from annotator import __version__
from annotator.exchange.lacks import Lack
from annotator.exchange.losses import Loss, Tally
from annotator.exchange.outgoing import Options, Writer
from annotator.exchange.planning import Plan
from annotator.exchange.provenance import guideline_of
from annotator.exchange.renaming import Renaming
from annotator.exchange.writing import Part, Work
from annotator.project.file import Project
from annotator.text.clitics import CLITIC_RULES
from annotator.text.likeness import LIKENESS_RULES
from annotator.text.tokens import TOKEN_RULES

VERSION: Final = 2  # of the manifest's own form
SUFFIX: Final = ".manifest.json"
INSIDE: Final = "manifest.json"  # its name in a folder
_TOOL: Final = "annotator"


def path_of(out: Path) -> Path:
    """Return where the manifest of the file `out` lies."""
    return out.with_name(out.name + SUFFIX)


def build(
    project: Project,
    *,
    work: Work,
    places: Mapping[Part, PurePosixPath],
    planned: Plan | None,
    provenance: Mapping[str, object],
) -> dict[str, object]:
    """Return the manifest of an export without its `files`.

    `places` says where each part lies; `provenance` is what `Provenance.as_fields` returns.
    """
    writer, options, tally, selection = work.writer, work.options, work.tally, work.selection
    fields: dict[str, object] = {
        "manifest": VERSION,
        "tool": {"name": _TOOL, "version": __version__},
        "project": project.name,
        "schema": {
            "id": project.schema.id,
            "version": project.schema.version,
            "fingerprint": project.schema.fingerprint,
        },
        "guideline": guideline_of(project.schema),
        "format": writer.name,
        "by": selection.by,
        "filters": _filters(work),
        "label_map": _label_map(selection.labels),
        "split": None if planned is None else _split(planned),
        "offsets": {"unit": _unit(writer), "order": "logical", "ranges": "half-open"},
        "clitic_rules": CLITIC_RULES,
        **provenance,
        "carries": sorted(facet.value for facet in writer.carries),
        "sublabels": options.sublabels,
        "tagging": _tagging(options, tally) if writer.schemes else None,
        "counts": _counts(tally),
        "losses": [_loss(loss) for loss in tally.lost],
        "lacks": [_lack(lack) for lack in work.lacking.found],
        "parts": [
            {"split": part.split, "path": str(place), **_counts(part.tally)} for part, place in places.items()
        ],
    }
    if selection.held_back:
        fields["held_back"] = selection.held_back
    return fields


def _counts(tally: Tally) -> dict[str, object]:
    return {
        "documents": tally.documents,
        "spans": tally.spans.total(),
        "spans_by_label": dict(sorted(tally.spans.items())),
    }


def _filters(work: Work) -> dict[str, object]:
    """Return what was chosen, and how much of the project that left out."""
    return {
        **work.selection.choice.as_fields(),
        "documents_left_out": dict(sorted(work.selection.left_out.items())),
        "spans_left_out": dict(sorted(work.left_out.items())),
    }


def _label_map(labels: Renaming | None) -> dict[str, object] | None:
    return None if labels is None else {"name": labels.origin, "labels": dict(labels.lines)}


def _split(planned: Plan) -> dict[str, object]:
    split, first = planned.kept.split, planned.kept.first
    return {
        "name": split.name,
        "by": split.by,
        "ratios": split.plain_ratios,
        "seed": split.seed,
        "likeness_rules": LIKENESS_RULES,
        "first_days": {part: day.isoformat() if day else None for part, day in first.items()} or None,
        "undated": planned.undated,
        "without_outlet": planned.nameless,
        "between": list(planned.between),
    }


def files_of(folder: Path) -> frozenset[str]:
    """Return which files an export in a folder wrote, its manifest included; none where there is none.

    A file that somebody has changed since is not the export's any more: it may be a day's work in brat.
    """
    try:
        fields = json.loads((folder / INSIDE).read_bytes())
        if fields["tool"]["name"] != _TOOL:
            return frozenset()
        return frozenset({INSIDE, *(file["name"] for file in fields["files"] if _is_as_it_was(folder, file))})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def _is_as_it_was(folder: Path, file: Mapping[str, Any]) -> bool:
    path = folder / file["name"]
    return path.is_file() and _describe(path, name=file["name"]) == file


def describe_all(folder: Path) -> list[dict[str, object]]:
    """Return name, size in bytes and SHA-256 of each file in a folder; its name is its path there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [_describe(path, name=path.relative_to(folder).as_posix()) for path in paths]


def _describe(path: Path, *, name: str) -> dict[str, object]:
    """Return the name, the size in bytes and the SHA-256 of a file."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return {"name": name, "bytes": handle.tell(), "sha256": digest}


def _unit(writer: Writer) -> str:
    """Return what the format's offsets count; a writer whose consumer counts otherwise says so."""
    unit: str = getattr(writer, "offset_unit", "Unicode code points")
    return unit


def encode(manifest: Mapping[str, object]) -> bytes:
    """Return the manifest as it stands in its file; a file's name may hold bytes that are no UTF-8."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def _tagging(options: Options, tally: Tally) -> dict[str, object]:
    return {
        "scheme": options.scheme,
        "clitics": options.clitics,
        "nested": options.nested,
        "sublabels": options.sublabels,
        "token_rules": TOKEN_RULES,
        "given_tokens": tally.given,
        "sentences": tally.sentences,
        "tokens": tally.tokens,
        "widened_spans": tally.widened,
    }


def _loss(loss: Loss) -> dict[str, object]:
    return {
        "kind": loss.kind.value,
        "label": loss.label,
        "count": loss.count,
        "examples": [{"document": one.document_id, "text": one.text} for one in loss.examples],
    }


def _lack(lack: Lack) -> dict[str, object]:
    return {
        "facet": lack.facet.value,
        "label": lack.label,
        "count": lack.count,
        "examples": list(lack.examples),
    }
