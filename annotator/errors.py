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


class WrongEncoding(InputError):
    sentence = N_("{path} is not in the encoding {encoding}.")


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


class UnknownImportFormat(InputError):
    sentence = N_("Annotator reads no format «{format}»; it reads {formats}.")


class NotAFile(InputError):
    sentence = N_("{path} is not an ordinary file.")


class EmptyFolder(InputError):
    sentence = N_("The folder {path} holds no file that Annotator reads ({formats}).")


class UnreadableFile(InputError):
    sentence = N_("{path} cannot be read: {why}.")


class TooLarge(InputError):
    sentence = N_("{path} is larger than {limit} MB: too large for one document.")


class LineTooLong(InputError):
    sentence = N_("{path}, line {line}: the line is longer than {limit} MB.")


class LineNotUtf8(InputError):
    sentence = N_("{path}, line {line}: the line is not UTF-8, as JSONL must be.")


class LineNotJson(InputError):
    sentence = N_("{path}, line {line}: this is not JSON ({why}).")


class LineNotObject(InputError):
    sentence = N_("{path}, line {line}: the line is not a JSON object.")


class MissingField(InputError):
    sentence = N_("{path}, line {line}: the field «{field}» is missing.")


class UnknownField(InputError):
    sentence = N_("{path}, line {line}: there is no field «{field}»; further facts go under «meta».")


class RepeatedField(InputError):
    sentence = N_("{path}, line {line}: the field «{field}» stands there twice.")


class FieldNotText(InputError):
    sentence = N_("{path}, line {line}: «{field}» must be a text.")


class FieldNotWholeNumber(InputError):
    sentence = N_("{path}, line {line}: «{field}» must be a whole number.")


class FieldNotList(InputError):
    sentence = N_("{path}, line {line}: «{field}» must be a list.")


class FieldNotObject(InputError):
    sentence = N_("{path}, line {line}: «{field}» must be an object.")


class FieldEmpty(InputError):
    sentence = N_("{path}, line {line}: «{field}» is empty.")


class NotANumber(InputError):
    sentence = N_("{path}, line {line}: «{value}» is no number that JSON knows.")


class HalfCharacter(InputError):
    sentence = N_("{path}, line {line}: there is half a character in it (a lone surrogate).")


class EmptySpan(InputError):
    sentence = N_("{path}, document {id}: a span from {start} to {end} holds nothing.")


class UnknownSublabel(InputError):
    sentence = N_("{path}, document {id}: the label {label} has no sublabel {sublabel}.")


class CrossingSpans(InputError):
    sentence = N_(
        "{path}, document {id}: the spans «{first}» and «{second}» cross, which the schema does not allow."
    )


class NestingRefused(InputError):
    sentence = N_("{path}, document {id}: the schema lets no {inner} lie inside {outer}, as «{text}» does.")


class RepeatedSpan(InputError):
    sentence = N_("{path}, document {id}: «{text}» at {start} carries the label {label} twice.")


class EdgeInsideCharacter(InputError):
    sentence = N_(
        "{path}, document {id}: the span from {start} to {end} cuts a letter from the marks it carries."
    )


class EdgeOnSpace(InputError):
    sentence = N_(
        "{path}, document {id}: the span from {start} to {end} begins or ends on white space "
        "or an invisible mark."
    )


class RepeatedDocument(InputError):
    sentence = N_("{path}: document {id} stands there twice.")


class LabelsWithoutDocument(InputError):
    sentence = N_("{path}, line {line}: the project has no document that these labels belong to.")


class SeveralDocuments(InputError):
    sentence = N_("{path}, line {line}: {count} documents have this text; say which one by its id.")


class HashDiffers(InputError):
    sentence = N_("{path}, line {line}: «text_sha256» is not the SHA-256 of the text.")


class LabelsOfNobody(InputError):
    sentence = N_(
        "{path} holds labels: say whose they are (--annotator NAME), or import them --as suggestions."
    )


class OwnerNotClear(InputError):
    sentence = N_("Labels are imported as somebody's work or as suggestions, not as both.")


# --- SchemaError ------------------------------------------------------------------------------


class UnknownSchema(SchemaError):
    sentence = N_(
        "There is no schema named {name}; there are: {names}. A file of your own is given by its path."
    )


class BrokenToml(SchemaError):
    sentence = N_("{path}, line {line}: this is not TOML ({why}).")


class NotASchema(SchemaError):
    sentence = N_("{schema} is not a schema: it holds no table of names and values.")


class NewerSchema(SchemaError):
    sentence = N_(
        "{schema} was written for a newer Annotator (schema format {found}, this one reads up to {known})."
    )


class NoLabels(SchemaError):
    sentence = N_("{schema} has no labels.")


class UnknownSchemaField(SchemaError):
    sentence = N_("{schema}: there is no field {field}; here there may be: {fields}.")


class MissingSchemaField(SchemaError):
    sentence = N_("{schema}: the field {field} is missing.")


