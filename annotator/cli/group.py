"""The group of all commands, and what their declarations share.

What goes wrong through no fault of the program is one sentence on standard error and exit code 1.
"""

from pathlib import Path

import click

from annotator import click_words, words
from annotator.console import Commands
from annotator.display import refuse_without_display
from annotator.edition import edition
from annotator.project.upgrades import untold
from annotator.windowed import make_sample
from annotator.words import _

words.use(words.from_environment())
click_words.speak()

# Whether a path can be read is said by whoever reads it, in a sentence.
PATH = click.Path(path_type=Path, readable=False)
project_argument = click.argument("project", type=PATH)
json_option = click.option(
    "--json", "as_json", is_flag=True, help=_("Print one JSON object instead of words.")
)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Label Arabic security news. Without a command, the window opens."),
)
@click.version_option(str(edition()), prog_name="annotator", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a command, or open the window."""
    context.call_on_close(_tell_of_upgrades)
    if context.invoked_subcommand is None:
        refuse_without_display()
        from annotator.gui.application import start

        context.exit(start(make_sample))


def _tell_of_upgrades() -> None:
    """Say which projects the command brought up to date, beside what it prints."""
    for upgrade in untold():
        click.echo(upgrade.sentence, err=True)
