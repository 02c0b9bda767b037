"""What click says is in the catalogue, and said in the language in use."""

import re
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from annotator import click_words

# Who writes a program reads these, or who uses what this one has not: prompts of colours, editors, shells.
FOR_PROGRAMMERS = re.compile(
    r"DeprecationWarning|defined twice|cannot use the same flag|Could not determine name|No options defined"
    r"|take exactly one parameter|must be an iterable|start character|standard stream|Unknown color"
    r"|Editing failed|Windows error|Bash version|^Choice\(|UUID|does not match the format|^d$"
)


def test_everything_that_click_says_to_a_person_is_in_the_catalogue():
    folder = Path(click.__file__).parent
    found = extract_from_dir(folder, [("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)})
    said = {message for _file, _line, message, _comments, _context in found}
    meant = {one for one in said if not FOR_PROGRAMMERS.search(one if isinstance(one, str) else one[0])}
    assert len(meant) > 40
    assert meant - {*click_words.SENTENCES, *click_words.COUNTED} == set()


@pytest.mark.parametrize(
    ("language", "no"), [("ar", "[a-z]{3,}"), ("fr", r"\b(the|is|not|for|with|of|Usage)\b")]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["new"],
        ["import", "p"],
        ["import", "p", "a.txt", "--as", "labels"],
        ["export", "p", "out"],
        ["export", "p", "out", "--format", "jsonl", "--by"],
        ["export", "p", "out", "--sublabels=yes"],
        ["check", "p", "q"],
        ["check", "p", "q", "r"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_parsed_is_refused_in_the_language_in_use(program, language, no, arguments):
    done = program(*arguments, ANNOTATOR_LANGUAGE=language)
    assert (done.code, done.out) == (2, "")
    bare = re.sub(r"'[^']*'|\u2066[^\u2069]*\u2069|«[^»]*»|\bannotator.*", "", done.err)
    for typed in arguments:
        bare = bare.replace(typed, "")
    assert not re.search(no, bare)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["الاستعمال:", "الخيارات:", "الأوامر:", "عرض هذه المساعدة والخروج."]),
        (
            "fr",
            ["Utilisation\u00a0:", "Options\u00a0:", "Commandes\u00a0:", "Afficher cette aide et quitter."],
        ),
        ("en", ["Usage:", "Options:", "Commands:", "Show this message and exit."]),
    ],
)
def test_help_pages_speak_one_language(program, language, words):
    out = program("--help", ANNOTATOR_LANGUAGE=language).out
    assert [one for one in words if one not in out] == []


def test_the_language_asked_of_us_goes_before_the_one_asked_of_the_system(program):
    done = program("--help", ANNOTATOR_LANGUAGE="fr", LANGUAGE="ar:en", LC_ALL="de_DE.UTF-8")
    assert "Utilisation" in done.out
    assert "الاستعمال" not in done.out
