"""What a desktop reads under `share/`: menu entry, icons, file type, description, manual pages.

The same tree lies in the Debian package, in the portable folder and in an AppDir.
"""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator.assets import resource
from annotator.edition import Edition
from installers.icon import SIZES, render
from installers.linux.manual import pages

_HERE: Final = Path(__file__).resolve().parent
MIME_TYPE: Final = "application/x-annotator-project"


def lay(share: Path, *, edition: Edition, at: int) -> None:
    """Write the tree into the folder `share`, which may be there already; `at` is in seconds since 1970."""
    _copy(_HERE / "annotator.desktop", share / "applications")
    _copy(_HERE / "annotator.xml", share / "mime" / "packages")
    for name, text in pages(edition, at=at).items():
        compressed(share / "man" / "man1" / f"{name}.gz", text=text)
    described = (_HERE / "metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(at, tz=UTC).date().isoformat()
    metainfo = share / "metainfo" / "annotator.metainfo.xml"
    metainfo.parent.mkdir(parents=True, exist_ok=True)
    metainfo.write_text(described.format(version=edition.version, day=day), encoding="utf-8")
    theme = share / "icons" / "hicolor"
    _icon(theme, drawing="annotator.svg", kind="apps", name="annotator")
    _icon(theme, drawing="project.svg", kind="mimetypes", name=MIME_TYPE.replace("/", "-"))


def compressed(path: Path, *, text: str) -> None:
    """Write `text` to `path` as gzip does with -9n: without a name and a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _icon(theme: Path, *, drawing: str, kind: str, name: str) -> None:
    svg = resource("icon", drawing)
    scalable = theme / "scalable" / kind
    scalable.mkdir(parents=True, exist_ok=True)
    (scalable / f"{name}.svg").write_bytes(svg.read_bytes())
    for size in SIZES:
        folder = theme / f"{size}x{size}" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(render(svg, size=size))


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file.name).write_bytes(file.read_bytes())
