"""Persons whom no rank or office announces: after a title or verb, before an office, by name words alone."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import (
    PLACES,
    bare,
    hides_function,
    is_definite,
    is_function,
    is_speech,
    is_verb,
)
from annotator.suggest.patterns.names import Name, is_name_word, is_person, mark_person, read_name

_PEERS: Final = word_set("نظيره نظيرها نظيرته")


def persons(passage: Passage) -> Iterator[Suggestion]:
    """Suggest names after titles and verbs of saying, before offices, and by their words alone."""
    for index in range(len(passage)):
        yield from _courtesy(passage, index)
        yield from _bare_name(passage, index)
    yield from _before_office(passage)
    yield from _after_speech(passage)


def _courtesy(passage: Passage, index: int) -> Iterator[Suggestion]:
    hit = passage.hit(index, "honorific")
    if hit is None or not passage.follows(hit.last):
        return
    # «واسمه الحقيقي ...»
    first = hit.last + int(passage.key(hit.last) in ("الحقيقي", "الكامل"))
    # «المحلل العسكري المغربي فلان»
    while _is_listed_adjective(passage, first):
        first += 1
    name = read_name(passage, first) if passage.follows(first) else None
    if name is None or (hit.entry.needs_context and not name.known) or not is_person(passage, name):
        return
    if not name.known and (name.length == 1 or not (is_definite(hit.entry.key) or hit.entry.key in _PEERS)):
        return
    said = passage.text[hit.start : hit.end]
    yield mark_person(passage, name, 0.85 if name.known else 0.6, "after_title", title=said)


def _is_listed_adjective(passage: Passage, index: int) -> bool:
    key = passage.key(index)
    entries = passage.lexicon.entries(bare(key)) if passage.follows(index) and is_definite(key) else ()
    return any(entry.kind in ("adjective", "demonym") for entry in entries)


def _bare_name(passage: Passage, index: int) -> Iterator[Suggestion]:
    """Suggest a run of name words that no rank announces."""
    for _offset, lead in passage.stems(index) if passage.is_word(index) else ():
        name = _confirmed(passage, index, lead)
        if name is not None:
            given = passage.text[passage.offset(index, lead) : passage.end(index + 1)]
            score = 0.85 if name.known > 1 else 0.6
            yield mark_person(passage, name, score, "name_words", lead=lead, name=given)
            return


def _confirmed(passage: Passage, index: int, lead: int) -> Name | None:
    entries = passage.lexicon.entries(passage.spelling(index, lead))
    if (
        lead
        and not passage.key(index)[lead:].startswith(("عبد", "ابو"))
        and not any(entry.kind in ("given", "foreign") for entry in entries)
    ):
        return None
    if not lead and (is_function(passage, index) or passage.has(index, "honorific")):
        return None
    if not lead and not _opens_name(passage, index):
        return None
    if lead and (hides_function(passage, index) or is_verb(passage, index)):
        return None
    name = read_name(passage, index, lead=lead)
    if name is None or name.length < 2:
        return None
    if not lead and is_name_word(passage, index - 1) and passage.same_line(index):
        return None
    everyday = not lead and (
        any(entry.is_everyday for entry in entries)
        or passage.has(index, "common", "speech", "verb", "office")
    )
    if lead and (passage.has(index, *PLACES, "common") or is_function(passage, index)):
        return None
    if everyday:
        if name.length == 2 and not passage.has(index, "common") and _is_surname_like(passage, index + 1):
            return name
        return name if any(_is_strong(passage, at) for at in range(index + 1, name.last)) else None
    if name.known >= 2:
        return name
    return name if name.known == 1 and _ends_like_name(passage, name) else None


def _is_surname_like(passage: Passage, index: int) -> bool:
    """Tell whether a word is definite, ends in ي and is no adjective of the lists: الشعايري."""
    key = passage.key(index)
    if not is_definite(key) or not key.endswith("ي"):
        return False
    return not any(
        entry.kind in ("adjective", "demonym", "common") for entry in passage.lexicon.entries(bare(key))
    )


def _is_strong(passage: Passage, index: int) -> bool:
    """Tell whether a word of a name is a name and nothing else."""
    if not is_name_word(passage, index) or passage.has(
        index, "common", "speech", "verb", "function", *PLACES
    ):
        return False
    return not any(entry.is_everyday for entry in passage.lexicon.entries(passage.key(index)))


def _opens_name(passage: Passage, index: int) -> bool:
    return passage.has(index, "given", "foreign") or passage.key(index) in ("عبد", "ابو", "ايت", "ولد", "ام")


def _ends_like_name(passage: Passage, name: Name) -> bool:
    """Tell whether a given name and an unknown word look like a name: «ميلود العسكري»."""
    last = passage.key(name.last - 1)
    if name.length > 2:
        return all(is_definite(passage.key(at)) for at in range(name.first + 1, name.last))
    return is_definite(last) or last.endswith("ي") or not passage.follows(name.last)


def _before_office(passage: Passage) -> Iterator[Suggestion]:
    """Suggest the unknown name before «، خبير دولي»: name, comma, office or occupation."""
    for index in range(2, len(passage) - 1):
        if passage.key(index) not in ("،", ",") or not passage.same_line(index + 1):
            continue
        occupation = passage.hit(index + 1, "office", "rank", "occupation", whole=True)
        if occupation is None:
            continue
        name = _ending_at(passage, index)
        if name is not None:
            said = passage.text[occupation.start : occupation.end]
            yield mark_person(passage, name, 0.7, "before_office", office=said)


def _ending_at(passage: Passage, last: int) -> Name | None:
    for first in range(max(0, last - 6), last - 1):
        name = read_name(passage, first)
        if name is None or name.last != last:
            continue
        starts = (
            is_name_word(passage, first) or is_definite(passage.key(first)) or is_speech(passage, first - 1)
        )
        if starts and (name.known or is_speech(passage, first - 1)) and _all_one_line(passage, name):
            return name
    return None


def _all_one_line(passage: Passage, name: Name) -> bool:
    return all(passage.same_line(at) for at in range(name.first + 1, name.last))


def _after_speech(passage: Passage) -> Iterator[Suggestion]:
    """Suggest two or more unknown words after a verb of saying, when a sign or particle ends them."""
    for index in range(len(passage) - 2):
        if not is_speech(passage, index) or not passage.follows(index + 1):
            continue
        name = read_name(passage, index + 1)
        if name is None or name.length < 2 or is_name_word(passage, index + 1):
            continue
        ends = not passage.follows(name.last) or passage.key(name.last) in ("ان", "ل", "في", "عن")
        if ends and name.known:
            verb = passage.text[passage.start(index) : passage.end(index + 1)]
            yield mark_person(passage, name, 0.6, "after_speech", verb=verb)
