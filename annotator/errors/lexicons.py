"""What is wrong with a project's own entry of the lexicon, or with a table of them."""

from annotator.errors.tree import InputError
from annotator.words import N_


class EntryRefused(InputError):
    """An entry that says too little, or what the project cannot use."""


class EntryWithoutName(EntryRefused):
    sentence = N_("an entry needs a name.")


class EntryWithoutLabel(EntryRefused):
    sentence = N_("«{surface}» needs a label, or a kind that needs none.")


class EntryOfUnknownLabel(EntryRefused):
    sentence = N_("«{surface}»: the schema has no label «{label}».")


class EntryOfUnknownSublabel(EntryRefused):
    sentence = N_("«{surface}»: the label {label} has no sublabel «{sublabel}».")


class EntryOfUnknownKind(EntryRefused):
    sentence = N_("«{surface}»: the lexicons have no kind «{kind}».")


class EntryNeitherYesNorNo(EntryRefused):
    sentence = N_("«{column}» must be yes or no, it says «{value}».")


class RepeatedEntry(EntryRefused):
    sentence = N_("«{surface}» stands there twice with the same label.")


class CellsWithoutColumn(EntryRefused):
    sentence = N_("the line has more cells than the table has columns.")


class NotATable(InputError):
    sentence = N_("{path}, line {line}: this is not CSV, perhaps a quotation mark is not closed.")


class TableWithoutColumns(InputError):
    sentence = N_("{path}: the head line must name the column «surface»; it may name {columns}.")


class UnknownColumn(InputError):
    sentence = N_("{path}: there is no column «{column}»; there may be {columns}.")
