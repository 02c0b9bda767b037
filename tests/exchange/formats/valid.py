"""One small valid file of every format that is read: what our writers write, and by hand what they do not."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

from annotator.exchange import registry
from annotator.exchange.exporting import export
from annotator.exchange.outgoing import Outgoing
from annotator.model import GOLD, Span
from annotator.schema import Schema
from tests.exchange.formats.pages import BODY, PAGES
from tests.exchange.formats.pdfs import pdf, printed
from tests.exchange.round_trips import filled

TEXT: Final = "وصل اللواء عمر بابر للرباط 😀\nثم غادر إلى مصر."
_SPANS: Final = (Span(4, 10, "OCC"), Span(11, 19, "PERS"), Span(21, 26, "GPE"), Span(41, 44, "GPE"))


def write_valid(folder: Path, *, schema: Schema) -> dict[str, Path]:
    """Write the files into a folder each, and return for every format what its reader is given."""
    documents = [Outgoing(id=f"d{number}", text=TEXT, spans=_SPANS) for number in (1, 2)]
    (folder / "source").mkdir()
    found: dict[str, Path] = {}
    with filled(folder / "source", documents, schema=schema) as project:
        for name, reader in registry.readers().items():
            place = folder / name
            place.mkdir()
            if name in _BY_HAND:
                path = place / f"a{reader.suffixes[0]}"
                path.write_bytes(_BY_HAND[name]())
            else:
                writer = registry.writer_for(name)
                path = place / f"a{writer.suffix}"
                export(project, path, format=name, by=GOLD)
                (path.parent / f"{path.name}.manifest.json").unlink(missing_ok=True)
            inside = sorted(one for one in path.rglob("*") if one.suffix in reader.suffixes)
            found[name] = inside[0] if path.is_dir() else path
    return found


def _docx() -> bytes:
    import docx

    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(BODY[0])
    made.save(out)
    return out.getvalue()


def _workbook() -> bytes:
    import openpyxl

    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in (("id", "text"), ("1", BODY[0]), ("2", BODY[1])):
        made.active.append(row)
    made.save(out)
    return out.getvalue()


_BY_HAND: Final[dict[str, Callable[[], bytes]]] = {
    "csv": lambda: f'id,text\n1,"{BODY[0]}"\n2,"{BODY[1]}"\n'.encode(),
    "tsv": lambda: f"id\ttext\n1\t{BODY[0]}\n2\t{BODY[1]}\n".encode(),
    "excel": _workbook,
    "docx": _docx,
    "html": lambda: PAGES["wordpress"].html.encode(),
    "pdf": lambda: pdf(printed([BODY[0][::-1]])),
    "text": lambda: "\n".join(BODY).encode(),
}