class SchemaWantsText(SchemaError):
    sentence = N_("{schema}: {field} must be a text, not {found}.")


class SchemaWantsCount(SchemaError):
    sentence = N_("{schema}: {field} must be a whole number from 1, not {found}.")


class SchemaWantsFlag(SchemaError):
    sentence = N_("{schema}: {field} must be true or false, not {found}.")


class SchemaWantsList(SchemaError):
    sentence = N_("{schema}: {field} must be a list, not {found}.")


class SchemaWantsTable(SchemaError):
    sentence = N_("{schema}: {field} must be a table of names and values, not {found}.")


class MissingLanguage(SchemaError):
    sentence = N_("{schema}: {field} lacks the language {language}.")


class UnknownCliticRule(SchemaError):
    sentence = N_("{schema}: {field} must be one of {known}, not {found}.")


class BadLabelId(SchemaError):
    sentence = N_(
        "{schema}: {found} cannot be a label's id: capital letters A-Z, digits and _ only, a letter first."
    )


class BadSublabelId(SchemaError):
    sentence = N_(
        "{schema}: {found} cannot be the id of a sublabel of {label}: "
        "small letters a-z, digits and _ only, a letter first."
    )


class RepeatedLabel(SchemaError):
    sentence = N_("{schema}: two labels have the id {label}.")


class RepeatedSublabel(SchemaError):
    sentence = N_("{schema}: two sublabels of {label} have the id {sublabel}.")


class TooManySublabels(SchemaError):
    sentence = N_("{schema}: {label} has {count} sublabels; the keys 1 to 9 reach nine.")


class RepeatedKey(SchemaError):
    sentence = N_("{schema}: the labels {first} and {second} have the same key {key}.")


class NotAKey(SchemaError):
    sentence = N_(
        "{schema}: {label} has the key {found}; a key is a digit 0-9 or a letter A-Z of the US keyboard."
    )


class BadColour(SchemaError):
    sentence = N_("{schema}: {field} is {found}; a colour is written #rrggbb.")


class BadExample(SchemaError):
    sentence = N_("{schema}: {label} has an example without one span in [brackets]: {found}")


class UnknownHeldLabel(SchemaError):
    sentence = N_("{schema}: {label} may hold {found}, but the schema has no such label.")


class UnknownMap(SchemaError):
    sentence = N_("There is no label map named {name}; there are: {names}.")


class BrokenMap(SchemaError):
    sentence = N_("{path}: {found} is no label of the schema {schema}.")


class MapLeavesOut(SchemaError):
    sentence = N_('{path}: the label {label} of the schema {schema} is mapped to nothing, not even to "".')


class ImportIncomplete(InputError):
    sentence = N_("{count} files were refused, each for the reason above; the others are imported.")


class UnknownSource(InputError):
    sentence = N_("There is no source {name}; there are: {names}.")


# --- DecisionError ----------------------------------------------------------------------------


class NothingToLabel(DecisionError):
    sentence = N_("There is no word here to label.")


class CrossesSpan(DecisionError):
    sentence = N_("«{surface}» would cross «{other}»; spans may nest, not cross.")


class AlreadyLabelled(DecisionError):
    sentence = N_("«{surface}» has this label already.")


class MayNotHold(DecisionError):
    sentence = N_("A span of {outer} may not hold one of {inner}.")


class NoFurther(DecisionError):
    sentence = N_("The edge cannot move further.")


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


class TooFewToCompare(ProjectError):
    sentence = N_("Agreement needs two or more annotators with finished work; there is: {names}.")


class ReservedName(ProjectError):
    sentence = N_("«{name}» is a reserved name; choose another one for the annotator.")


class ChangedElsewhere(ProjectError):
    sentence = N_("This document was changed in another window; nothing was changed here.")


class WorkExists(ProjectError):
    sentence = N_("{name} has work on document {id} already; nothing was changed.")


class ProjectMoved(ProjectError):
    sentence = N_("{path} was moved or deleted while it was open: put it back, or open it where it is now.")


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


# --- ExportError ------------------------------------------------------------------------------


class UnknownExportFormat(ExportError):
    sentence = N_("Annotator writes no format «{format}»; it writes {formats}.")


class NothingFinished(ExportError):
    sentence = N_("{name} has finished no document yet: there is nothing to export.")


class NoWork(ExportError):
    sentence = N_("Nobody has worked on this project yet: there is nothing to export.")


class NoGold(ExportError):
    sentence = N_("The project has no gold yet: adjudicate first, or import it with --annotator gold.")


class NoSuggestions(ExportError):
    sentence = N_("The project has no suggestions yet: «annotator suggest» makes them.")


class MissingFolder(ExportError):
    sentence = N_("There is no folder {path} to write into.")


class OutputNotAFile(ExportError):
    sentence = N_("{path} is not an ordinary file, so nothing was written over it.")


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


class ExportDiffers(ExportError):
    sentence = N_("{path} is not what its manifest says ({where}).")
