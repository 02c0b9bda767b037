"""What is wrong with an archive, or with what was asked of an import."""

from annotator.errors.tree import InputError
from annotator.words import N_


class ArchiveBroken(InputError):
    sentence = N_("The archive {path} is damaged or not whole: {why}.")


class ArchiveLocked(InputError):
    sentence = N_("The archive {path} is locked with a password.")


class ArchiveClimbsOut(InputError):
    sentence = N_("The archive {path} would write outside its folder, to «{member}»; nothing of it is taken.")


class ArchiveHoldsNoFile(InputError):
    sentence = N_(
        "The archive {path} holds something that is no ordinary file, «{member}»; nothing of it is taken."
    )


class ArchiveTooLarge(InputError):
    sentence = N_("The archive {path} unpacks to more than {limit} MB; nothing of it is taken.")


class ArchiveTooDense(InputError):
    sentence = N_(
        "The archive {path} unpacks to more than {limit} times its size, as a trap does; "
        "nothing of it is taken."
    )


class ArchiveTooFull(InputError):
    sentence = N_("The archive {path} holds more than {limit} files; nothing of it is taken.")


class ArchiveTooDeep(InputError):
    sentence = N_("The archive {path} lies in more than {limit} archives, one in the other.")


class ArchiveFoldersTooDeep(InputError):
    sentence = N_(
        "The archive {path} holds more than {limit} folders, one in the other; nothing of it is taken."
    )


class ArchiveRepeats(InputError):
    sentence = N_("The archive {path} holds «{member}» twice; nothing of it is taken.")


class ArchiveEmpty(InputError):
    sentence = N_("The archive {path} holds no file that Annotator reads ({formats}).")


class NoRoomToUnpack(InputError):
    sentence = N_("There is no room for what the archive {path} holds: {why}.")


class NoSuchStep(InputError):
    sentence = N_("There is no step of cleaning «{name}»; there are {names}.")


class NoSuchEncoding(InputError):
    sentence = N_("There is no encoding «{name}».")


class LabelMapUnreadable(InputError):
    sentence = N_("The label map {path} cannot be read: {why}.")


class LabelMapRepeats(InputError):
    sentence = N_("The label map {path} names the label «{label}» twice.")


class LabelMapNotText(InputError):
    sentence = N_("The label map {path} leads «{label}» to something that is no label.")


class LabelMapEmpty(InputError):
    sentence = N_("The label map {path} names no label.")


class LabelMapLeadsNowhere(InputError):
    sentence = N_("The label map {path} leads «{label}» to «{to}», which the schema does not have.")


class UnknownLabelMap(InputError):
    sentence = N_("There is no label map {name}: neither a file nor one that ships ({names}).")


class LabelMapOfNothing(InputError):
    sentence = N_("The label map {path} was not written: everything was refused, and no labels were seen.")


class LabelMapNotSaved(InputError):
    sentence = N_("The label map {path} cannot be written: {why}.")
