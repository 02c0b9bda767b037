"""What is wrong with a file of a token a line."""

from annotator.errors.tree import InputError
from annotator.words import N_


class TagMissing(InputError):
    sentence = N_(
        "{path}, line {line}: a token and its tag were expected, a tag such as «B-PERS» or «O»; "
        "there is «{found}»."
    )


class ColumnsDiffer(InputError):
    sentence = N_("{path}, line {line}: the line has {found} columns, the lines before it have {columns}.")


class UnknownTagScheme(InputError):
    sentence = N_("There is no scheme of tags «{scheme}»; there are {schemes}.")


class TooManyTokens(InputError):
    sentence = N_("{path}, line {line}: a document of more than {limit} tokens is too large.")
