"""What speaks against how the program was started."""

import re
from typing import Final, Self

from annotator.errors.tree import AnnotatorError
from annotator.lacking import how_to_get_libraries
from annotator.words import N_

# As the loader of Linux says it, in English wherever it is.
_MISSING: Final = re.compile(r"\s*([^\s/:]+\.so[.\d]*): cannot open shared object file")


class BadCall(AnnotatorError):
    """Arguments that the program does not have."""


class UnknownOption(BadCall):
    sentence = N_("{program} has no option {option}; {program} --help shows what it takes.")


class OneProjectAtATime(BadCall):
    sentence = N_("{count} projects were given to be opened; a window opens one.")


class MissingLibrary(AnnotatorError):
    """A library that is left to the system, such as libGL, and that this system lacks."""

    sentence = N_(
        "This system lacks the library {library}, without which there is neither a window nor a PDF. {how}"
    )

    def __init__(self, **values: object) -> None:
        super().__init__(**{"how": how_to_get_libraries()} | values)

    @classmethod
    def of(cls, error: ImportError | OSError) -> Self | None:
        """Return what a failed import or loading tells of a missing library, None where it tells of none."""
        found = _MISSING.match(str(error))
        return None if found is None else cls(library=found[1])
