"""Proves an export again, anywhere: files and manifest are enough, no project is needed.

Shares no code with the writers, nor with what builds the manifest.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from annotator import errors
from annotator.exchange.readback.documents import Counts, NotProvenError, Read, WholeDocument
from annotator.exchange.readback.own import manifest as fields_of
from annotator.exchange.readback.parsers import parser

BESIDE: Final = ".manifest.json"
INSIDE: Final = "manifest.json"
_COUNTED: Final = ("documents", "spans", "spans_by_label")
KNOWN: Final = 2  # the newest version of a manifest's form that is read


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved: the format of an export, and how many files, documents and spans it holds."""

    path: Path
    format: str
    documents: int
    spans: int
    files: int = 1


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    counts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a manifest says; paths are as they lie here."""

    format: str
    scheme: str
    carries: frozenset[str] | None  # None: version 1 does not say
    files: tuple[_File, ...]
    parts: tuple[_Part, ...]
    counts: Mapping[str, object]


def verify(out: Path | str) -> Verified:
    """Prove that a file or a folder is what its manifest says: size, hash, form and counts.

    `out` is the file, the folder, or the manifest of either, or a link to it. Raises MissingPath,
    UnreadablePath, UnreadableFile, MissingManifest, BrokenManifest, NewerManifest or ExportDiffers.
    """
    path = Path(out)
    if path.name == INSIDE:
        path = path.parent
    elif path.name.endswith(BESIDE):
        path = path.with_name(path.name.removesuffix(BESIDE))
    try:
        # A file's manifest lies beside it, not beside the link.
        return _prove(path.resolve() if path.is_symlink() and not Path(f"{path}{BESIDE}").exists() else path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise errors.MissingPath(path=path) from error
    except PermissionError as error:
        raise errors.UnreadablePath(path=path) from error
    except OSError as error:
        raise errors.UnreadableFile(path=path, why=error.strerror or type(error).__name__) from error


def _prove(path: Path) -> Verified:
    path.stat()
    is_folder = path.is_dir()
    claims = _claims(path, is_folder=is_folder)
    for file in claims.files:
        _prove_file(file)
    if is_folder:
        _nothing_else(path, claims)
    counts = Counts()
    for part in claims.parts:
        here = Counts()
        try:
            for document in parser(claims.format)(part.path, scheme=claims.scheme):
                _has_what_it_carries(document, claims.carries)
                here.take(document)
        except NotProvenError as error:
            raise errors.ExportDiffers(path=part.path, where=error) from error
        _prove_counts(here, part.counts, path=part.path)
        counts.add(here)
    _prove_counts(counts, claims.counts, path=path)
    return Verified(path, claims.format, counts.documents, counts.spans.total(), files=len(claims.files))


def _prove_counts(counts: Counts, claims: Mapping[str, object], *, path: Path) -> None:
    found = {
        "documents": counts.documents,
        "spans": counts.spans.total(),
        "spans_by_label": dict(counts.spans),
        "sentences": counts.sentences,
        "tokens": counts.tokens,
    }
    for name, claimed in claims.items():
        if found[name] != claimed:
            raise errors.ExportDiffers(path=path, where=f"{name}: {found[name]}, not {claimed}")


def _prove_file(file: _File) -> None:
    try:
        size = file.path.stat().st_size
    except FileNotFoundError:
        raise errors.ExportDiffers(path=file.path, where="it is not there") from None
    if size != file.size:
        raise errors.ExportDiffers(path=file.path, where=f"{size} bytes, not {file.size}")
    with file.path.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != file.sha256:
            raise errors.ExportDiffers(path=file.path, where="SHA-256")


def _nothing_else(folder: Path, claims: _Claims) -> None:
    """Refuse files that no manifest names: whoever loads the folder would load them too."""
    known = {file.path for file in claims.files} | {folder / INSIDE}
    for path in sorted(folder.rglob("*")):
        if path not in known and (path.is_symlink() or not path.is_dir()):
            raise errors.ExportDiffers(path=path, where="the manifest does not name it")


def _has_what_it_carries(document: Read, carries: frozenset[str] | None) -> None:
    if carries is None:
        return
    has = {"id"} if document.id is not None else set()
    if isinstance(document, WholeDocument):
        has |= {"text"} if document.text is not None else set()
        has |= {"meta"} if document.meta is not None else set()
    for facet in sorted(carries - has - {"sublabel"}):
        raise NotProvenError(f"a document without its {facet}")


def _claims(path: Path, *, is_folder: bool) -> _Claims:
    manifest = (
        path / INSIDE if is_folder else Path(f"{path}{BESIDE}")
    )  # also of «.» and «/», which have no name
    if not manifest.is_file():
        raise errors.MissingManifest(path=path)
    try:
        fields = fields_of(manifest)
        if type(fields["manifest"]) is int and fields["manifest"] > KNOWN:
            raise errors.NewerManifest(path=manifest)
        return _claims_in(fields, path if is_folder else path.parent, is_folder=is_folder, path=path)
    except (NotProvenError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise errors.BrokenManifest(path=manifest, where=error) from error


def _claims_in(fields: dict[str, Any], root: Path, *, is_folder: bool, path: Path) -> _Claims:
    if fields["manifest"] not in range(1, KNOWN + 1):
        raise ValueError("manifest")
    parser(fields["format"])  # a KeyError where no format is called so
    scheme = fields["tagging"]["scheme"] if fields["tagging"] is not None else ""
    if type(scheme) is not str:
        raise ValueError("scheme")
    is_first = fields["manifest"] == 1
    # A file may have been given another name since, a folder's files may not.
    files = tuple(
        _File(_inside(root, file["name"]) if is_folder else path, file["bytes"], file["sha256"])
        for file in fields["files"]
    )
    if not is_folder and len(files) != 1:
        raise ValueError("files")
    counts = {name: fields["counts"][name] for name in _COUNTED}
    if fields["tagging"] is not None:
        counts |= {name: fields["tagging"][name] for name in ("sentences", "tokens")}
    return _Claims(
        format=fields["format"],
        scheme=scheme,
        carries=None if is_first else frozenset(fields["carries"]),
        files=files,
        parts=tuple(_part(root, part) for part in fields["parts"]) if is_folder else (_Part(path, {}),),
        counts=counts,
    )


def _part(root: Path, part: Mapping[str, Any]) -> _Part:
    return _Part(_inside(root, part["path"]), {name: part[name] for name in _COUNTED})


def _inside(root: Path, name: str) -> Path:
    """Return where a file of a folder lies; raises ValueError for a name that leads out of it."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\0" in name:
        raise ValueError(name)
    return root.joinpath(*place.parts)
