"""Counts the names of the security lexicon strictly: one name once, however it is spelt or combined.

The rule, applied to every spelling of every row of the tables in TABLES:

1. Spellings are folded; the article, prepositions glued or apart, brackets and signs go.
2. Variants of one row are one name; so are rows that share a spelling after this rule.
3. Nationalities go (وزارة الداخلية المغربية is وزارة الداخلية), and after bodies and offices the names of
   countries and cities too (ولاية أمن طنجة is ولاية أمن).
4. What a rank has from its force or its branch goes (العميد الركن الطيار is عميد).
5. An office with its body is the office (رئيس مجلس النواب is رئيس) where both are in the tables.
6. A noun that only says what follows goes where something follows (عملية برخان is برخان).

What is left is counted by the kind of its first row.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.text.folding import folded

HERE = Path(__file__).resolve().parent
TABLES = (
    *("people", "agencies", "forces", "groups", "government", "international", "parties", "media"),
    *("weapons", "vehicles", "crimes", "laws", "events"),
)
UNCOUNTED_KINDS = frozenset({"honorific", "occupation"})


def _words(words: str) -> frozenset[str]:
    return frozenset(folded(words).split())


# What a rank has from its force, its branch or its standing.
_BRANCHES = _words(
    "ركن طيار بحري بحرية جوي جوية بري شرطة درك متقاعد متقاعدة مهندس طبيب حقوقي إداري بالقوات الشرطة الدرك حرس"
)
_BODIES = frozenset({"agency", "unit", "group", "government", "international", "party", "media", "office"})
# Nouns that say what the name after them is, by the kinds that have them.
_GENERIC = {
    ("agency", "unit", "group", "government", "international"): _words(
        "جهاز قوات قوة تنظيم حركة جماعة جبهة مجموعة شبكة منظمة ميليشيا ميليشيات مليشيا كارتل عصابة فصيل "
        "وكالة هيئة مجلس شرطة"
    ),
    ("party",): _words("حزب حركة جماعة تيار ائتلاف تحالف"),
    ("media",): _words("جريدة صحيفة قناة وكالة موقع مجلة إذاعة أنباء راديو تلفزيون شبكة بوابة"),
    ("exercise", "operation"): _words("مناورات مناورة تمرين تمارين عملية معركة عمليات حملة"),
    ("weapon", "vehicle"): _words(
        "صاروخ صواريخ بندقية بنادق رشاش رشاشات مسدس مسدسات قذيفة قذائف قاذف قاذفة قاذفات منظومة منظومات "
        "راجمة راجمات مدفع مدافع قنبلة قنابل مقاتلة مقاتلات طائرة طائرات دبابة دبابات مروحية مروحيات مسيرة "
        "مسيرات مدرعة مدرعات مركبة مركبات عربة عربات فرقاطة فرقاطات غواصة غواصات بطارية بطاريات نظام أنظمة "
        "أسلحة سلاح لغم ألغام زورق زوارق ذخيرة ذخائر"
    ),
}
_PREPOSITIONS = _words("في من على إلى عن مع ضد لدى")


class Name(NamedTuple):
    """One spelling as the rule leaves it, with the row it comes from."""

    kind: str
    row: int
    words: tuple[str, ...]


def count() -> Counter[str]:
    """Return how many names there are by kind."""
    return Counter(kind for kind, _surface in names())


def show() -> None:
    """Print the rule and the counts, the largest first."""
    print(__doc__.strip())
    counts = count()
    for kind, number in counts.most_common():
        print(f"{number:6} {kind}")
    print(f"{counts.total():6} in all")


def names() -> list[tuple[str, str]]:
    """Return the kind and the first spelling of every name that counts."""
    rows = list(_rows())
    nations, places = _column("demonyms"), _column("countries") | _column("cities")
    left = [name for number, row in enumerate(rows) for name in _left(number, row, nations, places)]
    bodies = {name.words for name in left if name.kind in _BODIES - {"office"}}
    bodies |= {(word,) for word in _column("heads")}
    offices = {name.words for name in left if name.kind == "office"}
    groups: dict[tuple[str, ...], int] = {}
    parent = list(range(len(rows)))
    for name in left:
        words = _office(name.words, offices, bodies) if name.kind == "office" else name.words
        first = groups.setdefault(words, name.row)
        parent[_top(parent, name.row)] = _top(parent, first)
    tops = sorted({_top(parent, number) for number in range(len(rows))})
    return [(rows[top][3], rows[top][0]) for top in tops]


def _rows() -> Iterator[list[str]]:
    for table in TABLES:
        for line in (HERE / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            row = line.split("\t")
            if row[3] not in UNCOUNTED_KINDS:
                yield row


def _column(table: str) -> set[str]:
    """Return the folded spellings of a table, without their articles."""
    lines = (HERE / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    spellings = {one for line in lines for one in (line.split("\t")[0], *line.split("\t")[5].split("|"))}
    return {" ".join(_plain(one)) for one in spellings if one}


def _plain(surface: str) -> tuple[str, ...]:
    text = re.sub(r"\(.*?\)", " ", folded(surface)).replace("اميرك", "امريك").replace("كيماو", "كيميائ")
    kept = []
    for word in re.findall(r"\w+", text):
        if word in _PREPOSITIONS:
            continue
        word = re.sub("^(?:و?(?:بال|لل|ال)|و(?=ال))", "", word) or word
        kept.append(word)
    return tuple(kept)


def _left(number: int, row: list[str], nations: set[str], places: set[str]) -> Iterator[Name]:
    kind = row[3]
    generic = next((words for kinds, words in _GENERIC.items() if kind in kinds), frozenset())
    for surface in (row[0], *filter(None, row[5].split("|"))):
        plain = words = _plain(surface)
        words = tuple(word for word in words if word not in nations) or words[:1]
        if kind in _BODIES and len(words) > 1:
            words = _without_places(words, places)
        if kind == "rank":
            words = tuple(word for word in words if word not in _BRANCHES) or words
        while len(words) > 1 and words[0] in generic:
            words = words[1:]
        yield Name(kind, number, words or plain)


def _without_places(words: tuple[str, ...], places: set[str]) -> tuple[str, ...]:
    """Leave out the names of places after the first word, of one word or two."""
    kept = [words[0]]
    at = 1
    while at < len(words):
        if " ".join(words[at : at + 2]) in places and at + 1 < len(words):
            at += 2
        elif words[at] in places:
            at += 1
        else:
            kept.append(words[at])
            at += 1
    return tuple(kept)


def _office(
    words: tuple[str, ...], offices: set[tuple[str, ...]], bodies: set[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return an office without its body: what stands before, where both are known."""
    for cut in range(len(words) - 1, 0, -1):
        rest = words[cut:]
        if words[:cut] in offices and (rest in bodies or rest[:1] in bodies):
            return words[:cut]
    return words


def _top(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
