import pytest

from annotator import __version__
from annotator.cli import main

COMMANDS = sorted(main.commands)


def test_the_commands_are_those_of_the_design():
    wanted = (
        "about adjudicate agreement check demo export honesty import lexicon models new notes open stats"
        " suggest train verify"
    )
    assert wanted.split() == COMMANDS


def test_help_lists_every_command_with_its_whole_sentence(say):
    out = say("--help")
    assert "..." not in out.partition("Commands:")[2]
    for name in COMMANDS:
        assert f"\n  {name} " in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_each_option(say, name):
    out = say(name, "--help")
    assert say(name, "-h") == out
    command = main.commands[name]
    assert out.startswith(f"Usage: annotator {name} [OPTIONS]")
    assert " ".join(command.help.split())[:40] in " ".join(out.split())
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in out
            assert parameter.help


def test_version(say):
    assert say("--version") == f"annotator {__version__} (from source)\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["new"],
        ["new", "p", "--nonsense"],
        ["import", "p"],
        ["import", "p", "a.txt", "--as", "labels"],
        ["export", "p", "out"],
        ["export", "p", "out", "--format", "jsonl"],
        ["export", "p", "out", "--by", "amina"],
        ["export", "p", "out", "--format", "conll2002", "--by", "a", "--clitics", "none"],
        ["verify"],
        ["check", "p", "q"],
        ["new", "p", "--name", "a\udcff"],
    ],
    ids=" ".join,
)
def test_what_the_command_line_cannot_parse_exits_2(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: annotator")
    assert "Error: " in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_program_itself_exits_2_without_a_traceback(program):
    done = program("check", "--nonsense")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_arabic_help_says_it_in_arabic(program):
    done = program("--help", ANNOTATOR_LANGUAGE="ar")
    assert (done.code, done.err) == (0, "")
    assert any("ء" <= letter <= "ي" for letter in done.out)
