"""Asks CAMeL's recogniser, and its morphology where there is one, about the documents of a project.

What is found is kept by document and model, a few documents at a time, so that a run that was
stopped goes on where it was. Nothing is suggested here: that is `source`'s.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from annotator.errors.recognisers import NoCamelTools, RecogniserError, RecogniserStopped
from annotator.project.file import Project
from annotator.suggest.camel.client import CamelWorker, OnStage
from annotator.suggest.camel.folder import (
    Installed,
    IsCancelled,
    OnProgress,
    data_folder,
    has_camel_tools,
    installed,
    ready,
)
from annotator.suggest.camel.published import MORPHOLOGY, RECOGNISER
from annotator.suggest.camel.sentences import RULES, ranges, sentences_of, shown
from annotator.text.tokens import Token

_WORDS_AT_ONCE: Final = 1_500  # some ten seconds of one thread
_LIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class RecogniseReport:
    """How many documents were read now, and how many had been read before."""

    documents: int
    unchanged: int
    seconds: float
    is_stopped: bool = False


def model_key(one: Installed) -> str:
    """Return under which SHA-256 results of this model are kept: its files, and how it is asked."""
    return hashlib.sha256(f"{one.identity()} {RULES}".encode()).hexdigest()


def recognise(
    project: Project,
    *,
    folder: Path | None = None,
    document_ids: Collection[str] | None = None,
    on_progress: OnProgress | None = None,
    on_stage: OnStage | None = None,
    is_cancelled: IsCancelled | None = None,
    make_worker: Callable[..., CamelWorker] = CamelWorker,
) -> RecogniseReport:
    """Ask about these documents, all unless told, as far as nobody has yet; progress is in documents.

    `on_stage` hears what the seconds before the first document are for: "check", then those of
    CamelWorker. A cancel ends the process at once and keeps what was found. Raises RecogniserError.
    """
    began = monotonic()
    if not has_camel_tools():
        raise NoCamelTools
    folder = folder or data_folder()
    if on_stage is not None:
        on_stage("check")
    models: list[_Model] = [_Recogniser(ready(RECOGNISER, folder)), *_analysers(folder)]
    wanted = frozenset(project.documents.ids() if document_ids is None else document_ids)
    left = _Left(project, models=models, wanted=wanted)
    done = 0
    is_stopped = False
    if left.ids:
        try:
            with make_worker(folder, on_stage=on_stage, is_cancelled=is_cancelled) as worker:
                for count in left.read(worker):
                    done += count
                    if on_progress is not None:
                        on_progress(done, len(left.ids))
        except RecogniserStopped:
            is_stopped = True
    return RecogniseReport(done, len(wanted) - len(left.ids), monotonic() - began, is_stopped=is_stopped)


class _Model(Protocol):
    """What is asked about documents; `key` is what its results are kept under, `field` what is in them."""

    key: str
    field: str

    def load(self, worker: CamelWorker) -> None: ...

    def ask(
        self, worker: CamelWorker, documents: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[str, object]]: ...


class _Left:
    """What is left to be asked."""

    def __init__(self, project: Project, *, models: Sequence[_Model], wanted: frozenset[str]) -> None:
        self._project = project
        self._missing = [(model, wanted.intersection(project.camel.missing(model.key))) for model in models]
        self.ids = [id_ for id_ in project.documents.ids() if any(id_ in ids for _, ids in self._missing)]

    def read(self, worker: CamelWorker) -> Iterator[int]:
        """Ask, keep what is found, and yield how many documents were read each time."""
        asked = [(model, ids) for model, ids in self._missing if ids]
        for model, _ids in asked:
            model.load(worker)
        for chunk in _chunks(self._project, self.ids):
            for model, ids in asked:
                found = list(model.ask(worker, [(id_, text) for id_, text in chunk if id_ in ids]))
                self._project.camel.put_many(found, model=model.key, field=model.field)
            yield len(chunk)


class _Recogniser:
    """Finds names."""

    field: str = "names"

    def __init__(self, one: Installed) -> None:
        self._one = one
        self.key = model_key(one)

    def load(self, worker: CamelWorker) -> None:
        worker.load_recogniser(self._one)

    def ask(self, worker: CamelWorker, documents: Sequence[tuple[str, str]]) -> Iterator[tuple[str, object]]:
        sentences: list[tuple[int, list[Token]]] = [
            (number, tokens) for number, (_id, text) in enumerate(documents) for tokens in sentences_of(text)
        ]
        labels = worker.tag([shown(documents[number][1], tokens) for number, tokens in sentences])
        found: list[list[list[object]]] = [[] for _ in documents]
        for (number, tokens), said in zip(sentences, labels, strict=True):
            found[number] += [list(one) for one in ranges(documents[number][1], tokens, said)]
        for (id_, _text), names in zip(documents, found, strict=True):
            yield id_, {self.field: names}


class _Analyser:
    """Finds the words that are most likely verbs."""

    field: str = "verbs"

    def __init__(self, one: Installed) -> None:
        self._one = one
        self.key = model_key(one)

    def load(self, worker: CamelWorker) -> None:
        worker.load_analyser(self._one)

    def ask(self, worker: CamelWorker, documents: Sequence[tuple[str, str]]) -> Iterator[tuple[str, object]]:
        read = [
            (id_, [(token, word) for tokens in sentences_of(text) for token, word in _words(text, tokens)])
            for id_, text in documents
        ]
        distinct = list(dict.fromkeys(word for _id, pairs in read for _token, word in pairs))
        readings = dict(zip(distinct, worker.readings(distinct), strict=True))
        verbs = {word for word, parts in readings.items() if _verb_share(parts) >= _LIKELY}
        for id_, pairs in read:
            yield id_, {self.field: [list(token) for token, word in pairs if word in verbs]}


def _analysers(folder: Path) -> list["_Analyser"]:
    """Return the morphology where it can be used; it only ranks, so its lack holds nothing up."""
    one = next(one for one in installed(folder) if one.name == MORPHOLOGY)
    if not one.is_ready:
        return []
    try:
        return [_Analyser(ready(MORPHOLOGY, folder))]
    except RecogniserError:
        return []


def _words(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for token, word in zip(tokens, shown(text, tokens), strict=True):
        if word.isalpha():
            yield token, word


def _verb_share(parts: dict[str, float]) -> float:
    return sum(share for part, share in parts.items() if part.startswith("verb"))


def _chunks(project: Project, ids: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield a few documents at a time, id and text, so that little is lost and progress is seen."""
    chunk: list[tuple[str, str]] = []
    size = 0
    for id_ in ids:
        text = project.documents.get(id_).text
        chunk.append((id_, text))
        size += text.count(" ") + 1
        if size >= _WORDS_AT_ONCE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
