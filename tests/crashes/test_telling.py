"""What is told of exceptions: where in the program, and nothing that anybody wrote, read or named."""

import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.crashes.places import OUTSIDE, inside, shortened
from annotator.crashes.places import place as at
from annotator.crashes.report import Report
from annotator.crashes.telling import BesideError, told, told_by
from annotator.errors import CannotWrite, DiskFault
from annotator.model import Span
from annotator.text.folding import folded

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئة", min_size=6, max_size=12)
LATIN = st.text("ABCDEXYZabcdexyz_", min_size=6, max_size=12).map(
    lambda one: f"Qz{one}"
)  # may be a name in code
WORDS = st.lists(ARABIC | LATIN, min_size=1, max_size=4).map(" ".join)


def caught(act):
    """Return what an act raises."""
    try:
        act()
    except BaseException as error:  # whatever it is
        return error
    raise AssertionError("nothing was raised")


def raised(error, cause=None):
    def act():
        raise error from cause

    return caught(act)


def database():
    return sqlite3.connect(":memory:")


class UnknownError(ValueError):
    """A kind of exception that no loaded part of the program has by name."""

    def __str__(self):
        raise AssertionError("nobody asks it what it says")

    __repr__ = __str__


def all_kinds(words):
    """Return exceptions that hold the words in every place that exceptions have for them."""
    folder = f"/home/{words}/أخبار"
    hidden = type(words.replace(" ", ""), (Exception,), {})
    compiled = compile(
        f"def {words.split()[0]}():\n    raise KeyError({words!r})\nrun = {words.split()[0]}",
        f"{folder}/x.py",
        "exec",
    )
    names = {}
    exec(compiled, names)
    noted = raised(RuntimeError(words))
    noted.add_note(words)
    with database() as there:
        asked = caught(lambda: there.execute(f"select {words}"))
        near = caught(lambda: there.execute(f"{words} select"))
        there.execute(f'create table t (c text, constraint "{words}" check (c is null))')
        refused = caught(lambda: there.execute("insert into t values (?)", (words,)))
    return [
        ValueError(words),
        KeyError(words),
        KeyError((words, 1)),
        TypeError(words),
        RuntimeError(words),
        AssertionError(words),
        LookupError(words),
        StopIteration(words),
        NotImplementedError(words),
        Exception(words, words),
        OSError(2, words, folder),
        FileNotFoundError(2, "No such file", folder),
        OSError(words),
        PermissionError(words),
        caught(lambda: int(words)),
        caught(lambda: float(words)),
        caught(lambda: words.index("@")),
        caught(lambda: {}[words]),
        caught(lambda: getattr(words, words)),
        caught(lambda: __import__(words)),
        caught(lambda: folded(**{words: 1})),
        caught(lambda: Span(words)),
        caught(lambda: json.loads(words)),
        caught(lambda: f"{words}ض".encode("ascii")),
        caught(lambda: f"{words}ض".encode().decode("ascii")),
        caught(lambda: f"{words}ض".encode("cp1251")),
        caught(lambda: "x".encode(words)),
        caught(lambda: re.compile(f"({words}")),
        caught(lambda: Path(folder).read_text()),
        caught(names["run"]),
        raised(UnknownError(words)),
        raised(hidden(words)),
        noted,
        asked,
        near,
        refused,
        AttributeError(f"'str' object has no attribute '{words.split()[0]}'"),
        NameError(f"name '{words.split()[0]}' is not defined"),
        RecursionError(f"maximum recursion depth exceeded {words.casefold()}"),
        RecursionError(f"maximum recursion depth exceeded while decoding a JSON object {words.casefold()}"),
        OverflowError(f"Python int too large to convert to C {words.casefold()[:20]}"),
        UnicodeDecodeError(words, words.encode(), 0, 1, words),
        DiskFault(path=folder, why=words),
        CannotWrite(path=words, why=words),
        ExceptionGroup(words, [ValueError(words), ExceptionGroup(words, [KeyError(words)])]),
        raised(ValueError(words), KeyError(words)),
    ]


