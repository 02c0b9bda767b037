"""What can go wrong through no fault of the program, as one tree.

    AnnotatorError
    |- InputError      a file or a line that cannot be read
    |- SchemaError     a schema that contradicts itself
    |- ProjectError    the project file, its disk and its rights
    |- DecisionError   a wish that the rules of the data refuse
    `- ExportError     an export that would not be true

Each class is one sentence in the catalogue; an instance adds its values. Anything else that is
raised is a bug and keeps its traceback.
"""

from typing import ClassVar

from annotator.words import N_, _


class AnnotatorError(Exception):
    """A sentence for a person, with its values."""

    sentence: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return _(self.sentence).format(**self.values)


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


# --- InputError -------------------------------------------------------------------------------


class MissingPath(InputError):
    sentence = N_("There is no file or folder at {path}.")


class UnreadablePath(InputError):
    sentence = N_("You have no right to read {path}.")


class BlankFile(InputError):
    sentence = N_("{path} is blank: there is no text to label.")


class BinaryFile(InputError):
    sentence = N_("{path} is not text (it looks like {kind}).")


class UnknownEncoding(InputError):
    sentence = N_("{path} is in an unknown encoding; say which one with --encoding.")


class BrokenLine(InputError):
    sentence = N_("{path}, line {line}: {why}")


class SpanOutsideText(InputError):
    sentence = N_(
        "{path}, document {id}: a span from {start} to {end} lies outside its text of {length} code points."
    )


class SpanTextDiffers(InputError):
    sentence = N_("{path}, document {id}: the span at {start} says «{said}», the text has «{found}».")


class UnknownLabel(InputError):
    sentence = N_("{path}, document {id}: the schema has no label {label}.")


class DifferentText(InputError):
    sentence = N_("{path}: document {id} is already in the project with a different text.")


class UnknownFormat(InputError):
    sentence = N_("{path} is in no format that Annotator reads; it reads {formats}.")


# --- ProjectError -----------------------------------------------------------------------------


class MissingProject(ProjectError):
    sentence = N_("There is no project at {path}; «annotator new {path}» makes one.")


class NotAProject(ProjectError):
    sentence = N_("{path} is not an Annotator project.")


class NewerProject(ProjectError):
    sentence = N_(
        "{path} was written by a newer Annotator (file version {found}, this one reads up to {known})."
    )


class ProjectExists(ProjectError):
    sentence = N_("{path} exists already; nothing was changed.")


class DamagedProject(ProjectError):
    sentence = N_("{path} is damaged: {why}")


class NoRights(ProjectError):
    sentence = N_("You have no right to write {path}.")


class NoSpace(ProjectError):
    sentence = N_("There is no space left on the disk of {path}; nothing was changed.")


class ProjectBusy(ProjectError):
    sentence = N_("Another program is writing to {path}; nothing was changed. Try again in a moment.")


class NetworkShare(ProjectError):
    sentence = N_(
        "{path} lies on a network share, where SQLite may lose work: copy the project to this computer."
    )


class UnknownDocument(ProjectError):
    sentence = N_("The project has no document {id}.")


class UnknownAnnotator(ProjectError):
    sentence = N_("The project has no work by {name}; it has work by: {names}.")


class ReservedName(ProjectError):
    sentence = N_("«{name}» is a reserved name; choose another one for the annotator.")


class ChangedElsewhere(ProjectError):
    sentence = N_("This document was changed in another window; nothing was changed here.")


class NothingToUndo(ProjectError):
    sentence = N_("There is nothing to undo.")


class NothingToRedo(ProjectError):
    sentence = N_("There is nothing to redo.")
