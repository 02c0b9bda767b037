"""Words on screen: one gettext catalogue for window, command line and reports.

English sentences are the keys. The language is one per process, as gettext does it; this module
knows no annotation and formats no widgets.
"""

import gettext
import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from annotator.assets import resource

LANGUAGES: Final = {"ar": "العربية", "en": "English", "fr": "Français"}
LOCALES: Final = {
    "ar_MA": "العربية (123)",
    "ar_EG": "العربية (١٢٣)",
    "en": LANGUAGES["en"],
    "fr": LANGUAGES["fr"],
}
"""What a person chooses from: Arabic by the digits one reads, since few know the code of their region."""

_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
# CLDR: the Maghreb and the Emirates write 123, the other Arabic-speaking countries ١٢٣.
_LATIN_DIGIT_REGIONS: Final = frozenset({"MA", "DZ", "TN", "LY", "EH", "AE"})

_QUOTED: Final = re.compile(r"«(\s*)([^«»]*?)(\s*)»")

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_region = ""


def use(locale: str) -> None:
    """Speak `locale` from here on: a language of LANGUAGES with an optional region, as in ar_EG.

    A language without a catalogue falls back to English.
    """
    global _translations, _language, _region
    language, _, region = locale.replace("-", "_").partition("_")
    _language = language if language in LANGUAGES else "en"
    _region = region.partition(".")[0]
    _translations = gettext.translation("annotator", resource("locale"), languages=[_language], fallback=True)


@cache
def in_every_language(sentence: str) -> tuple[str, ...]:
    """Return an English sentence of the catalogue and its translations, whatever language is in use."""
    found = [
        gettext.translation("annotator", resource("locale"), languages=[code], fallback=True).gettext(
            sentence
        )
        for code in LANGUAGES
    ]
    return tuple(dict.fromkeys([sentence, *found]))


def as_said(sentence: str) -> str:
    """Return a sentence that reads as the language in use does, whatever name it begins with or quotes.

    What stands between « and » keeps its own direction (Unicode Annex 9: isolates). The marks are the
    sentence's: where it is cut, or goes on in the next line, one alone still stands on the side it opens on.
    """
    way = "\u200f" if is_right_to_left() else "\u200e"
    return way + _QUOTED.sub("«\\1\u2068\\2\u2069\\3»", sentence)


def from_environment(*, otherwise: str = "en") -> str:
    """Return the locale that the environment asks for, or `otherwise` where it asks for none of ours."""
    for variable in ("ANNOTATOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").partition(".")[0]
        if value:
            return value if value.replace("-", "_").partition("_")[0] in LANGUAGES else otherwise
    return otherwise


def language() -> str:
    """Return the language in use, a key of LANGUAGES."""
    return _language


def locale() -> str:
    """Return the locale in use, a key of LOCALES: one of the two Arabics by its digits."""
    if _language == "ar":
        return "ar_EG" if _has_arabic_digits() else "ar_MA"
    return _language


def is_right_to_left() -> bool:
    """Tell whether the language in use is written from right to left."""
    return _language in _RIGHT_TO_LEFT


def _(sentence: str) -> str:
    """Translate `sentence`."""
    return _translations.gettext(sentence)


def n_(one: str, many: str, count: int) -> str:
    """Translate a sentence that counts, in the plural form that `count` asks for."""
    return _translations.ngettext(one, many, count)


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark `sentence` for the catalogue and return it untranslated."""
    return sentence


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark a sentence that counts for the catalogue and return it untranslated."""
    return one, many


def number(value: int | float, *, decimals: int | None = None) -> str:
    """Write a number with the digits of the language and region in use (ar_MA 123, ar_EG ١٢٣)."""
    text = f"{value:.{decimals}f}" if decimals is not None else str(value)
    if _has_arabic_digits():
        return text.replace(".", "٫").translate(_ARABIC_DIGITS)
    if _language == "fr":
        return text.replace(".", ",")
    return text


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """Put values into the places of a translated sentence, numbers as `number` writes them."""
    return sentence.format(
        **{
            name: number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
    )


def quoted(name: str) -> str:
    """Put a name into the quotation marks of the language in use; French has blanks inside them."""
    return _("«{name}»").format(name=name)


def _has_arabic_digits() -> bool:
    return _language == "ar" and bool(_region) and _region not in _LATIN_DIGIT_REGIONS
