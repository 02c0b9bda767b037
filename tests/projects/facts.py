"""All that is in a project, as plain values: read by the code of any version so far, through its own classes.

What a version did not have yet is left out, so that the facts of an older one can be looked for in those of
a newer one.
"""

from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any, Final

_ALL: Final = 10_000


def facts_of(project: Any) -> dict[str, Any]:
    """Return what a person would miss, by kind: JSON's own types only."""
    ids = project.documents.ids()
    names = project.annotations.annotators()
    changes = project.changes
    found = {
        "project": [project.id, project.name, project.schema.id, project.schema.version],
        "annotators": list(names),
        "documents": {id_: _document(project, id_) for id_ in ids},
        "suggestions": {id_: [_suggestion(one) for one in project.suggestions.of(id_)] for id_ in ids},
        "work": {name: {id_: _work(project.annotations.get(id_, name)) for id_ in ids} for name in names},
        "history": {
            name: [_change(one) for one in project.changes.history(name, limit=_ALL)] for name in names
        },
        "steps": {name: [_id(changes.undoable(name)), _id(changes.redoable(name))] for name in names},
    }
    if hasattr(project, "settings"):
        found |= _of_version_3(project, ids)
    if hasattr(project, "rulings"):
        found["rulings"] = _plain(project.rulings.of())
    return found


def missing(old: Any, new: Any, *, at: str = "") -> list[str]:
    """Return where a value of the old facts is another one in the new, or gone; new keys are none."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            place
            for key, value in old.items()
            for place in (missing(value, new[key], at=f"{at}/{key}") if key in new else [f"{at}/{key}"])
        ]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [place for row, (one, other) in pairs for place in missing(one, other, at=f"{at}/{row}")]
    return [] if old == new else [at]


def spans_in(lines: list[Any]) -> list[list[object]]:
    """Return the spans of an export's lines: id of the document, range, label, sublabel, name."""
    return [
        [line["id"], *(span[key] for key in ("start", "end", "label", "sublabel", "name"))]
        for line in lines
        for span in line["spans"]
    ]


def _document(project: Any, id_: str) -> dict[str, Any]:
    document, original = project.documents.get(id_), project.documents.original(id_)
    return {
        "text": sha256(document.text.encode()).hexdigest(),
        "title": document.title,
        "outlet": document.outlet,
        "meta": dict(document.meta),
        "raw": sha256(original.raw).hexdigest(),
        "encoding": original.encoding,
    }


def _suggestion(one: Any) -> str:
    values = ", ".join(f"{key}={value}" for key, value in sorted(one.reason.values.items()))
    return f"{one.id}: {_span(one)} {one.source} {one.score} {one.reason.code} {values}".strip()


def _work(one: Any) -> dict[str, Any]:
    work = {
        "state": str(one.state),
        "note": one.note,
        "spans": [f"{span.id}: {_span(span)} {span.origin}" for span in one.spans],
        "verdicts": {str(id_): str(verdict) for id_, verdict in sorted(one.verdicts.items())},
    }
    return work | {"notes": _plain(one.notes)} if hasattr(one, "notes") else work


def _change(one: Any) -> dict[str, Any]:
    kept = ("id", "name", "values", "at", "is_undone", "seconds", "actions")
    facts = {key: _plain(getattr(one, key)) for key in kept if hasattr(one, key)}
    return facts | {"edits": [_edit(edit) for edit in one.edits]}


def _edit(one: Any) -> str:
    before, after = (
        _span(side) if hasattr(side, "label") else str(_plain(side)) for side in (one.before, one.after)
    )
    which = getattr(one, "suggestion_id", "")
    notes = f" {one.note_before!r} > {one.note_after!r}" if hasattr(one, "note_after") else ""
    return f"{type(one).__name__} {one.document_id} {which} {before} > {after}{notes}"


def _span(one: Any) -> str:
    return f"{one.start}-{one.end} {one.label}/{one.sublabel}"


def _id(change: Any) -> int | None:
    return None if change is None else int(change.id)


def _of_version_3(project: Any, ids: list[str]) -> dict[str, Any]:
    model = project.models.newest("tagger")
    return {
        "settings": {key: project.settings.get(key) for key in ("seed", "leads", "plant", "hold_back")},
        "lexicon": [project.lexicon.version, [_plain(one) for one in project.lexicon.all()]],
        "models": [list(one) for one in project.models.history("tagger")],
        "tagger": model and [model.id, model.at, sha256(model.data).hexdigest(), sorted(model.document_ids)],
        "runs": dict(project.runs.get()),
        "held back": sorted(project.honesty.held_back()),
        "planted": {id_: _plain(project.honesty.planted(id_)) for id_ in ids},
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if hasattr(value, "items"):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, str):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
