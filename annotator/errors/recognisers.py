"""What is wrong with a recogniser that is installed beside the program, its files or its process."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class RecogniserError(AnnotatorError):
    """A recogniser that cannot be used as it is."""


class NoCamelTools(RecogniserError):
    sentence = N_("CAMeL Tools is not installed; «annotator models» says how to get it.")


class NoRecogniser(RecogniserError):
    sentence = N_("CAMeL's recogniser is not in {path}; «annotator models» says how to get it.")


class MissingCatalogue(RecogniserError):
    sentence = N_("{path} is missing; without it CAMeL Tools would ask the network.")


class BrokenCatalogue(RecogniserError):
    sentence = N_(
        "{path} cannot be understood ({why}); get the data anew and take it with «annotator models --take»."
    )


class NotInCatalogue(RecogniserError):
    sentence = N_(
        "{path} does not list {name}; get the data anew and take it with «annotator models --take»."
    )


class MissingModelFile(RecogniserError):
    sentence = N_(
        "The file {name} is missing in {path}; get the data anew and take it with «annotator models --take»."
    )


class UnfinishedFile(RecogniserError):
    sentence = N_(
        "The file {name} in {path} was copied in part: {size} of {wanted} bytes are there; "
        "get the data anew and take it with «annotator models --take»."
    )


class DamagedFile(RecogniserError):
    sentence = N_(
        "The file {name} in {path} is damaged or was changed (its SHA-256 is another); "
        "get the data anew and take it with «annotator models --take»."
    )


class LowercasingTokenizer(RecogniserError):
    sentence = N_(
        "{path} must say «do_lower_case»: false; otherwise the recogniser would read أ as ا and miss names."
    )


class UnreadableModel(RecogniserError):
    sentence = N_("{path} cannot be read: {why}.")


class NoModelsThere(RecogniserError):
    sentence = N_("The folder {path} holds neither CAMeL's data nor the files of its recogniser.")


class LinkLeadsOut(RecogniserError):
    sentence = N_("{path} leads out of the folder that is to be taken; nothing was taken.")


class NotAModelFile(RecogniserError):
    sentence = N_("{path} is not an ordinary file; nothing was taken.")


class NoRoomForModels(RecogniserError):
    sentence = N_(
        "There is too little room for the recognisers in {path}: {needed} MB are needed; nothing was taken."
    )


class ModelsNotWritten(RecogniserError):
    sentence = N_("{path} cannot be written: {why}.")


class TakingCancelled(RecogniserError):
    sentence = N_("Taking over the recognisers was stopped; nothing was taken.")


class CheckStopped(RecogniserError):
    sentence = N_("The check was stopped.")


class RecogniserEnded(RecogniserError):
    sentence = N_(
        "The recogniser ended unexpectedly ({why}); what it had read is kept: run the command again."
    )


class RecogniserOutOfMemory(RecogniserError):
    sentence = N_(
        "The recogniser was ended, most likely for want of memory (it needs about 1.1 GB); "
        "close other programs and run the command again: what it had read is kept."
    )


class RecogniserNotLoaded(RecogniserError):
    sentence = N_("The recogniser in {path} could not be loaded ({why}).")


class RecogniserAskedNetwork(RecogniserError):
    sentence = N_("The recogniser tried to reach the network and was stopped; nothing left this computer.")


class RecogniserStopped(RecogniserError):
    sentence = N_("The recogniser was stopped; what it had read is kept.")
