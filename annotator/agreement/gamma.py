"""γ by pygamma-agreement, where that is installed (the extra `gamma`): spans aligned and compared at once.

Mathet, Widlöcher and Métivier, «The unified and holistic method gamma (γ) for inter-annotator agreement
measure and alignment», Computational Linguistics 41(3), 2015. γ = 1 - δ / δe (section 4.5): δ is the disorder
of the alignment of everybody's spans that has the least, δe the mean of the same over texts that were marked
by chance. It sees how far edges are apart and which labels differ, and spans may nest. It takes about a
second a document, so it is counted where it is asked for, over fifty documents at most. The library weighs
every way to align one span of each annotator: time grows with the product of how many each of them marked.
"""

import logging
import random
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from math import prod
from typing import Any, Final

import numpy as np

from annotator.agreement import bootstrap
from annotator.agreement.bootstrap import Draw
from annotator.agreement.choosing import choose
from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.counts import Counts
from annotator.agreement.material import IsCancelled, Material, OnProgress
from annotator.agreement.results import Agreement, Coefficient
from annotator.agreement.scope import Resampling, Scope
from annotator.errors import CountingCancelled
from annotator.model import Span

MOST: Final = 50
"""Documents: from more, this many are drawn, always the same ones of the same documents."""

MOST_WAYS: Final = 1_000_000
"""Ways to align the spans of a document: half a minute. A document with more is left out."""

_LIBRARY: Final = "pygamma_agreement"


def is_installed() -> bool:
    """Tell whether the library is there."""
    return find_spec(_LIBRARY) is not None


def with_gamma(agreement: Agreement, figure: Figure) -> Agreement:
    """Return the figures with γ among them."""
    return replace(agreement, coefficients={**agreement.coefficients, Coefficient.GAMMA: figure})


def gamma(
    material: Material,
    counts: Counts,
    scope: Scope,
    *,
    resampling: Resampling | None,
    most: int = MOST,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Figure:
    """Return the mean γ of the documents that all of the scope's annotators have finished.

    Documents in which nobody marked anything have none, those with more than MOST_WAYS are left out; of more
    than `most` so many are drawn. `on_progress` hears of documents. Raises CountingCancelled.
    """
    if not is_installed():
        return Figure(None, Undefined.NOT_INSTALLED)
    choice = choose(counts, scope)
    taken = np.flatnonzero(choice.compared & choice.finished.all(axis=0)).tolist()
    if not taken:
        return Figure(None, Undefined.NOT_ALL if choice.compared.any() else Undefined.NO_DOCUMENTS)
    labels = {label for label, counts_ in zip(counts.labels, choice.labels, strict=True) if counts_}
    marked: dict[int, Mapping[str, Sequence[Span]]] = {}
    for document in taken:
        work = material.work(counts.documents[document]).spans
        spans = {name: [one for one in work[name] if one.label in labels] for name in choice.annotators}
        if any(spans.values()):
            marked[document] = spans
    if not marked:
        return Figure(None, Undefined.NO_SPANS)
    feasible = [document for document in marked if _ways(marked[document]) <= MOST_WAYS]
    if not feasible:
        return Figure(None, Undefined.TOO_MANY_SPANS)
    drawn = _at_most(most, sorted(feasible, key=lambda one: counts.documents[one]))
    values = np.full(len(counts.documents), np.nan)
    for done, document in enumerate(drawn, start=1):
        if is_cancelled is not None and is_cancelled():
            raise CountingCancelled
        values[document] = gamma_of(marked[document])
        if on_progress is not None:
            on_progress(done, len(drawn))
    return _mean(values, counts.documents, resampling)


def _ways(spans: Mapping[str, Sequence[Span]]) -> int:
    """Return in how many ways one span of each, or none, may be aligned."""
    return prod(len(listed) + 1 for listed in spans.values())


def _at_most(most: int, documents: list[int]) -> list[int]:
    return documents if len(documents) <= most else random.Random(most).sample(documents, most)


def _mean(values: Any, documents: Sequence[str], resampling: Resampling | None) -> Figure:
    """Return the mean over documents, each counted alike, with its interval."""
    counted = np.flatnonzero(~np.isnan(values))
    drawn = None
    if resampling is not None:
        draw = Draw.over(documents, ~np.isnan(values), resampling)
        drawn = draw.of(values[counted], counted)[:, None] / len(counted)
    mean = values[counted].mean()
    return bootstrap.figures_of([mean], Undefined.NO_SPANS, drawn=drawn, documents=len(counted))[0]


def gamma_of(spans: Mapping[str, Sequence[Span]], *, samples: int = 30, seed: int = 0) -> float:
    """Return γ of one document: what each annotator marked there, some of them perhaps nothing.

    By the library's own settings: the combined dissimilarity of place and label, 30 texts marked by chance.
    """
    with _quiet():
        import pygamma_agreement
        from pyannote.core import Segment

        continuum = pygamma_agreement.Continuum()
        for name in sorted(spans):
            continuum.add_annotator(name)
            for span in spans[name]:
                continuum.add(name, Segment(span.start, span.end), span.label)
        with _seeded(seed), _silent_solver():
            found = continuum.compute_gamma(n_samples=samples)
        return float(found.gamma)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Let numpy's chance of the old kind begin at a seed, and give it back: the library knows no other."""
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(state)


@contextmanager
def _silent_solver() -> Iterator[None]:
    """Keep the solver from printing on the terminal.

    cvxpy turns its words off for each call and on again behind it, in options that all threads share: of
    several at once one may print, unless the words were off from the start.
    """
    from cvxopt import glpk

    before = dict(glpk.options)
    glpk.options["msg_lev"] = "GLP_MSG_OFF"
    try:
        yield
    finally:
        glpk.options.clear()
        glpk.options.update(before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's words to itself: it warns through the root logger at every alignment."""
    root, nowhere = logging.getLogger(), logging.NullHandler()
    root.addHandler(nowhere)
    root.addFilter(_is_not_of_the_library)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeFilter(_is_not_of_the_library)
        root.removeHandler(nowhere)


def _is_not_of_the_library(record: logging.LogRecord) -> bool:
    return _LIBRARY not in record.pathname
