"""Learning from what was finished."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json, progress, stoppable
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.suggest.corpora import Corpus
    from annotator.suggest.learning import TrainReport


@main.command(help=_("Learn from finished work, and from labelled files where they are given."))
@project_argument
@click.option(
    "--from",
    "files",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help=_(
        "Learn from this file too, now and later: our JSONL, or a token and its tag a line."
        " May be given again."
    ),
)
@click.option(
    "--map",
    "map_file",
    type=PATH,
    metavar="FILE",
    help=_("What the labels of those files are here: two words a line, or one for a label to leave out."),
)
@click.option(
    "--thorough", is_flag=True, help=_("Take minutes instead of seconds, and learn a little better.")
)
@click.option(
    "--forget",
    is_flag=True,
    help=_("Forget the files that earlier training learnt from."),
)
@json_option
def train(
    project: Path,
    files: Sequence[Path],
    map_file: Path | None,
    thorough: bool,
    forget: bool,
    as_json: bool,
) -> None:
    """Learn a tagger."""
    from annotator.suggest.corpora import Corpus, mapped, read_map
    from annotator.suggest.learning import learn

    labels = read_map(map_file) if map_file is not None else None
    corpus = Corpus()
    for path in files:
        found = _read(path)
        corpus.examples += found.examples
        corpus.repaired += found.repaired
    corpus = mapped(corpus, labels=labels)
    with stoppable() as is_cancelled, progress(_("Learning")) as on_progress:
        report = learn(
            project,
            from_=corpus.examples if files or forget else None,
            quick=not thorough,
            is_cancelled=is_cancelled,
            on_progress=on_progress,
        )
    if as_json:
        print_json({**report.as_values(), "repaired": corpus.repaired})
        return
    _say(report, corpus)


def _read(path: Path) -> "Corpus":
    """Read a file of labels: our JSONL where it is named so or begins so, else two columns."""
    from annotator.exchange.formats.jsonl import READER
    from annotator.exchange.incoming import SourceFile
    from annotator.exchange.taking import read
    from annotator.model import Span
    from annotator.suggest.corpora import Corpus, read_iob
    from annotator.suggest.examples import Example

    if not READER.recognises(SourceFile(path, PurePosixPath(path)), _head(path)):
        return read_iob(path)
    corpus = Corpus()
    for one in read([path], format=READER.name):
        if one.cleaned is not None and one.spans is not None:
            spans = [Span(span.start, span.end, span.label, span.sublabel) for span in one.spans]
            corpus.examples.append(Example(one.id, one.cleaned.text, tuple(spans)))
    return corpus


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""  # whoever reads it says why it cannot be read


def _say(report: "TrainReport", corpus: "Corpus") -> None:
    facts = report.facts
    learnt = n_("Learnt from {count} article", "Learnt from {count} articles", report.examples)
    spans = n_("with {count} span", "with {count} spans", facts.entities)
    seconds = _("{seconds} seconds").format(seconds=number(facts.seconds, decimals=1))
    click.echo(
        f"{learnt.format(count=number(report.examples))} {spans.format(count=number(facts.entities))}"
        f" ({seconds})."
    )
    if facts.held_out_f1 is not None:
        words = _("F1 {f1} of 100, on articles that it had not seen: {count}.")
        click.echo(words.format(count=number(facts.held_out), f1=number(100 * facts.held_out_f1, decimals=1)))
    if corpus.repaired:
        slips = n_(
            "{count} tag I- that continues nothing was read as B-.",
            "{count} tags I- that continue nothing were read as B-.",
            len(corpus.repaired),
        )
        click.echo(slips.format(count=number(len(corpus.repaired))), err=True)
    _say_left_out(report.left_out)


def _say_left_out(left_out: Mapping[str, int]) -> None:
    for label, count in left_out.items():
        words = n_(
            "{count} span «{label}» was left out: the project has no such label (see --map).",
            "{count} spans «{label}» were left out: the project has no such label (see --map).",
            count,
        )
        click.echo(words.format(count=number(count), label=label), err=True)
