"""Photographs the report on agreement of the sample articles with a Chromium that is installed.

`python docs/pictures/report.py FOLDER`: pages, PDF and pictures go to FOLDER, in two languages, light and
dark. No browser is part of the project, so `take.py` does not do this; `report-en-light` is copied beside
this file by hand.
"""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from annotator import words
from annotator.agreement.gathering import compare
from annotator.assets import seed
from annotator.exchange.importing import import_paths
from annotator.gui.lead.paper import save_pdf
from annotator.project.file import Project
from annotator.reports.agreement_report import agreement_report
from annotator.reports.called import Called
from annotator.reports.examples import examples_of
from annotator.reports.saving import save_html
from annotator.schema import load

LANGUAGES: Final = {"ar": "ar_MA", "en": "en"}
THEMES: Final = {"light": (), "dark": ("--blink-settings=preferredColorScheme=0",)}
SIZE: Final = "--window-size=1060,1180"


def main(folder: Path) -> None:
    """Write the reports of the seeds and photograph their pages."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "news.annot"
    path.unlink(missing_ok=True)
    with Project.create(path, schema=load("security-news"), name="news") as project:
        import_paths(project, [seed("articles")])
        for name in ("amina", "youssef", "gold"):
            import_paths(project, [seed("labels", f"{name}.jsonl")], annotator=name)
        found = compare(project)
        for language, locale in LANGUAGES.items():
            words.use(locale)
            called = Called.by(project.schema)
            report = agreement_report(
                found.agreement,
                project=project.name,
                made=datetime.now().astimezone().date(),
                called=called,
                examples=examples_of(found.material, found.agreement, called=called),
                dark={label.light: label.dark for label in project.schema.labels},
            )
            save_html(report, folder / f"report-{language}.html", project=path)
            save_pdf(report, folder / f"report-{language}.pdf", project=path)
            for theme, options in THEMES.items():
                _photograph(
                    folder / f"report-{language}.html", folder / f"report-{language}-{theme}.png", options
                )


def _photograph(page: Path, picture: Path, options: tuple[str, ...]) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("there is no Chromium here")
    plain = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", SIZE)
    command = [browser, *plain, *options, f"--screenshot={picture}", str(page)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
