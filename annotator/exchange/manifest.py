"""What an export says about itself: enough to know what the data is, and to prove it.

It is in `OUT.manifest.json` beside a file, in `OUT/manifest.json` where OUT is a folder.

The same project exported in the same way gives the same manifest, byte for byte: there is no date in it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import __version__
from annotator.exchange.lacks import Lack
from annotator.exchange.losses import Loss, Tally
from annotator.exchange.outgoing import Options, Writer
from annotator.project.file import Project
from annotator.text.clitics import CLITIC_RULES
from annotator.text.tokens import TOKEN_RULES

VERSION: Final = 2  # of the manifest's own form
SUFFIX: Final = ".manifest.json"
INSIDE: Final = "manifest.json"  # its name in a folder


def path_of(out: Path) -> Path:
    """Return where the manifest of the file `out` lies."""
    return out.with_name(out.name + SUFFIX)


def build(
    project: Project,
    *,
    writer: Writer,
    by: str,
    options: Options,
    tally: Tally,
    lacks: Iterable[Lack],
    parts: Mapping[str, PurePosixPath],
    files: Sequence[Mapping[str, object]],
) -> dict[str, object]:
    """Return the manifest of an export.

    `parts` says where the documents of each split lie ("" where there is none), `files` is what
    `describe_all` returned.
    """
    return {
        "manifest": VERSION,
        "tool": {"name": "annotator", "version": __version__},
        "project": project.name,
        "schema": {
            "id": project.schema.id,
            "version": project.schema.version,
            "fingerprint": project.schema.fingerprint,
        },
        "format": writer.name,
        "by": by,
        "offsets": {"unit": "Unicode code points", "order": "logical", "ranges": "half-open"},
        "clitic_rules": CLITIC_RULES,
        "carries": sorted(facet.value for facet in writer.carries),
        "sublabels": options.sublabels,
        "tagging": _tagging(options, tally) if writer.schemes else None,
        "counts": {
            "documents": tally.documents,
            "spans": sum(tally.spans.values()),
            "spans_by_label": dict(sorted(tally.spans.items())),
        },
        "losses": [_loss(loss) for loss in tally.lost],
        "lacks": [_lack(lack) for lack in lacks],
        "parts": [{"split": split, "path": str(place)} for split, place in parts.items()],
        "files": [dict(file) for file in files],
    }


def files_of(folder: Path) -> frozenset[str]:
    """Return which files an export in a folder wrote, its manifest included; none where there is none."""
    try:
        fields = json.loads((folder / INSIDE).read_bytes())
        return frozenset({INSIDE, *(str(file["name"]) for file in fields["files"])})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def describe_all(folder: Path) -> list[dict[str, object]]:
    """Return name, size in bytes and SHA-256 of each file in a folder; its name is its path there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [_describe(path, name=path.relative_to(folder).as_posix()) for path in paths]


def _describe(path: Path, *, name: str) -> dict[str, object]:
    """Return the name, the size in bytes and the SHA-256 of a file."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return {"name": name, "bytes": handle.tell(), "sha256": digest}


def encode(manifest: Mapping[str, object]) -> bytes:
    """Return the manifest as it stands in its file."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _tagging(options: Options, tally: Tally) -> dict[str, object]:
    return {
        "scheme": options.scheme,
        "clitics": options.clitics,
        "nested": options.nested,
        "sublabels": options.sublabels,
        "token_rules": TOKEN_RULES,
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
