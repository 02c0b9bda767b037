"""Why an export is refused."""

from annotator.errors.tree import ExportError
from annotator.words import N_


class UnknownExportFormat(ExportError):
    sentence = N_("Annotator writes no format «{format}»; it writes {formats}.")


class BrokenFormat(ExportError):
    sentence = N_("The format «{name}», which another package brings, cannot be used ({why}).")


class NothingFinished(ExportError):
    sentence = N_("{name} has finished no document yet: there is nothing to export.")


class NoWork(ExportError):
    sentence = N_("Nobody has worked on this project yet: there is nothing to export.")


class NoGold(ExportError):
    sentence = N_("The project has no gold yet: adjudicate first, or import it with --annotator gold.")


class NoSuggestions(ExportError):
    sentence = N_("The project has no suggestions yet: «annotator suggest» makes them.")


class AllHeldBack(ExportError):
    sentence = N_("All documents are held back: no suggestions of theirs are exported.")


class MissingFolder(ExportError):
    sentence = N_("There is no folder {path} to write into.")


class OutputNotAFile(ExportError):
    sentence = N_("{path} is not an ordinary file, so nothing was written over it.")


class OutputNotAFolder(ExportError):
    sentence = N_("{path} is a file; this export needs a folder.")


class FolderHasOthers(ExportError):
    sentence = N_("{path} holds files that are no export of Annotator («{name}»): choose a new folder.")


class UnknownScheme(ExportError):
    sentence = N_("The format «{format}» has no scheme «{scheme}»; it has {schemes}.")


class FormatHasNoScheme(ExportError):
    sentence = N_("The format «{format}» has no tags, so no scheme of tags can be chosen.")


class OutputIsProject(ExportError):
    sentence = N_("{path} is the project itself: export to another file.")


class CannotWrite(ExportError):
    sentence = N_("{path} cannot be written: {why}.")


class ExportCancelled(ExportError):
    sentence = N_("The export was stopped; nothing was written to {path}.")


class ChangedDuringExport(ExportError):
    sentence = N_("The project was changed while it was exported; nothing was written. Try again.")


class ReadBackDiffers(ExportError):
    sentence = N_(
        "What was written to {path} does not read back as the project holds it, so it was removed. "
        "This is a fault of Annotator: please report it ({where})."
    )


class MissingManifest(ExportError):
    sentence = N_("{path} has no manifest: there is nothing to verify it against.")


class BrokenManifest(ExportError):
    sentence = N_("The manifest {path} cannot be understood ({where}).")


class NewerManifest(ExportError):
    sentence = N_("The manifest {path} was written by a newer Annotator: bring this one up to date.")


class ExportDiffers(ExportError):
    sentence = N_("{path} is not what its manifest says ({where}).")
