"""Label Studio's JSON of tasks, as it is exported and imported (labelstud.io/guide/task_format, /tags/text).

A task has its text under `data`, and the regions of each annotator under `annotations`. The short form,
JSON_MIN, is read too. Offsets are code points.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.dialects import UNNAMED, Taken, incoming, listed
from annotator.exchange.formats.fields import Fields, as_text, meta_of
from annotator.exchange.formats.objects import Found, first_object, objects
from annotator.exchange.formats.regions import SHORT_MARKS, Regions, in_full
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile, quoted
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing

# What `annotations` was called before version 1.
_ANSWERS: Final = ("annotations", "completions")
# Names in the labelling set-up, as Label Studio's own template for named entities has them.
_NAMES: Final = {"from_name": "label", "to_name": "text", "type": "labels"}
_NUMBER: Final = "label_studio_id"  # in a document's meta
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


class LabelStudioReader:
    """Reads tasks of Label Studio: annotations, and predictions where nobody has answered."""

    name = "label-studio"
    suffixes = (".json", ".jsonl")

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the first object keeps its text under `data`, or is in the short form."""
        found = first_object(file, head)
        data = found.get("data")
        if isinstance(data, dict):
            return any(type(value) is str for value in data.values())
        return found.keys() >= {"annotator", "annotation_id"}

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield a document a task; raises InputError.

        A task that nobody answered, or that was only skipped, has no labels. Drafts are not read.
        """
        taken = Taken(file, options=options, names=_names)
        left_out: Counter[str] = Counter()
        for number, found in enumerate(objects(file, options=options), 1):
            task = _task(found.fields)
            answers = [one for one in _answers(task) if taken.takes(_name(one))]
            # In the short form each answer is a task: those of others are not this one's documents.
            if answers or task is found.fields:
                its_fields = found._replace(fields=task)
                fallback_id = f"{file.stem}-{number}"
                recognised = taken.recognised
                yield _incoming(its_fields, answers, left_out, fallback_id=fallback_id, recognised=recognised)
        taken.finish()


def _task(fields: Fields) -> Fields:
    """Return the task in the long form."""
    if "data" not in fields and fields.values.keys() & SHORT_MARKS:
        return fields.inside(in_full(fields.values), "data")
    return fields


def _names(fields: Fields) -> Iterator[str]:
    return map(_name, _answers(_task(fields)))


def _answers(task: Fields) -> list[Fields]:
    """Return the annotations that were not skipped, or the predictions of a task that nobody answered."""
    given = [one for name in _ANSWERS for one in task.objects(name)]
    if given:
        return [one for one in given if one.values.get("was_cancelled") is not True]
    # Some exports name predictions by their number alone.
    predictions = task.items("predictions") or []
    return [task.inside(one, "predictions") for one in predictions if isinstance(one, dict)]


def _name(answer: Fields) -> str:
    """Return who answered, a person's number or address, or a model's version."""
    by = answer.values.get("completed_by")
    if isinstance(by, dict):
        person = answer.inside(by, "completed_by")
        return person.text("email") or person.name("id") or UNNAMED
    return answer.name("completed_by") or answer.name("model_version") or UNNAMED


def _incoming(
    found: Found,
    answers: list[Fields],
    left_out: Counter[str],
    *,
    fallback_id: str,
    recognised: dict[str, str],
) -> Incoming:
    """Return the document; results that are no spans are counted in `left_out`."""
    task = found.fields
    data = task.child("data")
    if data is None:
        raise task.refuse(errors.MissingField, field="data")
    if len(answers) > 1:
        raise task.refuse(errors.SeveralAnswers, name=quoted(_name(answers[0])))
    regions = Regions(result for answer in answers for result in answer.objects("result"))
    field = regions.field(data)
    text = data.values[field]
    spans, unit = regions.spans(text)
    recognised |= {"offsets": unit} if unit else {}
    left_out += regions.others
    recognised |= {"left out": listed(left_out)} if left_out else {}
    meta = dict(_meta(task, data, field))
    own_id = data.name("id") or meta.pop("id", "")
    if not own_id and "id" in task:  # Label Studio's number of the task, which means nothing elsewhere
        meta[_NUMBER] = task.name("id")
    return incoming(
        found,
        text=text,
        id=own_id,
        fallback_id=fallback_id,
        meta=meta,
        spans=spans if answers else None,
        recognised=recognised,
    )


def _meta(task: Fields, data: Fields, field: str) -> Mapping[str, str]:
    """Return what stands beside the text, and under `meta` of the data and of the task."""
    beside = {
        name: as_text(value)
        for name, value in data.values.items()
        if name not in (field, "id", "meta") and value is not None
    }
    return {**meta_of(task.child("meta")), **beside, **meta_of(data.child("meta"))}


class LabelStudioWriter:
    """Writes tasks with one annotation each, for a set-up with `<Labels name="label" toName="text">`."""

    name = "label-studio"
    suffix = ".json"
    is_folder = False
    schemes = ()
    carries = frozenset({Facet.ID, Facet.META, Facet.TEXT})

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count them in `tally`."""
        with path.open("wb") as out:
            separator = b"[\n"
            for number, document in enumerate(documents, 1):
                self.survey(document, options=options, tally=tally)
                out.write(separator + _ENCODER.encode(_record(document, options, number)).encode())
                separator = b",\n"
            out.write(b"[]\n" if separator == b"[\n" else b"\n]\n")

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count a document; no span of it is lost."""
        tally.documents += 1
        tally.spans.update(map(options.tag, document.spans))


def _record(document: Outgoing, options: Options, number: int) -> dict[str, Any]:
    """Return a task; the ids of its results are different from those of any other task."""
    text = document.text
    meta = document.facts
    results = [
        {
            "id": f"{number}-{place}",
            **_NAMES,
            "value": {
                "start": span.start,
                "end": span.end,
                "text": text[span.start : span.end],
                "labels": [options.tag(span)],
            },
        }
        for place, span in enumerate(document.spans, 1)
    ]
    return {
        "data": {"text": text, "id": document.id, "meta": meta},
        "annotations": [{"result": results}],
    }


READER: Final = LabelStudioReader()
WRITER: Final = LabelStudioWriter()
