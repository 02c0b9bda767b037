"""Which document comes next: the doubtful ones sooner, with a share that doubt has no say in.

Labelling what the program doubts teaches it most, and makes what is labelled a poor sample of the whole.
So a share of the documents is drawn by lot: who reads only the finished ones of these has an honest sample.
Which these are depends on the seed and their ids alone, whatever else is added or finished.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final

OFF: Final = "off"
MILD: Final = "mild"
FULL: Final = "full"
MODES: Final = (OFF, MILD, FULL)
BLOCK: Final = 10
"""So many documents that stand together change places in `mild`, never more."""
_LOTS: Final = 2**64

Doubt = float | None  # from 0 to 1, None where it is not known


def next_order(
    documents: Sequence[tuple[str, Doubt]], *, mode: str, random_share: float = 0.2, seed: int = 0
) -> list[str]:
    """Return the ids in the order in which to work; give all documents in their own order, done ones too.

    `off` leaves them as they are. `mild` brings the most doubtful of every ten forward among these ten, and
    leaves those drawn by lot where they are. `full` puts the most doubtful first, and after every few of
    them one of the lot, in the lot's order. A doubt that is not known counts as the mean of the others.
    """
    if mode == OFF:
        return [id_ for id_, _doubt in documents]
    known = [doubt for _id, doubt in documents if doubt is not None]
    mean = sum(known) / len(known) if known else 0.0
    weighed = [(id_, mean if doubt is None else doubt) for id_, doubt in documents]
    drawn = {id_ for id_, _doubt in weighed if is_drawn(id_, share=random_share, seed=seed)}
    return list(_mild(weighed, drawn) if mode == MILD else _full(weighed, drawn, seed=seed))


def is_drawn(document_id: str, *, share: float, seed: int) -> bool:
    """Tell whether a document is of the share that is drawn by lot."""
    return _lot(document_id, seed=seed) < share * _LOTS


def _lot(document_id: str, *, seed: int) -> int:
    return int.from_bytes(blake2b(f"order {seed} {document_id}".encode(), digest_size=8).digest(), "big")


def _mild(documents: Sequence[tuple[str, float]], drawn: set[str]) -> Iterator[str]:
    for first in range(0, len(documents), BLOCK):
        block = documents[first : first + BLOCK]
        rest = iter(sorted((one for one in block if one[0] not in drawn), key=lambda one: -one[1]))
        for id_, _doubt in block:
            yield id_ if id_ in drawn else next(rest)[0]


def _full(documents: Sequence[tuple[str, float]], drawn: set[str], *, seed: int) -> Iterator[str]:
    rest = sorted((one for one in documents if one[0] not in drawn), key=lambda one: -one[1])
    lot = sorted(drawn, key=lambda id_: (_lot(id_, seed=seed), id_))
    given = 0
    for place, (id_, _doubt) in enumerate(rest, start=1):
        yield id_
        due = place * len(lot) // len(rest)
        yield from lot[given:due]
        given = due
    yield from lot[given:]