@given(words=WORDS)
def test_no_word_of_a_person_is_told(words):
    text = words  # a local variable of every frame below
    for error in all_kinds(words):
        for behind in (error, raised(RuntimeError(text), error)):
            report = Report.of(told(behind), where="window").text()
            assert not [word for word in words.casefold().split() if word in report.casefold()], report
            assert report.isascii()


@given(words=WORDS)
def test_no_word_of_a_process_is_told(words):
    printed = [
        "Traceback (most recent call last):",
        f'  File "/home/{words}/x.py", line 3, in {words}',
        f"    f({words!r})",
    ]
    printed += [words, f"ValueError: {words}", f"{words}: {words}"]
    report = "\n".join(told_by(printed).lines)
    assert not [word for word in words.casefold().split() if word in report.casefold()], report
    assert report.startswith("ValueError")


def test_places_are_those_of_the_program():
    lines = told(caught(lambda: folded(3))).lines
    assert lines[0].startswith(("TypeError", "AttributeError"))
    assert re.fullmatch(
        r"  annotator/text/folding\.py:\d+ folded", next(one for one in lines if "folding" in one)
    )
    assert f"  {OUTSIDE}" in "\n".join(lines)
    assert not any(__file__ in one for one in lines)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: [][1], "IndexError: list index out of range"),
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda: None.text, "AttributeError: 'NoneType' object has no attribute 'text'"),
        (lambda: Span(), "TypeError"),
        (lambda: {}[7], "KeyError: 7"),
        (lambda: Path("/no/such/folder/x").read_text(), "FileNotFoundError: ENOENT"),
        (lambda: b"\xff".decode("utf-8"), "UnicodeDecodeError: utf-8 at 0"),
        (lambda: database().execute("select x"), "sqlite3.OperationalError: SQLITE_ERROR"),
        (
            lambda: database().execute("select ?", (1 << 80,)),
            "OverflowError: Python int too large to convert to",
        ),
        (lambda: folded(), "TypeError: folded() missing 1 required positional argument: 'text'"),
        (
            lambda: raised(json.JSONDecodeError("x", "y", 0)) and json.loads("{"),
            "json.decoder.JSONDecodeError",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_python_s_own_sentences_are_told(act, said):
    assert told(caught(act)).lines[0].startswith(said)


def test_what_led_to_it_is_told_once_each():
    first = raised(KeyError("x"))
    second = raised(ValueError("y"), first)
    first.__context__ = second  # a ring
    heads = [one for one in told(second).lines if not one.startswith(" ")]
    assert heads == ["ValueError", "Because of: KeyError"]


def test_a_kind_that_nobody_knows_is_that_above_it():
    assert told(raised(UnknownError("x"))).lines[0] == "a kind of ValueError"


def test_deep_recursion_stays_short():
    def deeper():
        return deeper()

    lines = told(caught(deeper)).lines
    assert lines[0].startswith("RecursionError: maximum recursion depth exceeded")
    assert len(lines) < 70
    assert len(shortened(f"{one}" for one in range(500))) == 61


def test_numbers_and_words_make_no_other_bug_lines_do():
    def broken(text):
        return told(caught(lambda: folded(text)))

    assert broken(1).alike == broken(2).alike
    assert broken(1).alike != told(caught(lambda: json.loads("{"))).alike


def test_what_a_process_beside_tells_stands_below():
    beside = told(caught(lambda: 1 / 0))
    error = raised(BesideError(beside))
    assert "ZeroDivisionError: division by zero" in told(error).lines


def test_a_frozen_program_names_its_files_from_its_folder(monkeypatch):
    assert inside("annotator/model.py") == ""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert inside("annotator/model.py") == "annotator/model.py"
    assert inside("/home/amina/news.py") == ""
    assert inside("../amina/news.py") == ""
    assert inside("خبر.py") == ""


def test_a_path_out_of_a_library_s_folder_is_outside():
    assert inside(json.__file__) == "json/__init__.py"
    assert inside(f"{Path(json.__file__).parent}/../../../home/amina/news.py") == ""


def test_a_function_that_somebody_named_is_not():
    assert at(json.__file__, 3, "loads") == "json/__init__.py:3 loads"
    assert at(json.__file__, 3, "وصل") == "json/__init__.py:3 ?"
