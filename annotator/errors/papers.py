"""What is wrong with a page or a paper: HTML, DOCX, PDF."""

from annotator.errors.tree import InputError
from annotator.words import N_


class PaperTooSlow(InputError):
    sentence = N_("{path} was given up after {seconds} seconds: it is damaged, or made to stop who reads it.")


class PaperTooHeavy(InputError):
    sentence = N_(
        "{path} asks for more memory than a file may have: it is damaged, or made to stop who reads it."
    )


class PaperTooLong(InputError):
    sentence = N_("{path} has more than {limit} pages: too long for one document.")


class PaperDamaged(InputError):
    sentence = N_("{path} is damaged, or not what its name says ({why}).")


class PaperLocked(InputError):
    sentence = N_("{path} is locked with a password.")


class PaperScanned(InputError):
    sentence = N_(
        "{path} holds pictures of pages and no text: it was scanned, and has to be recognised (OCR) first."
    )


class PaperOfUnknownLetters(InputError):
    sentence = N_(
        "{path} does not say which letters its shapes stand for ({unknown} of {letters}): "
        "its text cannot be read here."
    )


class PaperWithoutArticle(InputError):
    sentence = N_("{path} is a page on which no article was found.")


class PaperUnpacksTooLarge(InputError):
    sentence = N_("{path} unpacks to more than {limit} MB, as a trap does.")
