"""What the tour says, step by step. `{...}` are ids of actions, whose keys stand there."""

from dataclasses import dataclass
from typing import Final

from annotator.words import N_


@dataclass(frozen=True, slots=True)
class Step:
    """One step: where it points, what it says, what it asks on the sample, and what ends it there.

    `until` are the names of changes, or of what happens in the window: taken, undone, opened. Where there
    are none, only «Next» goes on.
    """

    place: str
    says: str
    asks: str = ""
    until: frozenset[str] = frozenset()


STEPS: Final = (
    Step(
        "item",
        N_(
            "Dashed lines mark what the program suggests; nothing is decided yet. The framed one is in hand: "
            "every key means this one. {next_suggestion} takes the next."
        ),
        N_("Press {next_suggestion}."),
        frozenset({"taken"}),
    ),
    Step(
        "card",
        N_(
            "Here stands what is in hand, why it was suggested, and in how many more places. {accept} "
            "accepts it; the same name is labelled everywhere in the article."
        ),
        N_("Is it right? Press {accept}."),
        frozenset({"accept", "spread"}),
    ),
    Step(
        "item",
        N_("After a decision the next suggestion comes into hand. {reject} says that one is wrong."),
        N_("Say that this one is wrong: press {reject}."),
        frozenset({"reject", "remove"}),
    ),
    Step(
        "labels",
        N_(
            "A label's key gives what is in hand that label; it also labels a selection, or the word at the "
            "caret. Where a label has sublabels, a digit then chooses one. {palette} lists them all."
        ),
        N_("Press the key of another label."),
        frozenset({"label", "relabel"}),
    ),
    Step(
        "item",
        N_(
            "A word too few, a word too many? {start_out} and {end_out} move the start and the end outwards, "
            "{start_in} and {end_in} inwards."
        ),
        N_("Move an edge."),
        frozenset({"move_edge"}),
    ),
    Step(
        "status",
        N_(
            "Every decision is on disk at once, and every one can be taken back, even tomorrow. {undo} takes "
            "the last one back and says its name here."
        ),
        N_("Press {undo}."),
        frozenset({"undone"}),
    ),
    Step(
        "list",
        N_("The articles, with what is left to decide in each. {next_document} opens the next one."),
        N_("Open another article."),
        frozenset({"opened"}),
    ),
    Step(
        "status",
        N_(
            "{accept_rest} finishes an article. If suggestions are still open, it first says how many; "
            "pressed again, it accepts them. {finish} leaves them undecided."
        ),
        N_("Finish this article."),
        frozenset({"accept_rest", "state_finished"}),
    ),
    Step(
        "menu",
        N_(
            "That is all you need. {keys} shows every key, and this tour is in the menu. The sample project, "
            "where everything may be tried, is offered in the start window."
        ),
    ),
)
