"""What is wrong with a table that came in: CSV, a workbook, Parquet."""

from annotator.errors.tree import InputError
from annotator.words import N_


class TableWithoutText(InputError):
    sentence = N_(
        "{path}: no column is known to hold texts (the columns are {columns}); "
        "name it with --column text=NAME."
    )


class NoSuchColumn(InputError):
    sentence = N_("{path} has no column «{column}»; its columns are {columns}.")


class NoSuchField(InputError):
    sentence = N_("A column cannot be named for «{field}»; it can be for {fields}.")


class TwoColumns(InputError):
    sentence = N_("{path} has two columns «{column}»: give them different names.")


class MoreCellsThanColumns(InputError):
    sentence = N_("{path}, row {line}: the row has more cells than the table has columns.")


class CellNotWholeNumber(InputError):
    sentence = N_("{path}, row {line}: «{column}» must be a whole number, not «{value}».")


class CellEmpty(InputError):
    sentence = N_("{path}, row {line}: «{column}» is empty.")


class CellOfOtherKind(InputError):
    sentence = N_("{path}, row {line}: what stands in «{column}» is not what such a column holds.")


class FormulaWithoutResult(InputError):
    sentence = N_(
        "{path}, row {line}: the formula in «{column}» has no stored result; "
        "open the file in a spreadsheet and save it."
    )


class OldWorkbook(InputError):
    sentence = N_(
        "{path} is a workbook of an old form, or locked with a password: save it as .xlsx without one."
    )


class WorkbookTooLarge(InputError):
    sentence = N_("{path} unpacks to more than {limit} MB: too large for a workbook; save it as CSV.")


class TableBroken(InputError):
    sentence = N_("{path} is damaged or no table of this kind: {why}.")


class TagsWithoutNames(InputError):
    sentence = N_(
        "{path}: the tags in «{column}» are numbers, and the file does not say which tag each stands for."
    )


class TagsForOtherTokens(InputError):
    sentence = N_("{path}, row {line}: there are {tokens} tokens and {tags} tags.")
