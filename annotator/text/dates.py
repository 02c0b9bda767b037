"""Dates as pages and files write them: 2026-01-31, 31/01/2026, 31 يناير 2026.

Only what can be read in one way is read: 01/31/2026 is no date here, since 01/02/2026 would be another one
there. Hijri dates are not reckoned.
"""

import re
from datetime import date
from typing import Final

from annotator.text.folding import folded

# The Gregorian months as the press calls them in Morocco, in Egypt, in Algeria and Tunisia, in the Levant.
_MONTHS: Final = (
    ("يناير", "جانفي", "كانون الثاني", "january", "janvier"),
    ("فبراير", "فيفري", "شباط", "february", "fevrier"),
    ("مارس", "آذار", "march", "mars"),
    ("أبريل", "إبريل", "أفريل", "نيسان", "april", "avril"),
    ("ماي", "مايو", "أيار", "may", "mai"),
    ("يونيو", "يونيه", "جوان", "حزيران", "june", "juin"),
    ("يوليو", "يوليوز", "يوليه", "جويلية", "تموز", "july", "juillet"),
    ("غشت", "أغسطس", "أوت", "آب", "august", "aout"),
    ("سبتمبر", "شتنبر", "أيلول", "september", "septembre"),
    ("أكتوبر", "تشرين الأول", "october", "octobre"),
    ("نوفمبر", "نونبر", "تشرين الثاني", "november", "novembre"),
    ("ديسمبر", "دجنبر", "كانون الأول", "december", "decembre"),
)
_BY_NAME: Final = {
    folded(name): month for month, names in enumerate(_MONTHS, start=1) for name in sorted(names)
}
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_NAMES: Final = "|".join(sorted(_BY_NAME, key=len, reverse=True))
_IN_WORDS: Final = re.compile(rf"(?<!\d)(\d{{1,2}}) +({_NAMES})[ ,،/]+(\d{{4}})(?!\d)")
_LONGEST: Final = 200  # code points: more than that is no date


def date_in(text: str) -> date | None:
    """Return the first date in `text`, None where there is none."""
    plain = " ".join(folded(text[:_LONGEST]).split())
    found = _YEAR_FIRST.search(plain)
    if found is not None:
        return _date(*found.group(1, 2, 3))
    found = _DAY_FIRST.search(plain)
    if found is not None:
        return _date(*found.group(3, 2, 1))
    found = _IN_WORDS.search(plain)
    if found is not None:
        return _date(found[3], str(_BY_NAME[found[2]]), found[1])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
