"""What an export says about itself, in `OUT.manifest.json`: enough to know what the file is, and to prove it.

The same project exported in the same way gives the same manifest, byte for byte: there is no date in it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator import __version__
from annotator.exchange.losses import Loss, Tally
from annotator.exchange.outgoing import Options, Writer
from annotator.project.file import Project
from annotator.text.clitics import CLITIC_RULES
from annotator.text.tokens import TOKEN_RULES

VERSION: Final = 1  # of the manifest's own form
SUFFIX: Final = ".manifest.json"


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
    file: Mapping[str, object],
) -> dict[str, object]:
    """Return the manifest of an export; `file` is what `describe` says about what was written."""
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
        "tagging": _tagging(writer, options, tally) if writer.scheme else None,
        "counts": {
            "documents": tally.documents,
            "spans": sum(tally.spans.values()),
            "spans_by_label": dict(sorted(tally.spans.items())),
        },
        "losses": [_loss(loss) for loss in tally.lost],
        "files": [dict(file)],
    }


def describe(path: Path, *, name: str) -> dict[str, object]:
    """Return the name, the size in bytes and the SHA-256 of a file."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return {"name": name, "bytes": handle.tell(), "sha256": digest}


def encode(manifest: Mapping[str, object]) -> bytes:
    """Return the manifest as it stands in its file."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _tagging(writer: Writer, options: Options, tally: Tally) -> dict[str, object]:
    return {
        "scheme": writer.scheme,
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
