"""The catalogue of words on screen: sources -> .pot -> .po -> .mo, through Babel.

    python installers/catalogue.py update     write the template and bring every .po up to it
    python installers/catalogue.py compile    make the .mo files
    python installers/catalogue.py check      say what a language lacks; exit 1 if anything

English sentences in the sources are the keys, so English needs no .po. Every other language must have
every sentence, in every plural form, set as its readers set type.
"""

import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("ar", "fr")
KEYWORDS: Final = {"_": None, "N_": None, "n_": (1, 2), "NN_": (1, 2)}
# Babel numbers the last two Arabic forms the other way round; translators know this order:
# zero, one, two, few (3-10), many (11-99), other (100-102).
ARABIC_PLURALS: Final = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
# What the eye would stumble over: a pattern, and what is said of it. U+00A0 keeps French signs on their line.
_SLIPS: Final = {
    "ar": (
        (r"[\u0621-\u0652][,;?]", "a Latin comma, semicolon or question mark"),
        (r"[\u0621-\u0652][\"']|[\"'][\u0621-\u0652]", "straight quotation marks"),
        (r"\u0640", "a tatweel"),
        (
            r"[\u2066\u2068][^\u2069]*([\u2066\u2068]|$)|(^|\u2069)[^\u2066\u2068]*\u2069",
            "half a pair of direction isolates",
        ),
    ),
    "fr": (
        (r"\w'", "a straight apostrophe"),
        (r"(?<![\u00a0\u202f;:])[;:?!](?=\s|$|\))", "no unbreakable space before a sign"),
        (r"«(?!\u00a0)|(?<!\u00a0)»", "no unbreakable space inside « »"),
        (r"\.\.\.", "three dots instead of …"),
    ),
}
_ENDS: Final = {"…": "…", "...": "…", ".": ".", "!": ".", ":": ":", "?": "?", "؟": "?"}
_HEADER: Final = """\
# Words of Annotator in {language}. How they are chosen: resources/locale/README.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def po_path(root: Path, language: str) -> Path:
    """Return where the .po of `language` lies under the checkout `root`."""
    return root / "resources" / "locale" / language / "LC_MESSAGES" / "annotator.po"


def extract(root: Path) -> Catalog:
    """Collect every marked sentence of the sources under `root`, with the files that say it."""
    template = Catalog(project="Annotator", charset="utf-8")
    found = extract_from_dir(root / "annotator", [("**.py", "python")], keywords=KEYWORDS)
    # Sorted, so that a .po differs only where its words do.
    for name, line, message, comments, context in sorted(found, key=lambda hit: (hit[0], hit[1])):
        template.add(
            message, locations=[(f"annotator/{name}", line)], auto_comments=comments, context=context
        )
    return template


def read(root: Path, language: str) -> Catalog:
    """Read the .po of `language`; an empty one with the right plural forms where there is none."""
    path = po_path(root, language)
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    plurals = ARABIC_PLURALS if language == "ar" else Catalog(locale=language).plural_forms
    return read_po(_HEADER.format(language=language, plurals=plurals).splitlines(), locale=language)


def update(root: Path) -> None:
    """Write the template, and bring every language's .po up to it; nothing is guessed (no fuzzy)."""
    template = extract(root)
    _write(root / "resources" / "locale" / "annotator.pot", template)
    for language in LANGUAGES:
        catalogue = read(root, language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        _write(po_path(root, language), catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, omit_header=False)


def compile_all(root: Path) -> list[Path]:
    """Make the .mo beside every .po under `root`; return their paths."""
    made = []
    for path in sorted((root / "resources" / "locale").glob("*/LC_MESSAGES/annotator.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
        made.append(path.with_suffix(".mo"))
    return made


def complaints(root: Path) -> list[str]:
    """Say what the languages lack: a missing, fuzzy or leftover sentence, a form, a placeholder."""
    template = extract(root)
    found: list[str] = []
    for language in LANGUAGES:
        catalogue = read(root, language)
        if language == "ar" and catalogue.num_plurals != 6:
            found.append(f"ar: {catalogue.num_plurals} plural forms in the header, Arabic has 6")
        for sentence in template:
            if sentence.id:
                found += _lacks(catalogue, sentence, language=language)
        found += [
            f"{language}: no source says «{_key(left)}» any more; run «make catalogue»"
            for left in catalogue
            if left.id and template.get(_key(left)) is None
        ]
    return found


def _lacks(catalogue: Catalog, sentence: Message, *, language: str) -> Iterator[str]:
    key = _key(sentence)
    translated = catalogue.get(key)
    forms = [] if translated is None else _forms(translated.string)
    if translated is None or not all(forms):
        yield f"{language}: «{key}» is not translated"
        return
    if translated.fuzzy:
        yield f"{language}: «{key}» is fuzzy"
    wanted = catalogue.num_plurals if isinstance(sentence.id, tuple) else 1
    if len(forms) != wanted:
        yield f"{language}: «{key}» has {len(forms)} forms, not {wanted}"
    expected = set[str]().union(*(_placeholders(one) for one in _forms(sentence.id)))
    for form in forms:
        if extra := _placeholders(form) - expected:
            yield f"{language}: «{key}» has unknown placeholders {sorted(extra)}"
        # A plural form may say "one document" without its number; a plain sentence keeps every value.
        if not isinstance(sentence.id, tuple) and _placeholders(form) != expected:
            yield f"{language}: «{key}» lacks placeholders {sorted(expected - _placeholders(form))}"
        for slip in (*slips(form, language=language), *_other_end(form, key)):
            yield f"{language}: «{key}» has {slip}"


def slips(words: str, *, language: str) -> list[str]:
    """Say what is set otherwise than the readers of a language set type."""
    return [what for pattern, what in _SLIPS[language] if re.search(pattern, words, re.DOTALL)]


def _other_end(form: str, key: str) -> Iterator[str]:
    """Say where a translation ends otherwise than its source."""
    closed = [words.rstrip(" )") for words in (key, form)]
    ends = [next((kind for end, kind in _ENDS.items() if words.endswith(end)), "") for words in closed]
    if ends[0] != ends[1]:
        yield f"another end than its source ({ends[1] or 'nothing'} for {ends[0] or 'nothing'})"


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _forms(words: object) -> list[str]:
    return [str(word) for word in words] if isinstance(words, tuple | list) else [str(words or "")]


def _placeholders(sentence: str) -> set[str]:
    """Return the fields of a format string, {name} by name; a broken one counts as a field of its own."""
    try:
        fields = {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}
    except ValueError as error:
        return {f"!{error}"}
    return fields | set(re.findall(r"%\d|%\(\w+\)s", sentence))  # of Qt and of click


def main(arguments: list[str]) -> int:
    """Run one of update, compile, check; return the exit code."""
    if arguments == ["update"]:
        update(ROOT)
        compile_all(ROOT)
    elif arguments == ["compile"]:
        compile_all(ROOT)
    elif arguments == ["check"]:
        found = complaints(ROOT)
        print("\n".join(found) or "The catalogue is complete.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
