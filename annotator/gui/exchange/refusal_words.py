"""Why files are refused, as the window says it: with the fields that stand there, no commands and no options.

A file goes by its name alone; the whole path stands in the tool tip of its row.
"""

from collections.abc import Mapping
from typing import Final

from annotator import errors
from annotator.gui.exchange.encoding_words import encoding_words
from annotator.words import N_, _, fill

_SAID: Final[Mapping[type[errors.AnnotatorError], tuple[str, str]]] = {
    errors.UnknownEncoding: (
        N_("The encoding of {path} cannot be found out. Choose it under «{field}»."),
        N_("Encoding"),
    ),
    errors.WrongEncoding: (
        N_("{path} is not in the encoding {encoding}. Choose another one under «{field}»."),
        N_("Encoding"),
    ),
    errors.SeveralAnnotators: (
        N_("{path} holds the work of several ({names}). Choose whose to take under «{field}»."),
        N_("Whose work"),
    ),
    errors.NoWorkOf: (
        N_("{path} holds no work of {name}, but of {names}. Choose whose to take under «{field}»."),
        N_("Whose work"),
    ),
    errors.UnknownFormat: (
        N_("The format of {path} cannot be found out. Where you know it, choose it under «{field}»."),
        N_("Format"),
    ),
    errors.TableWithoutText: (
        N_("No column of {path} is known to hold texts. Choose one under «{field}»."),
        N_("Columns of the table"),
    ),
    errors.SplitDiffers: (
        N_(
            "The split «{name}» was made {before}, not {now}; what is in it stays there. "
            "Choose it as the project keeps it under «{field}»."
        ),
        N_("Train, dev and test"),
    ),
    errors.EmptyFolder: (N_("The folder {path} holds no file that can be read."), ""),
    errors.ArchiveEmpty: (N_("The archive {path} holds no file that can be read."), ""),
    errors.MissingProject: (N_("There is no project at {path}."), ""),
    errors.NoGold: (N_("The project has no gold yet: adjudicate first, or import it as gold."), ""),
    errors.NoSuggestions: (N_("The project has no suggestions yet."), ""),
}
"""A sentence of the window's own, and the field that it names."""


def refusal_words(error: errors.AnnotatorError) -> str:
    """Return the sentence for an error, whose names read in their own direction within it.

    What is not in the table keeps its own sentence.
    """
    own, field = _SAID.get(type(error), (error.sentence, ""))
    values = dict(error.values)
    if "path" in values:
        # What is exported goes to a place that a person chose: there the whole path says which.
        is_file = isinstance(error, errors.InputError)
        path = str(values["path"])
        values["path"] = _isolated(_last(path) if is_file else path)
    if type(error) in _SAID:
        values |= {key: _isolated(str(values[key])) for key in ("name", "names") if key in values}
        if "encoding" in values:
            values["encoding"] = _isolated(encoding_words(str(values["encoding"])))
        values["field"] = _(field) if field else ""
    return fill(_(own), values)


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def _isolated(name: str) -> str:
    return f"\u2068{name}\u2069"
