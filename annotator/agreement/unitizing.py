"""Krippendorff's α for unitizing: agreement on spans where they lie, in code points."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Units:
    """What α_U is made of, for each annotator and document; it adds up over both.

    annotator, document   (A,): the finished annotations
    row, label, length    (U,): the units of an annotation and of a label, code points each; `gap_row`,
                          `gap_label`, `gap_length` (G,): the gaps between them, a document without units being
                          one gap
    apart_first, apart_second, apart_document, apart_label, apart   (Q,): the squared distances of the units of
                          two annotators
    """

    annotator: Any
    document: Any
    row: Any
    label: Any
    length: Any
    gap_row: Any
    gap_label: Any
    gap_length: Any
    apart_first: Any
    apart_second: Any
    apart_document: Any
    apart_label: Any
    apart: Any
