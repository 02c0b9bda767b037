"""Why a file of another labelling program is refused."""

from annotator.errors.tree import InputError
from annotator.words import N_


class SeveralAnnotators(InputError):
    sentence = N_("{path} holds the work of several ({names}): say whose to take with --by NAME.")


class NoWorkOf(InputError):
    sentence = N_("{path} holds no work of {name}; it holds work of {names}.")


class SeveralAnswers(InputError):
    sentence = N_("{path}, line {line}: {name} has labelled this document more than once.")


class PartialAnswer(InputError):
    sentence = N_(
        "{path}, line {line}: this is a yes or no to one label, not the labels of a document; "
        "bring such answers together in Prodigy first."
    )


class OffsetInsideCharacter(InputError):
    sentence = N_(
        "{path}, line {line}: the offset {offset}, counted in UTF-16 units, lies inside a character."
    )


class NoLabelledText(InputError):
    sentence = N_(
        "{path}, line {line}: Annotator reads tasks with a text, and this one has none under «data»."
    )


class SeveralTexts(InputError):
    sentence = N_("{path}, line {line}: the labels lie on several texts ({names}).")


class NotATextSpan(InputError):
    sentence = N_("{path}, line {line}: a label lies on pages or dialogue, not on plain text ({where}).")
