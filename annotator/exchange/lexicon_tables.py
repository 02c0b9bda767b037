"""A project's own lexicon as a CSV file: read wholly checked, written whole or not at all."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from annotator.errors import CannotWrite, MissingPath, UnreadableFile, UnreadablePath
from annotator.model import OwnEntry
from annotator.project.staging import publish, staged, target_of, writing_errors
from annotator.schema import Schema
from annotator.text.printable import printable
from annotator.words import _

LARGEST: Final = 20_000_000
"""So many bytes a table may have: a hundred thousand names."""


def read(path: Path, *, schema: Schema) -> list[OwnEntry]:
    """Return the entries of a CSV file; raises an InputError that says what is wrong, and in which line."""
    from annotator.suggest.knowledge.own import from_csv  # which brings the lexicons

    shown = printable(str(path))
    try:
        if not path.is_file():
            raise (
                UnreadableFile(path=shown, why=_("it is not a file"))
                if path.exists()
                else MissingPath(path=shown)
            )
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(path=shown, why=_("it is too large for a table of names"))
        data = path.read_bytes()
    except PermissionError:
        raise UnreadablePath(path=shown) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise UnreadableFile(path=shown, why=why) from None
    return from_csv(data, path=shown, schema=schema)


def write(out: Path, entries: Iterable[OwnEntry], *, project: Path, replaces: bool = True) -> None:
    """Write entries to a file that spreadsheets know as UTF-8; raises what an export would.

    Where it `replaces` nothing, a file that is there is refused with CannotWrite.
    """
    from annotator.suggest.knowledge.own import to_csv

    target = target_of(out, project=project)
    if not replaces and target.exists():
        raise CannotWrite(path=printable(str(out)), why=os.strerror(errno.EEXIST))
    with staged(target) as folder:
        draft = folder / target.name
        with writing_errors(target):
            draft.write_text(to_csv(entries), encoding="utf-8-sig", newline="")
        publish({draft: target})
