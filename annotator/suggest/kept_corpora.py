"""Corpora that a project has learnt from, kept in it: the next learning has to know them too.

The file may be gone by then, and a tagger that is learnt anew from the project's own work alone would
forget, without a word, what most of it came from.
"""

import json
import zlib
from collections.abc import Sequence
from typing import Final

from annotator.errors.learning import DamagedModel
from annotator.model import Span
from annotator.project.file import Project
from annotator.suggest.examples import Example

KIND: Final = "corpus"
_FORM: Final = 1


def keep(project: Project, examples: Sequence[Example]) -> None:
    """Keep these examples in the place of those that were kept before; none are forgotten by none.

    Raises ProjectBusy, NoSpace or ProjectMoved.
    """
    rows = [
        [one.document_id, one.text, [[span.start, span.end, span.label, span.sublabel] for span in one.spans]]
        for one in examples
    ]
    data = zlib.compress(json.dumps([_FORM, rows], ensure_ascii=True).encode("ascii"))
    project.models.put(KIND, data, {"form": _FORM, "documents": len(rows)})


def kept(project: Project) -> list[Example]:
    """Return the examples that were kept; raises DamagedModel."""
    stored = project.models.newest(KIND)
    if stored is None:
        return []
    try:
        form, rows = json.loads(zlib.decompress(stored.data))
        if form != _FORM:
            raise ValueError(form)
        return [Example(id_, text, tuple(Span(*span) for span in spans)) for id_, text, spans in rows]
    except (ValueError, TypeError, zlib.error) as error:
        raise DamagedModel from error
