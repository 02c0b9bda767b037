"""What was learnt: a model for each depth, what it needs to read a text, and facts about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any, Final

from annotator.errors.learning import DamagedModel, ModelOfOtherSchema
from annotator.schema import Schema
from annotator.suggest.tagger.calibration import Calibration, is_rising
from annotator.suggest.tagger.clusters import Clusters
from annotator.suggest.tagger.container import pack, pack_json, unpack, unpack_json
from annotator.suggest.tagger.crf import Crf, is_model
from annotator.suggest.tagger.nesting import DEPTHS
from annotator.suggest.tagger.notes import Notes

_CRF: Final = "crf"
_KNOWN: Final = "known"
_CLUSTERS: Final = "clusters"
_NOTES: Final = "notes"
Surfaces = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told about a model. `made_at` is UTC, ISO 8601.

    `labels` are how many spans of each label it learnt from; `reliability` are mean score, share that was
    right and number, by steps of the score, on articles that it had not learnt from, as is `held_out_f1`
    (0 to 1; None where there were too few); `held_out` are how many articles that were.
    """

    schema_id: str
    schema_version: int
    documents: int
    entities: int
    labels: Mapping[str, int]
    made_at: str
    quick: bool
    seconds: float = 0.0
    reliability: tuple[tuple[float, float, int], ...] = ()
    held_out_f1: float | None = None
    held_out: int = 0
    measured_at: int = 0
    """How many articles there were when it was last measured on held-out ones; then it was calibrated."""

    def as_values(self) -> dict[str, Any]:
        """Return the facts as plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Tagger:
    """A learnt tagger. `crfs` are models by depth, the outermost first; several are asked together.

    `counts` are how often folded words stand in what it learnt from; `surfaces` by depth how stems were
    labelled; `begun` and `sublabels` what `edges` and `source` choose by.
    """

    facts: Facts
    crfs: tuple[tuple[bytes, ...], ...] = field(repr=False)
    counts: Mapping[str, int] = field(repr=False)
    surfaces: tuple[Surfaces, ...] = field(repr=False)
    begun: Mapping[str, int] = field(repr=False)
    sublabels: Mapping[str, Mapping[str, Mapping[str, int]]] = field(repr=False)
    calibration: Calibration = field(default=Calibration(), repr=False)
    clusters: Clusters | None = field(default=None, repr=False)
    notes: Notes | None = field(default=None, repr=False)

    @cached_property
    def opened(self) -> tuple[Crf, ...]:
        """The models, opened when they are first asked."""
        return tuple(map(Crf, self.crfs))

    def check_schema(self, schema: Schema) -> None:
        """Raise ModelOfOtherSchema where the tagger speaks other labels than `schema`.

        An older version of the same schema will do: labels that are gone are not suggested.
        """
        if self.facts.schema_id and self.facts.schema_id != schema.id:
            raise ModelOfOtherSchema(learnt=self.facts.schema_id, schema=schema.id)

    def to_bytes(self) -> bytes:
        """Return the tagger as bytes, in a container of its own."""
        known = {
            "counts": self.counts,
            "surfaces": self.surfaces,
            "begun": self.begun,
            "sublabels": self.sublabels,
            "calibration": [self.calibration.raw, self.calibration.chance],
        }
        parts = {_KNOWN: pack_json(known)}
        for depth, models in enumerate(self.crfs):
            parts |= {f"{_CRF} {depth} {number}": model for number, model in enumerate(models)}
        if self.notes is not None:
            parts[_NOTES] = pack_json(self.notes.as_values())
        if self.clusters is not None:
            parts[_CLUSTERS] = self.clusters.to_bytes()
        return pack(self.facts.as_values(), parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Tagger":
        """Return the tagger that `to_bytes` packed; raises DamagedModel or NewerModel."""
        facts, parts = unpack(data)
        crfs = _crfs(parts)
        if not crfs or _KNOWN not in parts:
            raise DamagedModel
        known = unpack_json(parts[_KNOWN])
        try:
            raw, chance = known["calibration"]
            made = cls(
                _facts(facts),
                crfs,
                {str(word): int(times) for word, times in known["counts"].items()},
                tuple(_surfaces(one) for one in known["surfaces"]),
                {str(key): int(times) for key, times in known["begun"].items()},
                {str(label): _surfaces(names) for label, names in known["sublabels"].items()},
                Calibration(tuple(map(float, raw)), tuple(map(float, chance))),
                Clusters.from_bytes(parts[_CLUSTERS]) if _CLUSTERS in parts else None,
                Notes.from_values(unpack_json(parts[_NOTES])) if _NOTES in parts else None,
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedModel from error
        if not is_rising(made.calibration) or len(made.surfaces) != len(crfs):
            raise DamagedModel
        return made


def _crfs(parts: Mapping[str, bytes]) -> tuple[tuple[bytes, ...], ...]:
    """Return the models by depth; raises DamagedModel where one is none."""
    found = []
    for depth in range(DEPTHS):
        models = tuple(part for name, part in parts.items() if name.startswith(f"{_CRF} {depth} "))
        if not models:
            break
        if not all(map(is_model, models)):
            raise DamagedModel
        found.append(models)
    return tuple(found)


def _facts(said: Mapping[str, Any]) -> Facts:
    """Return the facts that a head says; what a newer program adds is passed over."""
    names = {one.name for one in fields(Facts)}
    values = {name: value for name, value in said.items() if name in names}
    values["reliability"] = tuple(tuple(step) for step in values.get("reliability", ()))
    return Facts(**values)


def _surfaces(said: Mapping[str, Mapping[str, int]]) -> dict[str, Counter[str]]:
    return {str(word): Counter(dict(counts)) for word, counts in said.items()}
