"""Reasons in words: every code that a source gives, as a sentence for the person who decides."""

from collections.abc import Mapping
from typing import Final

from annotator.model import Reason
from annotator.words import N_, NN_, _, fill, n_

SENTENCES: Final[Mapping[str, str]] = {
    "lexicon": N_("in the lexicon of {lexicon}"),
    "lexicon_and_adjective": N_("«{head}» is in the lexicons, and an adjective follows"),
    "rank": N_("a rank before a name"),
    "office": N_("an office"),
    "office_of": N_("an office with its organisation or place"),
    "after_rank": N_("after the rank «{rank}»"),
    "after_office": N_("after the office «{office}»"),
    "after_title": N_("after «{title}»"),
    "before_office": N_("before «{office}»"),
    "after_speech": N_("after the verb {verb}"),
    "name_words": N_("begins with the name {name}"),
    "named_before": N_("{name} is named in full in this article"),
    "after_head": N_("begins with the noun «{head}»"),
    "quoted_after_head": N_("in quotation marks after {head}"),
    "outlet": N_("an outlet, after the noun {head}"),
    "outlet_again": N_("an outlet named before, in quotation marks"),
    "told_to": N_("in quotation marks, told to an outlet"),
    "statement_to": N_("an outlet to which something was said"),
    "dateline": N_("after the place in the dateline"),
    "after_place_noun": N_("after the noun {noun}"),
    "place_in_site": N_("the place that the name of the {site} holds"),
    "border": N_("a border between two named countries"),
    "nationality": N_("a nationality, after {noun}"),
    "date": N_("words of a date"),
    "time": N_("words of an hour or part of the day"),
    "money": N_("a number with a currency"),
    "count": N_("a number with what it counts"),
    "model": N_("{kind} with its kind or model"),
    "law": N_("a legal text with its number"),
    "agreement": N_("an agreement with its subject"),
    "crime": N_("a crime with its object"),
    "event": N_("a named event"),
    "camel": N_("found by CAMeL's recogniser ({model})"),
    "import": N_("from the file {file}"),
    "tagger": N_("like what was labelled so in finished articles"),
}

LEXICONS: Final[Mapping[str, str]] = {
    "country": N_("countries"),
    "city": N_("cities"),
    "capital": N_("cities"),
    "region": N_("regions"),
    "place": N_("seas, mountains and regions"),
    "moroccan_place": N_("places in Morocco"),
    "algerian_place": N_("places in Algeria"),
    "town": N_("towns"),
    "facility": N_("bases, crossings, prisons and other sites"),
    "people": N_("peoples"),
    "person": N_("public figures"),
    "agency": N_("security agencies"),
    "unit": N_("armed forces"),
    "group": N_("armed groups"),
    "party": N_("parties"),
    "media": N_("outlets"),
    "international": N_("international organisations"),
    "government": N_("state bodies"),
    "company": N_("companies"),
    "institute": N_("institutes and associations"),
    "exercise": N_("exercises"),
    "operation": N_("operations"),
    "weapon": N_("weapons"),
    "vehicle": N_("vehicles"),
    "crime": N_("crimes"),
    "law": N_("laws and treaties"),
    "own": N_("this project's own entries"),
}


REMEMBERED: Final = "remembered"
_REMEMBERED: Final = NN_(
    "«{surface}» is labelled so in {count} other article",
    "«{surface}» is labelled so in {count} other articles",
)


def sentence(reason: Reason) -> str:
    """Return the reason in the language in use; a code that is not known is shown as it is."""
    if reason.code == REMEMBERED:
        count = int(reason.values["count"])
        return fill(n_(*_REMEMBERED, count), {**reason.values, "count": count})
    known = SENTENCES.get(reason.code)
    if known is None:
        return reason.code
    values = dict(reason.values)
    lexicon = values.get("lexicon", "")
    if lexicon in LEXICONS:
        values["lexicon"] = _(LEXICONS[lexicon])
    return fill(_(known), values)
