"""What is printed on the keys of usual keyboards, and which key of the map each place is then.

Places are named as on a US keyboard. How a press is understood stands in `keys`; this agrees with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.words import N_, language


@dataclass(frozen=True, slots=True)
class Printed:
    """One kind of keyboard. What is not named is as on a US keyboard."""

    id: str
    words: str
    caps: Mapping[str, str] = field(default_factory=dict)
    """What is printed on a place."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Which key of the map a place is; "" for none."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What is printed beside it in another script."""

    def cap(self, place: str) -> str:
        """Return what is printed on a place."""
        return self.caps.get(place, place)

    def key(self, place: str) -> str:
        """Return which key of the map a place is."""
        return self.keys.get(place, place)


QWERTY: Final = Printed("qwerty", N_("QWERTY keyboard"))
AZERTY: Final = Printed(
    "azerty",
    N_("AZERTY keyboard"),
    caps={
        **{"Q": "A", "A": "Q", "W": "Z", "Z": "W", ";": "M", "M": ",", ",": ";", ".": ":", "/": "!"},
        **{"[": "^", "]": "$", "'": "ù", "\\": "*", "`": "²", "-": ")"},
    },
    keys={"Q": "A", "A": "Q", "W": "Z", "Z": "W", ";": "M", "M": ""},
)
_LATIN: Final = "`QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./"
_ARABIC: Final = "ذ ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ"
ARABIC: Final = Printed(
    "arabic", N_("Arabic keyboard"), beside=dict(zip(_LATIN, _ARABIC.split(), strict=True))
)
KEYBOARDS: Final = (QWERTY, AZERTY, ARABIC)


def usual() -> Printed:
    """Return the keyboard that a person who reads the language in use is likeliest to have."""
    return {"ar": ARABIC, "fr": AZERTY}.get(language(), QWERTY)
