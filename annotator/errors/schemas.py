"""What is wrong with a schema or a map between schemas."""

from annotator.errors.tree import SchemaError
from annotator.words import N_


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
