"""What is wrong with the project file, its disk, its rights, or what is asked of it."""

from annotator.errors.tree import ProjectError
from annotator.words import N_


class MissingProject(ProjectError):
    sentence = N_("There is no project at {path}; «annotator new {path}» makes one.")


class NotAProject(ProjectError):
    sentence = N_("{path} is not an Annotator project.")


class NewerProject(ProjectError):
    sentence = N_(
        "{path} was written by a newer Annotator (file version {found}, this one reads up to {known}): "
        "install a newer one to open it; nothing was changed."
    )


class NewerProgram(NewerProject):
    """The same, where the file tells which Annotator it was."""

    sentence = N_(
        "{path} was written by Annotator {version}, and this is {own}: install the newer one to open it; "
        "nothing was changed."
    )


class ProjectExists(ProjectError):
    sentence = N_("{path} exists already; nothing was changed.")


class DamagedProject(ProjectError):
    sentence = N_("{path} is damaged: {why}")


class NoRights(ProjectError):
    sentence = N_("You have no right to write {path}.")


class OpenElsewhere(ProjectError):
    sentence = N_("{path} cannot be written: another program has it open, or you have no right to write it.")


class NoSpace(ProjectError):
    sentence = N_("There is no space left on the disk of {path}; nothing was changed.")


class ProjectBusy(ProjectError):
    sentence = N_("Another program is writing to {path}; nothing was changed. Try again in a moment.")


class ProjectInUse(ProjectError):
    sentence = N_(
        "{path} was made by an older Annotator and has to be brought up to date, but it is open in another "
        "window or program: close it there first; nothing was changed."
    )


class NetworkShare(ProjectError):
    sentence = N_(
        "{path} lies on a network share, where SQLite may lose work: copy the project to this computer."
    )


class UnknownDocument(ProjectError):
    sentence = N_("The project has no document {id}.")


class UnknownAnnotator(ProjectError):
    sentence = N_("The project has no work by {name}; it has work by: {names}.")


class TooFewToCompare(ProjectError):
    sentence = N_(
        "Agreement needs finished work by two or more people (there is: {names}): let a second one label "
        "some of the same articles, or import that one's labels."
    )


class ReservedName(ProjectError):
    sentence = N_("«{name}» is a reserved name; choose another one for the annotator.")


class NoName(ProjectError):
    sentence = N_("Give a name first: it will stand beside the labels.")


class ChangedElsewhere(ProjectError):
    sentence = N_("This document was changed in another window; nothing was changed here.")


class WorkExists(ProjectError):
    sentence = N_("{name} has work on document {id} already; nothing was changed.")


class LeftoverLog(ProjectError):
    sentence = N_(
        "{path} is the log of a project that was moved or deleted: "
        "put the two together again, or remove it if it is not needed."
    )


class ProjectMoved(ProjectError):
    sentence = N_("{path} was moved or deleted while it was open: put it back, or open it where it is now.")


class LogRemoved(ProjectError):
    sentence = N_(
        "Another program removed the log of {path} while it was open here; close it and open it again."
    )


class DiskFault(ProjectError):
    sentence = N_("The disk of {path} reports a fault ({why}); nothing was changed.")


class TextTooLarge(ProjectError):
    sentence = N_("A text is too large for the project {path}; nothing was changed.")


class UnstorableText(ProjectError):
    sentence = N_("Document {id} holds half a character (a lone surrogate) at code point {offset}.")


class OlderProject(ProjectError):
    sentence = N_(
        "{path} was written by an older Annotator (file version {found}, now {known}): "
        "open it once to bring it up to date."
    )


class NothingToUndo(ProjectError):
    sentence = N_("There is nothing to undo.")


class NothingToRedo(ProjectError):
    sentence = N_("There is nothing to redo.")


class RuledByAnother(ProjectError):
    sentence = N_(
        "The last ruling is \u2068{name}\u2069's: only they can take it back; anyone can rule anew."
    )
