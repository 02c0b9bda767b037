"""The trunk of the tree of errors."""

from typing import ClassVar

from annotator.words import N_, _, fill


class AnnotatorError(Exception):
    """A sentence for a person, with its values."""

    sentence: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return fill(_(self.sentence), self.values)


class InputError(AnnotatorError):
    """A file or a line that cannot be read."""


class SchemaError(AnnotatorError):
    """A schema that contradicts itself."""


class ProjectError(AnnotatorError):
    """The project file, its disk and its rights."""


class DecisionError(AnnotatorError):
    """A wish that the rules of the data refuse."""


class ExportError(AnnotatorError):
    """An export that would not be true."""


class WorkerDied(AnnotatorError):
    sentence = N_(
        "A process that made suggestions ended before its time (the memory may be full); what was done "
        "before is kept, and the same command goes on. With --jobs 1 no other process is needed."
    )


class NoDisplay(AnnotatorError):
    sentence = N_("There is no display here to show a window on.")
