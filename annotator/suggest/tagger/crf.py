"""Linear-chain conditional random fields: the only module that knows python-crfsuite.

A model is bytes. CRFsuite trusts what it is given to open, so whoever opens bytes has to have made
sure that they are the bytes that CRFsuite wrote.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pycrfsuite  # type: ignore[import-untyped]  # it ships no types

from annotator.errors import CannotWrite, NoSpace
from annotator.errors.learning import LearningCancelled
from annotator.suggest.tagger.features import Line

QUICK: Final[tuple[str, dict[str, Any]]] = (
    # Stochastic gradient descent (Shalev-Shwartz et al., ICML 2007), the same model in a third of the time.
    "l2sgd",
    {"c2": 1.0, "max_iterations": 8, "calibration.samples": 100, "calibration.max_trials": 4},
)
THOROUGH: Final[tuple[str, dict[str, Any]]] = (QUICK[0], {**QUICK[1], "max_iterations": 12})
_SEVERAL: Final = (
    3  # models that are asked together after thorough learning: what is chance in each evens out
)
_FEWEST: Final = 2  # times that a feature must stand: two thirds stand once, and tell nothing
_MAGIC: Final = b"lCRF"


class Learner:
    """Takes lines of features with their tags, and learns a model of them."""

    def __init__(self, *, quick: bool = True, is_cancelled: Callable[[], bool] | None = None) -> None:
        algorithm, parameters = QUICK if quick else THOROUGH
        self._trainer = _trainer(is_cancelled)
        self._trainer.select(algorithm, "crf1d")
        self._trainer.set_params(
            {**parameters, "feature.possible_transitions": True, "feature.minfreq": _FEWEST}
        )
        self.has_entities = False
        self._is_quick = quick

    def add(self, line: Line, tags: Sequence[str], *, also: "Learner | None" = None) -> None:
        """Take a line, and let another learner take it too: to hand it over costs as much as to learn."""
        items = pycrfsuite.ItemSequence(line)
        for learner in (self, also):
            if learner is not None:
                learner._trainer.append(items, tags)
                learner.has_entities = learner.has_entities or any(tag != "O" for tag in tags)

    def learn(self) -> tuple[bytes, ...]:
        """Return the model, or several to ask together; raises LearningCancelled, NoSpace, CannotWrite."""
        return tuple(self._learn() for _ in range(1 if self._is_quick else _SEVERAL))

    def _learn(self) -> bytes:
        with _room() as folder:
            path = Path(folder, "model")
            self._trainer.train(str(path))
            try:
                model = path.read_bytes()
            except OSError as error:
                raise NoSpace(path=folder) from error
        if not is_model(model):
            raise NoSpace(path=folder)  # CRFsuite says nothing of a disk that ran full
        return model


def _room() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder of its own for what CRFsuite writes; raises CannotWrite where none can be."""
    try:
        # Windows removes nothing that is open, and CRFsuite may keep what it was stopped in.
        return tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True)
    except OSError as error:
        raise CannotWrite(path=error.filename or "TMPDIR", why=error.strerror) from error


def is_model(data: bytes) -> bool:
    """Tell whether CRFsuite wrote `data` to its end: what its head says of its size is true."""
    return data[:4] == _MAGIC and int.from_bytes(data[4:8], "little") == len(data)


def _trainer(is_cancelled: Callable[[], bool] | None) -> Any:
    class Trainer(pycrfsuite.BaseTrainer):  # type: ignore[misc]  # it has no types
        def message(self, _words: str) -> None:
            """Hear what CRFsuite says at each round: the only moments at which it can be stopped."""
            if is_cancelled is not None and is_cancelled():
                raise LearningCancelled

    return Trainer()


class Crf:
    """One model or several, opened; of several the mean is what they say."""

    def __init__(self, models: Sequence[bytes]) -> None:
        if not models or not all(map(is_model, models)):
            raise ValueError("these bytes are no models of CRFsuite")
        self._models = tuple(models)  # CRFsuite reads them where they lie
        self._taggers = []
        for model in self._models:
            tagger = pycrfsuite.Tagger()
            tagger.open_inmemory(model)
            self._taggers.append(tagger)
        self.tags: tuple[str, ...] = tuple(self._taggers[0].labels())

    def marginals(self, line: Line) -> dict[str, list[float]]:
        """Return for every tag its probability at each word of a line."""
        found = {tag: [0.0] * len(line) for tag in self.tags}
        if not line:
            return found
        items, share = pycrfsuite.ItemSequence(line), 1 / len(self._taggers)
        for tagger in self._taggers:
            tagger.set(items)
            for tag, chances in found.items():
                for index in range(len(line)):
                    chances[index] += share * tagger.marginal(tag, index)
        return found
