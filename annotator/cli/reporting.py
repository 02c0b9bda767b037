"""Reports in files: the options that ask for them, and writing them."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

from annotator.cli.group import PATH
from annotator.display import has_display
from annotator.words import _

if TYPE_CHECKING:
    from annotator.reports.report import Report

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Files:
    """Where a report is to be written, None for nowhere; `csv` is a folder."""

    html: Path | None
    pdf: Path | None
    csv: Path | None

    @classmethod
    def of(cls, wishes: dict[str, Any]) -> Self:
        """Take the wishes of `report_options` out of those of a command."""
        return cls(wishes.pop("html"), wishes.pop("pdf"), wishes.pop("csv"))

    @property
    def are_wanted(self) -> bool:
        """Whether anything is to be written."""
        return (self.html, self.pdf, self.csv) != (None, None, None)


def report_options(command: _Command) -> _Command:
    """Give a command the options that write a report."""
    for option in (
        click.option(
            "--pdf", type=PATH, metavar="FILE", help=_("Write a report to this PDF file, to be printed.")
        ),
        click.option(
            "--html",
            type=PATH,
            metavar="FILE",
            help=_("Write a report to this page, which needs nothing else."),
        ),
        click.option(
            "--csv", type=PATH, metavar="DIR", help=_("Write every table to a CSV file in this folder.")
        ),
    ):
        command = option(command)
    return command


def write_report(files: Files, report: "Report", *, project: Path) -> list[Path]:
    """Write the report wherever it is wanted, each file whole or not at all, and return where."""
    from annotator.reports.saving import save_html, save_tables

    if files.csv is not None:
        save_tables(report.tables, files.csv, project=project)
    if files.html is not None:
        save_html(report, files.html, project=project)
    if files.pdf is not None:
        if not has_display():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from annotator.gui.lead.paper import save_pdf

        save_pdf(report, files.pdf, project=project)
    return [path for path in (files.csv, files.html, files.pdf) if path is not None]


def say_written(paths: list[Path]) -> None:
    """Say where a report was written."""
    for path in paths:
        click.echo(_("{path}: written.").format(path=path))
