"""Which program made a file, and which brought it to its file version.

Both are rows of `meta`, as in «annotator 0.1.0».
"""

import re
from typing import Final

from annotator import __version__
from annotator.errors import NewerProgram, NewerProject
from annotator.project.connection import Connection
from annotator.project.header import FILE_VERSION

PROGRAM: Final = f"annotator {__version__}"
MADE_BY: Final = "made_by"
UPGRADED_BY: Final = "upgraded_by"
_READABLE: Final = "SELECT count(*) FROM pragma_table_info('meta') WHERE name IN ('key', 'value')"


def newer(connection: Connection, *, found: int) -> NewerProject:
    """Return the sentence for a file of version `found`, with the program that wrote it if the file tells."""
    path = connection.path
    # What `meta` will be by then is not ours to know.
    rows = connection.rows("SELECT key, value FROM meta") if connection.value(_READABLE) == 2 else []
    facts = {str(key): str(value) for key, value in rows}
    program = facts.get(UPGRADED_BY) or facts.get(MADE_BY) or ""
    named = re.fullmatch(r"annotator ([0-9][0-9A-Za-z.+-]{0,30})", program)
    if named is None or program == PROGRAM:
        return NewerProject(path=path, found=found, known=FILE_VERSION)
    return NewerProgram(path=path, version=named[1], own=__version__)
