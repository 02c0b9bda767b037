"""What a format has no room for beside spans: ids, titles, sublabels, the blanks between tokens.

It is counted here for all formats alike, from what a writer says it carries; the proof holds it to that.
"""

from collections import Counter
from dataclasses import dataclass, field

from annotator.exchange.losses import EXAMPLES
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.words import n_, number


@dataclass(frozen=True, slots=True)
class Lack:
    """A facet that the file leaves out: of `count` documents, or of `count` spans of a `label`.

    `examples` are ids of documents, or texts of spans.
    """

    facet: Facet
    label: str
    count: int
    examples: tuple[str, ...]

    def sentence(self) -> str:
        """Return the lack in words."""
        return _words(self.facet, self.count).format(count=number(self.count), label=self.label)


def _words(facet: Facet, count: int) -> str:
    match facet:
        case Facet.ID:
            return n_(
                "The format has no place for the id of {count} document.",
                "The format has no place for the ids of {count} documents.",
                count,
            )
        case Facet.META:
            return n_(
                "The format has no place for title, outlet and notes of {count} document.",
                "The format has no place for titles, outlets and notes of {count} documents.",
                count,
            )
        case Facet.SUBLABEL:
            return n_(
                "The format has no place for the sublabel of {count} {label} span.",
                "The format has no place for the sublabels of {count} {label} spans.",
                count,
            )
        case Facet.TEXT:
            return n_(
                "The format does not hold the whole text of {count} document, with the blanks.",
                "The format does not hold the whole text of {count} documents, with the blanks.",
                count,
            )


@dataclass(slots=True)
class Lacking:
    """Counts what documents have that a format does not carry."""

    carries: frozenset[Facet]
    options: Options
    _counts: Counter[tuple[Facet, str]] = field(default_factory=Counter)
    _examples: dict[tuple[Facet, str], list[str]] = field(default_factory=dict)

    def take(self, document: Outgoing) -> None:
        """Count a document."""
        has_meta = bool(document.title or document.outlet or document.meta)
        for facet, is_there in ((Facet.ID, True), (Facet.META, has_meta), (Facet.TEXT, bool(document.text))):
            if is_there and facet not in self.carries:
                self._add(facet, "", document.id)
        if Facet.SUBLABEL not in self.carries and not self.options.sublabels:
            for span in document.spans:
                if span.sublabel:
                    self._add(Facet.SUBLABEL, span.label, document.text[span.start : span.end])

    @property
    def found(self) -> tuple[Lack, ...]:
        """The lacks, by facet and then by how many."""
        facets = list(Facet)
        keys = sorted(self._counts, key=lambda key: (facets.index(key[0]), -self._counts[key], key[1]))
        return tuple(Lack(*key, self._counts[key], tuple(self._examples[key])) for key in keys)

    def _add(self, facet: Facet, label: str, example: str) -> None:
        key = (facet, label)
        self._counts[key] += 1
        examples = self._examples.setdefault(key, [])
        if len(examples) < EXAMPLES:
            examples.append(example)
