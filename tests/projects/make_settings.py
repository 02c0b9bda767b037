"""Makes the settings of a person of one version with that version's own code: PYTHONPATH is a checkout of it.

PYTHONPATH=../old python tests/projects/make_settings.py tests/projects/v1.ini
"""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from annotator.gui.settings import Settings
from annotator.gui.theme import THEMES

KEYS = {"accept": ("F10",), "skip": ("F5",), "finish": ()}  # F5 shows the history from version 2 on
LABELS = {"PERS": ("P",)}


def main(path: Path) -> None:
    """Set everything that this version has otherwise than it comes."""
    settings = Settings(QSettings(str(path), QSettings.Format.IniFormat))
    look = getattr(settings, "look", settings)  # of its own from version 2 on
    settings.locale, settings.annotator = "fr", "سلمى"
    look.theme, look.text_px, look.text_face, look.scale = THEMES["contrast"], 30, "amiri", 125
    settings.set_keys("actions", KEYS)
    settings.set_keys("labels/security-news", LABELS)
    if hasattr(settings, "remembered"):
        settings.remembered.opened(Path("/home/سلمى/أخبار.annot"))
        settings.remembered.tour_offered()
        settings.spreads = False
        look.shows_invisible = True
    if hasattr(settings, "learns"):
        settings.learns = False
    known = settings_of(settings)
    del settings  # writes what it has
    told = json.dumps(known, ensure_ascii=False, indent=1)
    path.with_suffix(".settings.json").write_text(told + "\n", encoding="utf-8")


def settings_of(settings: Any) -> dict[str, Any]:
    """Return what is set, with what a version did not have yet as it comes."""
    look, remembered = getattr(settings, "look", settings), getattr(settings, "remembered", None)
    return {
        "locale": settings.locale,
        "annotator": settings.annotator,
        "theme": look.theme.id,
        "text_px": look.text_px,
        "text_face": look.text_face,
        "scale": look.scale,
        "actions": {id_: list(keys) for id_, keys in settings.keys("actions").items()},
        "labels": {id_: list(keys) for id_, keys in settings.keys("labels/security-news").items()},
        "recent": [str(one) for one in remembered.projects()] if remembered else [],
        "tour": remembered.was_tour_offered() if remembered else False,
        "spreads": getattr(settings, "spreads", True),
        "learns": getattr(settings, "learns", True),
        "shows_invisible": getattr(look, "shows_invisible", False),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
