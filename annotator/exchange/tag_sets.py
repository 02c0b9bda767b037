"""What labels are called elsewhere: the names that tag sets, tools and people give to the same kind of thing.

Knows no schema of a project but the one that it is asked about, and decides nothing: it proposes.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from annotator.schema import Label, Schema
from annotator.text.folding import folded

# A kind of thing, by the names it goes by, ours first; folded, without what parts their words. CoNLL, ACE,
# OntoNotes, Wojood, ANERcorp, AQMAR, spaCy, GATE; Arabic, English and French.
_KINDS: Final[Mapping[str, str]] = {
    "PERS": "pers per person persons people personne personnes individual nameperson شخص اشخاص الشخص علم",
    "ORG": "org organization organizations organisation organisations orga company institution agency group "
    "nameorganization هيئة منظمة مؤسسة منظمات جهة المنظمة",
    "GPE": "gpe geopolitical geopoliticalentity country countries city cities nation state town province "
    "pays ville كيانسياسي دولة مدينة بلد دول مدن الدولة",
    "LOC": "loc location locations place places lieu lieux geo geographic "
    "namelocation مكان موقع اماكن المكان",
    "FAC": "fac facility facilities building buildings installation infrastructure منشاة مرفق مبنى",
    "EVENT": "event events eve evt evenement incident حدث احداث واقعة",
    "DATE": "date dates timex timex2 timex3 تاريخ التاريخ زمن",
    "TIME": "time times hour heure وقت الوقت ساعة",
    "WEA": "wea weapon weapons arme armes arm سلاح اسلحة",
    "VEH": "veh vehicle vehicles vehicule vehicules مركبة مركبات الية",
    "LAW": "law laws loi lois legal legaltext treaty textejuridique قانون نصقانوني قوانين",
    "NORP": "norp affiliation nationality nationalities religion ethnicity appartenance demonym انتماء جنسية",
    "OCC": "occ occupation jobtitle job position role profession rank fonction poste منصب وظيفة رتبة",
    "CRIME": "crime crimes offence offense infraction جريمة جرائم",
    "QUANT": "quant quantity quantities quantite nombre cardinal number numeric amount casualties عدد كمية",
    "MONEY": "money mon monetary montant price curr currency مبلغ نقود مال",
    "PRODUCT": "product prod products produit منتج",
    "MISC": "misc miscellaneous other others divers autre متفرقات اخرى",
    "LANGUAGE": "language lang langue لغة",
    "WEBSITE": "website url web موقعالكتروني",
    "PERCENT": "percent percentage pourcentage نسبة",
    "ORDINAL": "ordinal ord ترتيب",
    "UNIT": "unit unite وحدة",
}
# Where a schema lacks a kind: the wider kind that takes it in.
_WIDER: Final[Mapping[str, tuple[str, ...]]] = {
    "GPE": ("LOC",),
    "FAC": ("LOC",),
    "WEA": ("PRODUCT", "MISC"),
    "VEH": ("PRODUCT", "MISC"),
    "NORP": ("MISC",),
    "EVENT": ("MISC",),
    "LAW": ("MISC",),
    "PRODUCT": ("MISC",),
    "TIME": ("DATE",),
}
_PREFIX: Final = re.compile(r"[BIESLU]-(?=.)")
_PARTING: Final = re.compile(r"[\W_]+")


def proposals(labels: Iterable[str], schema: Schema) -> dict[str, str]:
    """Propose a label of `schema`, or LABEL.sublabel, for each of `labels` that it does not have.

    Labels for which there is nothing to propose are left out, as are those that need no proposal. What is
    called alike comes before what is of the same kind (PER, PERSON, PERSONNE, شخص: PERS), and that before
    what is of a wider kind (CITY: LOC, where the schema has no GPE).
    """
    known = _Known(schema)
    found: dict[str, str] = {}
    for label in labels:
        proposal = None if known.has(label) else known.nearest(label)
        if proposal is not None:
            found[label] = proposal
    return found


class _Known:
    """A schema by the names of its labels and sublabels, and by the kinds that they are."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._by_name: dict[str, str] = {}
        self._by_kind: dict[str, str] = {}
        for label in schema.labels:
            for name in _names(label):
                self._by_name.setdefault(name, label.id)
            kind = _kinds().get(_bare(label.id))
            if kind is not None:
                self._by_kind.setdefault(kind, label.id)
        for label in schema.labels:
            for sublabel in label.sublabels:
                for name in (sublabel.id, sublabel.names.ar, sublabel.names.en, sublabel.names.fr):
                    self._by_name.setdefault(_bare(name), f"{label.id}.{sublabel.id}")

    def has(self, tag: str) -> bool:
        """Tell whether `tag` is a label, or a label and one of its sublabels with a dot between."""
        label, _dot, sublabel = tag.partition(".")
        return tag in self._schema or (bool(sublabel) and self._schema.has(label, sublabel))

    def nearest(self, tag: str) -> str | None:
        """Return what a person would probably take for `tag`, None where nobody could say."""
        for name in (_bare(tag), _bare(_PREFIX.sub("", tag, count=1)), *map(_bare, re.split(r"[./:|]", tag))):
            if not name:
                continue
            found = self._by_name.get(name) or self._of_kind(_kinds().get(name, ""))
            if found is not None:
                return found
        return None

    def _of_kind(self, kind: str) -> str | None:
        kinds = (kind, *_WIDER.get(kind, ()))
        return next((self._by_kind[one] for one in kinds if one in self._by_kind), None)


def _names(label: Label) -> list[str]:
    return [_bare(name) for name in (label.id, label.names.ar, label.names.en, label.names.fr)]


@cache
def _kinds() -> dict[str, str]:
    return {_bare(name): kind for kind, names in _KINDS.items() for name in names.split()}


def _bare(name: str) -> str:
    """Return a name as it is compared: folded, in small letters, its words joined."""
    return _PARTING.sub("", folded(name).casefold())
