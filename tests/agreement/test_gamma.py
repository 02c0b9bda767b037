import sys
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.gamma import gamma, gamma_of, is_installed, with_gamma
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Coefficient
from annotator.agreement.scope import Resampling, Scope
from annotator.errors import CountingCancelled
from annotator.model import Document, Span

AMINA = (Span(0, 12, "OCC"), Span(4, 12, "ORG"), Span(30, 34, "GPE"), Span(50, 58, "PERS"))
YOUSSEF = (Span(0, 12, "OCC"), Span(5, 12, "ORG"), Span(30, 34, "LOC"))
TEXT = "x" * 80


def work(number: int, **spans: Sequence[Span]) -> Work:
    return Work(Document(f"d{number}", TEXT), {name: tuple(listed) for name, listed in spans.items()})


def found(works: Sequence[Work], scope: Scope | None = None, **options: object) -> Figure:
    material = Material.of(works)
    resampling = options.pop("resampling", None)
    return gamma(material, count(material), scope or Scope(), resampling=resampling, **options)


def of_the_library(spans: Mapping[str, Sequence[Span]]) -> float:
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    continuum = Continuum()
    for name, listed in spans.items():
        for span in listed:
            continuum.add(name, Segment(span.start, span.end), span.label)
    np.random.seed(0)
    return float(continuum.compute_gamma(CombinedCategoricalDissimilarity(), n_samples=30).gamma)


@pytest.mark.filterwarnings("ignore")  # the library's own
def test_gamma_is_that_of_the_library_and_the_mean_over_documents() -> None:
    spans = {"amina": AMINA, "youssef": YOUSSEF}
    expected = of_the_library(spans)
    assert gamma_of(spans) == pytest.approx(expected, abs=1e-9)
    assert 0 < expected < 1
    works = [work(1, **spans), work(2, amina=AMINA, youssef=AMINA), work(3, amina=(), youssef=())]
    assert found(works).value == pytest.approx((expected + 1) / 2, abs=1e-9)


def test_gamma_leaves_chance_and_the_log_as_they_were(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    np.random.seed(7)
    expected = np.random.random()
    np.random.seed(7)
    gamma_of({"amina": AMINA, "youssef": YOUSSEF})
    assert np.random.random() == expected
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_gamma_of_many_documents_is_drawn_and_has_an_interval() -> None:
    spans = {"amina": AMINA[:1], "youssef": AMINA[:1]}
    heard: list[tuple[int, int]] = []
    figure = found(
        [work(number, **spans) for number in range(6)],
        resampling=Resampling(rounds=20),
        most=5,
        on_progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(number, 5) for number in range(1, 6)]
    assert figure.value == pytest.approx(1)
    assert figure.interval is not None
    assert figure.interval.low == pytest.approx(1)


def test_why_there_is_no_gamma(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = [work(1, amina=(), youssef=())]
    assert found(nothing).undefined is Undefined.NO_SPANS
    assert found([work(1, amina=AMINA)]).undefined is Undefined.NO_DOCUMENTS
    three = [work(1, amina=AMINA, youssef=()), work(2, amina=AMINA, zahra=())]
    assert found(three).undefined is Undefined.NOT_ALL
    chosen = [work(1, amina=AMINA, youssef=YOUSSEF)]
    assert found(chosen, Scope(labels=frozenset(["LAW"]))).undefined is Undefined.NO_SPANS
    with pytest.raises(CountingCancelled):
        found(chosen, is_cancelled=lambda: True)
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    assert not is_installed()
    assert found(chosen).undefined is Undefined.NOT_INSTALLED
    assert "not installed" in found(chosen).sentence


def test_documents_with_too_many_spans_are_left_out() -> None:
    crowd = tuple(Span(at, at + 1, "GPE") for at in range(0, 80, 2))
    names = ("amina", "omar", "youssef", "zahra")
    crowded = work(1, **dict.fromkeys(names, crowd))
    nothing = found([crowded])
    assert nothing.undefined is Undefined.TOO_MANY_SPANS
    assert "hours" in nothing.sentence
    assert found([crowded, work(2, **dict.fromkeys(names, AMINA[:1]))]).value == pytest.approx(1)


def test_gamma_stands_among_the_coefficients() -> None:
    material = Material.of([work(1, amina=AMINA, youssef=YOUSSEF)])
    agreement = figures(count(material), resampling=None)
    assert Coefficient.GAMMA not in agreement.coefficients
    assert with_gamma(agreement, Figure(0.5)).coefficients[Coefficient.GAMMA] == Figure(0.5)
