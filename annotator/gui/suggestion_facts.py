"""What the page of suggestions shows, read in one go beside the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.gui.due import TAGGER, documents_learnt
from annotator.gui.learning_curve import Learnt
from annotator.gui.sources_view import SourceState
from annotator.lacking import has_pip, how_to_run_camel
from annotator.model import Record
from annotator.project.file import Project
from annotator.words import _, n_, number


@dataclass(frozen=True, slots=True)
class Facts:
    """The state of a project's suggestions; `labels` are the spans that the newest tagger learnt from."""

    records: tuple[Record, ...]
    states: tuple[SourceState, ...]
    tagger: str
    labels: Mapping[str, int]
    curve: tuple[Learnt, ...]


def read(path: Path, **_watch: object) -> Facts:
    """Read the facts with a connection of its own; raises ProjectError."""
    with Project.open(path) as project:
        history = project.models.history(TAGGER)
        finished = len(project.annotations.finished_ids())
        newest = history[-1][1] if history else {}
        state = tagger_words(newest, finished=finished)
        return Facts(
            tuple(project.records.by_label()),
            (
                SourceState("lexicon", _own_words(len(project.lexicon.all()))),
                SourceState("patterns", ""),
                SourceState("memory", ""),
                SourceState(TAGGER, state, is_ready=bool(history)),
                _camel(project),
            ),
            state,
            _labels(newest),
            tuple(curve(history)),
        )


def tagger_words(facts: Mapping[str, Any], *, finished: int) -> str:
    """Return what the tagger has learnt, or how far it is from learning at all."""
    known = documents_learnt(facts)
    if known:
        words = n_("Learnt from {count} article.", "Learnt from {count} articles.", known)
        return words.format(count=number(known))
    from annotator.suggest.tagger.training import LEAST_DOCUMENTS, LEAST_ENTITIES

    wanted = _("Not learnt yet: {count} finished articles with {spans} spans are enough.").format(
        count=number(LEAST_DOCUMENTS), spans=number(LEAST_ENTITIES)
    )
    there = n_("{count} is finished.", "{count} are finished.", finished).format(count=number(finished))
    return f"{wanted} {there}"


def curve(history: list[tuple[str, Mapping[str, Any]]]) -> list[Learnt]:
    """Return the models that were measured on articles which they had not seen, oldest first."""
    return [
        Learnt(at, documents_learnt(facts), float(facts["held_out_f1"]))
        for at, facts in history
        if isinstance(facts.get("held_out_f1"), int | float)
    ]


def _labels(facts: Mapping[str, Any]) -> dict[str, int]:
    labels = facts.get("labels", {})
    return {str(label): int(count) for label, count in labels.items()} if isinstance(labels, dict) else {}


def _own_words(count: int) -> str:
    if not count:
        return ""
    return n_("{count} name of your own", "{count} names of your own", count).format(count=number(count))


def _camel(project: Project) -> SourceState:
    """Return whether CAMeL's recogniser can be used, and how many articles it has read."""
    from annotator.suggest.camel.folder import has_camel_tools, installed
    from annotator.suggest.camel.published import RECOGNISER

    one = next((one for one in installed() if one.name == RECOGNISER), None)
    if not has_camel_tools() and not has_pip():
        return SourceState("camel", how_to_run_camel(), is_ready=False, is_here=False)
    if not has_camel_tools() or one is None or not one.is_there:
        words = _("Not installed: «annotator models» says how to get it.")
        return SourceState("camel", words, is_ready=False, is_here=False)
    if one.problems:
        return SourceState("camel", str(one.problems[0]), is_ready=False)
    total = len(project.documents.ids())
    words = n_(
        "Ready. It has read {read} of {count} article.",
        "Ready. It has read {read} of {count} articles.",
        total,
    )
    read_ = len(project.camel.models_by_document())
    act = _("Let it read") if read_ < total else ""
    return SourceState("camel", words.format(read=number(read_), count=number(total)), act=act)
