"""Proves an export again, anywhere: file and manifest are enough, no project is needed.

Shares no code with the writers, nor with what builds the manifest.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator import errors
from annotator.exchange import readback
from annotator.exchange.readback import Counts, NotProvenError

MANIFEST: Final = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved: the format of a file, and how many documents and spans it holds."""

    path: Path
    format: str
    documents: int
    spans: int


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a manifest says about its file."""

    format: str
    size: int
    sha256: str
    counts: dict[str, object]


def verify(out: Path | str) -> Verified:
    """Prove that a file is what its manifest says: size, hash, form and counts.

    `out` is the file or its manifest. Raises MissingPath, UnreadablePath, UnreadableFile,
    MissingManifest, BrokenManifest or ExportDiffers.
    """
    path = Path(out)
    if path.name.endswith(MANIFEST):
        path = path.with_name(path.name.removesuffix(MANIFEST))
    try:
        return _prove(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise errors.MissingPath(path=path) from error
    except PermissionError as error:
        raise errors.UnreadablePath(path=path) from error
    except OSError as error:
        raise errors.UnreadableFile(path=path, why=error.strerror or type(error).__name__) from error


def _prove(path: Path) -> Verified:
    size = path.stat().st_size
    claims = _claims(path)
    if size != claims.size:
        raise errors.ExportDiffers(path=path, where=f"{size} bytes, not {claims.size}")
    with path.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != claims.sha256:
            raise errors.ExportDiffers(path=path, where="SHA-256")
    counts = Counts()
    try:
        for document in readback.parser(claims.format)(path):
            counts.take(document)
    except NotProvenError as error:
        raise errors.ExportDiffers(path=path, where=error) from error
    found = {
        "documents": counts.documents,
        "spans": counts.spans.total(),
        "spans_by_label": dict(counts.spans),
        "sentences": counts.sentences,
        "tokens": counts.tokens,
    }
    for name, claimed in claims.counts.items():
        if found[name] != claimed:
            raise errors.ExportDiffers(path=path, where=f"{name}: {found[name]}, not {claimed}")
    return Verified(path, claims.format, counts.documents, counts.spans.total())


def _claims(path: Path) -> _Claims:
    manifest = Path(f"{path}{MANIFEST}")  # also of «.» and «/», which have no name
    if not manifest.is_file():
        raise errors.MissingManifest(path=path)
    try:
        return _claims_in(readback.manifest(manifest))
    except (NotProvenError, KeyError, TypeError, ValueError) as error:
        raise errors.BrokenManifest(path=manifest, where=error) from error


def _claims_in(fields: dict[str, Any]) -> _Claims:
    if fields["manifest"] != 1:
        raise ValueError("manifest")
    readback.parser(fields["format"])  # a KeyError where no format is called so
    (file,) = fields["files"]
    counts = {name: fields["counts"][name] for name in ("documents", "spans", "spans_by_label")}
    if fields["tagging"] is not None:
        counts |= {name: fields["tagging"][name] for name in ("sentences", "tokens")}
    return _Claims(fields["format"], file["bytes"], file["sha256"], counts)
