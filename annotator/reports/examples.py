"""Sentences over which annotators differ, a few for each cause, with what each marked in them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.agreement.causes import words as cause_words
from annotator.agreement.material import Material, Work
from annotator.agreement.places import Disagreement, disagreements_of, sentence_of
from annotator.agreement.results import Agreement
from annotator.model import Span
from annotator.reports.called import Called
from annotator.reports.report import Example, Lane, Marked
from annotator.text.reading import Reading
from annotator.words import quoted


def examples_of(
    material: Material, agreement: Agreement, *, called: Called, of_each: int = 3
) -> tuple[Example, ...]:
    """Return up to `of_each` examples of each cause, the most costly cause first, each of another article.

    They are of the pairs, articles, labels and days of the agreement. Where all of one cause lie in fewer
    articles there are fewer.
    """
    points = {cause: lost.points for cause, lost in agreement.causes.items()}
    if agreement.alone is not None:
        points = dict(sorted(agreement.alone.lost.items(), key=lambda both: -both[1]))
    wanted = {cause: of_each for cause, lost in points.items() if lost and of_each > 0}
    chosen: list[Disagreement] = []
    found: Counter[object] = Counter()
    for one in disagreements_of(material, agreement):
        if not any(found[cause] < most for cause, most in wanted.items()):
            break
        place = (one.cause, one.document_id)
        if found[place] or found[one.cause] >= wanted.get(one.cause, 0):
            continue
        found[place] += 1
        found[one.cause] += 1
        chosen.append(one)
    order = list(points)
    chosen.sort(key=lambda one: order.index(one.cause))
    return tuple(_example(one, material.work(one.document_id), called) for one in chosen)


def _example(one: Disagreement, work: Work, called: Called) -> Example:
    document = work.document
    start, end = sentence_of(Reading(document.text), (*one.first, *one.second))
    sides = ((one.first_annotator, one.first), (one.second_annotator, one.second))
    return Example(
        cause=cause_words(one.cause),
        article=quoted(f"\u2068{document.title or document.id}\u2069"),
        text=document.text[start:end],
        lanes=tuple(
            Lane(
                called.person(who),
                _marked(_within(work.spans[who], start, end), start, called),
                _marked(spans, start, called),
            )
            for who, spans in sides
        ),
    )


def _within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    return [span for span in spans if span.start < end and span.end > start]


def _marked(spans: Sequence[Span], start: int, called: Called) -> tuple[Marked, ...]:
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.label))
    return tuple(
        Marked(
            span.start - start,
            span.end - start,
            called.sublabel(span.label, span.sublabel) if span.sublabel else called.label(span.label),
            called.colour(span.label),
        )
        for span in ordered
    )
