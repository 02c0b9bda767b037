import ast
import gettext
from pathlib import Path

import pytest

from annotator.schema import load, presets
from installers import catalogue

SOURCE = """
from annotator.words import N_, _, n_
ONE = N_("Nothing at {path}.")
def two(count: int) -> str:
    return n_("{count} document", "{count} documents", count) + _("Done.")
"""
HEADER = f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: {catalogue.ARABIC_PLURALS}\\n"\n\n'
FRENCH = """msgid ""
msgstr ""
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Nothing at {path}."
msgstr "Rien à l’endroit {path}."

msgid "{count} document"
msgid_plural "{count} documents"
msgstr[0] "{count} article"
msgstr[1] "{count} articles"

msgid "Done."
msgstr "Terminé."
"""
COMPLETE = (
    HEADER
    + """
msgid "Nothing at {path}."
msgstr "لا شيء في {path}."

msgid "{count} document"
msgid_plural "{count} documents"
msgstr[0] "لا مقالات"
msgstr[1] "مقال واحد"
msgstr[2] "مقالان"
msgstr[3] "{count} مقالات"
msgstr[4] "{count} مقالًا"
msgstr[5] "{count} مقال"

msgid "Done."
msgstr "تمّ."
"""
)


def checkout(folder: Path, arabic: str, french: str = FRENCH) -> Path:
    (folder / "annotator").mkdir()
    (folder / "annotator" / "some.py").write_text(SOURCE, encoding="utf-8")
    for language, words in (("ar", arabic), ("fr", french)):
        if words:
            path = catalogue.po_path(folder, language)
            path.parent.mkdir(parents=True)
            path.write_text(words, encoding="utf-8")
    return folder


def test_every_sentence_of_the_sources_is_translated() -> None:
    assert catalogue.complaints(catalogue.ROOT) == []


def test_no_sentence_hides_where_it_is_not_extracted() -> None:
    """Babel does not look into every f-string."""
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue.read(catalogue.ROOT, "ar")}
    for path in sorted((catalogue.ROOT / "annotator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in catalogue.KEYWORDS and isinstance(first, ast.Constant):
                    assert first.value in known, f"{path}:{node.lineno}"


def test_the_sources_have_sentences() -> None:
    assert catalogue.extract(catalogue.ROOT).get("Something went wrong.") is not None


def test_a_complete_catalogue_has_no_complaints(tmp_path: Path) -> None:
    assert catalogue.complaints(checkout(tmp_path, COMPLETE)) == []


@pytest.mark.parametrize(
    ("whole", "broken", "complaint"),
    [
        ("تمّ.", "", "«Done.» is not translated"),
        ('msgid "Done."', '#, fuzzy\nmsgid "Done."', "«Done.» is fuzzy"),
        ("لا شيء في {path}.", "لا شيء.", "lacks placeholders ['path']"),
        ("لا شيء في {path}.", "لا شيء في {paht}.", "unknown placeholders ['paht']"),
        ("لا شيء في {path}.", "لا شيء في {path.", "unknown placeholders"),
        ('msgstr[5] "{count} مقال"', 'msgstr[5] ""', "«{count} document» is not translated"),
        ('msgid "Done."', 'msgid "Gone."\nmsgstr "ذهب."\n\nmsgid "Done."', "no source says «Gone.»"),
        ("nplurals=6", "nplurals=5", "5 plural forms"),
        ("لا شيء في {path}.", "لا شيء, في {path}.", "a Latin comma"),
        ("لا شيء في {path}.", 'لا \\"شيء\\" في {path}.', "straight quotation marks"),
        ("لا شيء في {path}.", "لا شـيء في {path}.", "a tatweel"),
        ("لا شيء في {path}.", "لا شيء في \u2066{path}.", "half a pair of direction isolates"),
        ("لا شيء في {path}.", "لا شيء في {path}\u2069.", "half a pair of direction isolates"),
        ("لا شيء في {path}.", "لا شيء في {path}", "another end than its source"),
    ],
)
def test_what_is_lacking_is_named(tmp_path: Path, whole: str, broken: str, complaint: str) -> None:
    assert whole in COMPLETE
    found = catalogue.complaints(checkout(tmp_path, COMPLETE.replace(whole, broken)))
    assert any(complaint in each for each in found), found


@pytest.mark.parametrize(
    ("whole", "broken", "complaint"),
    [
        ("Terminé.", "", "«Done.» is not translated"),
        ("l’endroit", "l'endroit", "a straight apostrophe"),
        ("Rien à l’endroit", "Rien :", "no unbreakable space before a sign"),
        ("l’endroit {path}", "l’endroit « {path} »", "no unbreakable space inside « »"),
        ("Terminé.", "Terminé...", "three dots"),
        ("{count} articles", "{cuont} articles", "unknown placeholders"),
    ],
)
def test_french_lacks_nothing_either(tmp_path: Path, whole: str, broken: str, complaint: str) -> None:
    assert whole in FRENCH
    found = catalogue.complaints(checkout(tmp_path, COMPLETE, FRENCH.replace(whole, broken)))
    assert any(complaint in each for each in found), found


def test_unbreakable_spaces_please_everybody(tmp_path: Path) -> None:
    french = FRENCH.replace("l’endroit {path}", "l’endroit\u00a0: «\u00a0{path}\u00a0»")
    assert catalogue.complaints(checkout(tmp_path, COMPLETE, french)) == []


def test_update_adds_new_sentences_and_keeps_translations(tmp_path: Path) -> None:
    root = checkout(tmp_path, HEADER + 'msgid "Done."\nmsgstr "تمّ."\n\nmsgid "Gone."\nmsgstr "ذهب."\n')
    catalogue.update(root)
    arabic = catalogue.read(root, "ar")
    assert arabic.get("Done.").string == "تمّ."
    assert arabic.get("Gone.") is None
    assert arabic.get("Nothing at {path}.").string == ""
    assert arabic.num_plurals == 6
    before = catalogue.po_path(root, "ar").read_bytes()
    catalogue.update(root)
    assert catalogue.po_path(root, "ar").read_bytes() == before


def test_a_new_language_starts_with_its_own_plural_forms(tmp_path: Path) -> None:
    root = checkout(tmp_path, COMPLETE, "")
    catalogue.update(root)
    assert catalogue.read(root, "fr").num_plurals == 2


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "{count} مقالات"),
        (11, "{count} مقالًا"),
        (100, "{count} مقال"),
        (103, "{count} مقالات"),
    ],
)
def test_what_is_compiled_speaks_with_six_plural_forms(tmp_path: Path, count: int, words: str) -> None:
    root = checkout(tmp_path, COMPLETE)
    catalogue.compile_all(root)
    spoken = gettext.translation("annotator", root / "resources" / "locale", languages=["ar"])
    assert spoken.ngettext("{count} document", "{count} documents", count) == words


@pytest.mark.parametrize("preset", presets())
def test_the_words_of_the_schemas_are_set_as_well(preset: str) -> None:
    for label in load(preset).labels:
        names = [label.names, label.guideline, *(one.names for one in label.sublabels)]
        for words in names:
            assert catalogue.slips(words.fr, language="fr") == [], words.fr
            # Where a bracket cuts a word, a tatweel ends the first half.
            arabic = words.ar.replace("ـ[", "[")
            assert catalogue.slips(arabic, language="ar") == [], words.ar
