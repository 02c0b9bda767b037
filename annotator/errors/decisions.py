"""Why a decision is refused."""

from annotator.errors.tree import DecisionError
from annotator.words import N_


class NothingToLabel(DecisionError):
    sentence = N_("There is no word here to label.")


class CrossesSpan(DecisionError):
    sentence = N_("«{surface}» would cross «{other}»; spans may nest, not cross.")


class AlreadyLabelled(DecisionError):
    sentence = N_("«{surface}» has this label already.")


class NothingToSpread(DecisionError):
    sentence = N_("«{surface}» stands nowhere else that could take this label.")


class MayNotHold(DecisionError):
    sentence = N_("A span of {outer} may not hold one of {inner}.")


class NoFurther(DecisionError):
    sentence = N_("The edge cannot move further.")


class NoWords(DecisionError):
    sentence = N_("Write a few words first; Esc leaves everything as it is.")


class GoldWasImported(DecisionError):
    sentence = N_("The gold of this article was imported, and is left as it came.")


class NobodyRules(DecisionError):
    sentence = N_("Say with --by in whose name gold is settled; --dry-run only shows what would be.")
