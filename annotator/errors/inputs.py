"""What is wrong with a file, a line or a name that came in."""

from annotator.errors.tree import InputError
from annotator.lacking import how_to_get
from annotator.words import N_


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
    sentence = N_("{path} is in no format that Annotator reads; «annotator import --help» names them.")


class OtherThanNamed(InputError):
    sentence = N_("{path} is named {suffix}, but what is in it is something else.")


class EndsTooEarly(InputError):
    sentence = N_("{path}, line {line}: the file ends in the middle of its JSON; was it written to its end?")


class UnknownImportFormat(InputError):
    sentence = N_("Annotator reads no format «{format}»; it reads {formats}.")


class NotAFile(InputError):
    sentence = N_("{path} is not an ordinary file.")


class EmptyFolder(InputError):
    sentence = N_("The folder {path} holds no file that Annotator reads ({formats}).")


class UnreadableFile(InputError):
    sentence = N_("{path} cannot be read: {why}.")


class FileChanged(InputError):
    sentence = N_("{path} was changed while it was read; nothing of it was taken. Try again.")


class TooLarge(InputError):
    sentence = N_("{path} is larger than {limit} MB: too large for one document.")


class LineTooLong(InputError):
    sentence = N_("{path}, line {line}: the line is longer than {limit} MB.")


class LineNotUtf8(InputError):
    sentence = N_("{path}, line {line}: the line is not UTF-8, as JSONL must be.")


class JsonOverLines(InputError):
    sentence = N_("{path} is JSON, but in no format that Annotator reads; its own has one object a line.")


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


class ImportIncomplete(InputError):
    sentence = N_("{count} files were refused, each for the reason above; the others are imported.")


class NothingImported(InputError):
    sentence = N_("{count} files were refused, each for the reason above; nothing was imported.")


class UnknownSource(InputError):
    sentence = N_("There is no source {name}; there are: {names}.")


class FormatNotInstalled(InputError):
    sentence = N_("The format «{format}» needs the package {package}, which is not installed. {how}")

    def __init__(self, **values: object) -> None:
        super().__init__(**{"how": how_to_get("formats")} | values)  # also told across processes
