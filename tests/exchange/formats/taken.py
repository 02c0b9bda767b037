"""What the reader that a file is given to makes of it."""

from pathlib import Path, PurePosixPath

from annotator.exchange import registry
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile


def taken(path: Path, *, format: str | None = None, **options: object) -> list[Incoming]:  # noqa: A002
    """Read a file, or the files of a folder, by the front door's rule."""
    if path.is_dir():
        found = (one for one in sorted(path.rglob("*")) if one.suffix == ".parquet")
        return [incoming for one in found for incoming in taken(one, format=format, **options)]
    file = SourceFile(path, PurePosixPath(path.name), path.stat().st_size)
    reader = registry.reader_for(file, path.read_bytes()[:4096], format=format)
    return list(reader.read(file, options=ReadOptions(**options)))  # type: ignore[arg-type]  # by name
