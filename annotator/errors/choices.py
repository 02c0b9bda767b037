"""Why documents cannot be chosen or divided as somebody wished."""

from annotator.errors.tree import ExportError
from annotator.words import N_


class LabelNotInSchema(ExportError):
    sentence = N_("The project's schema has no label «{label}»; it has {labels}.")


class OutletUnknown(ExportError):
    sentence = N_("No document is from «{outlet}»; the outlets are: {outlets}.")


class NotADate(ExportError):
    sentence = N_("«{value}» is no date: write it as 2026-01-31.")


class NoDaysBetween(ExportError):
    sentence = N_("No day is on or after {after} and before {before}.")


class SuggestionsHaveNoState(ExportError):
    sentence = N_("Suggestions belong to no annotator, so they have no state to choose by.")


class NothingInState(ExportError):
    sentence = N_("{name} has no document in the state that was asked for: there is nothing to export.")


class NothingChosen(ExportError):
    sentence = N_("No document is left after choosing by outlet and date: there is nothing to export.")


class LabelMapSaysNothing(ExportError):
    sentence = N_(
        "The label map {path} does not say what becomes of the label «{label}»; "
        "a line with nothing behind it leaves its spans out."
    )


class NotARatio(ExportError):
    sentence = N_("«{value}» is no ratio of two or three parts: write it as 80/10/10 or 90/10.")


class SplitDiffers(ExportError):
    sentence = N_(
        "The split «{name}» was made {before}, not {now}; what is in it stays there. "
        "Give the new one another name with --split-name."
    )


class UnknownSplit(ExportError):
    sentence = N_("The project has no split «{name}» yet: say with --split in what ratio to make it.")


class SplitUnreadable(ExportError):
    sentence = N_("The split «{name}» that the project keeps cannot be understood ({why}).")


class NoDatesToSplit(ExportError):
    sentence = N_("No article has a date, so that they cannot be split by date.")


class TooFewToSplit(ExportError):
    sentence = N_("{parts} parts cannot be made of so few: only {count} may be parted from each other.")
