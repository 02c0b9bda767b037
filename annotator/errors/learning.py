"""What is wrong with what a model learns from, or with a model that was learnt."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class LearningError(AnnotatorError):
    """Nothing can be learnt, or what was learnt cannot be used."""


class NotEnoughToLearn(LearningError):
    sentence = N_(
        "There is too little to learn from (finished articles: {documents}, spans: {entities}); "
        "at least {least_documents} articles with {least_entities} spans are needed."
    )


class NoTags(LearningError):
    sentence = N_("{path} has no tags: what is learnt from has a token and its tag on each line.")


class LearningCancelled(LearningError):
    sentence = N_("Learning was cancelled; nothing was changed.")


class NothingLearnt(LearningError):
    sentence = N_("No tagger was learnt in this project yet: «annotator train» learns one.")


class DamagedModel(LearningError):
    sentence = N_("The learnt model is damaged; «annotator train» learns it anew.")


class NewerModel(LearningError):
    sentence = N_("The learnt model was made by a newer version of Annotator.")


class ModelOfOtherSchema(LearningError):
    sentence = N_("The learnt model knows the labels of «{learnt}», the project has those of «{schema}».")
