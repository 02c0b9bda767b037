"""`annotator models`, and `annotator suggest --sources camel` through CAMeL's real loading code."""

import importlib.util
import json
from pathlib import Path

import pytest

from annotator.project.file import Project

TINY = Path(__file__).resolve().parents[1] / "suggest" / "camel" / "tiny.py"


@pytest.fixture(scope="module")
def tiny():
    spec = importlib.util.spec_from_file_location("tiny", TINY)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with nothing in it."""
    made = tmp_path / "home"
    made.mkdir()
    monkeypatch.setenv("HOME", str(made))
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    return made


@pytest.fixture
def data(tiny, home, tmp_path, monkeypatch):
    """CAMeL's data with the tiny model, where the variable says."""
    made = tiny.write_data(tmp_path / "data", has_morphology=True)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(made))
    return made


def test_what_is_not_installed_is_listed_with_the_way_to_get_it(say, home):
    out = say("models")
    assert "not installed" in out
    assert "541.6 MB" in out
    assert "licence AraBERT" in out
    assert "camel_data -i ner-arabert" in out
    assert "https://github.com/CAMeL-Lab/camel-tools-data/releases" in out
    assert "annotator models --take FOLDER" in out
    assert list(home.iterdir()) == []


def test_what_is_installed_is_listed_without_advice(say, data):
    out = say("models")
    assert out.count("ready") == 2
    assert "camel_data" not in out
    assert str(data) in out


def test_json_has_every_file_and_problem(say, data):
    (data / "data/ner/arabert/vocab.txt").unlink()
    told = json.loads(say("models", "--json"))
    assert told["folder"] == str(data)
    names, words = told["models"]
    assert (names["ready"], words["ready"]) == (False, True)
    assert [problem["code"] for problem in names["problems"]] == ["MissingModelFile"]
    assert {file["name"] for file in words["files"]} == {"morphology.db"}
    assert all(len(file["sha256"]) == 64 for file in words["files"])


def test_a_check_compares_and_fails_where_something_is_damaged(run, say, data):
    assert "every SHA-256 compared" in say("models", "--check")
    path = data / "data/ner/arabert/model.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = run("models", "--check")
    assert (done.code, done.err) == (1, "")
    assert "model.safetensors" in done.out
    assert "SHA-256 is another" in done.out


def test_a_folder_is_taken_from_a_stick(say, tiny, home, tmp_path):
    stick = tiny.write_data(tmp_path / "stick")
    out = say("models", "--take", stick)
    assert "ner-arabert was taken over" in out
    assert (home / ".camel_tools/data/ner/arabert/model.safetensors").is_file()
    assert json.loads(say("models", "--take", stick / "data/ner/arabert", "--json"))["models"][0]["ready"]


def test_what_cannot_be_taken_is_one_sentence(refuse, home, tmp_path):
    assert "holds neither" in refuse("models", "--take", tmp_path)
    assert list(home.iterdir()) == []


def test_a_folder_that_nobody_may_read(program, data, lock):
    lock(data / "data/ner/arabert", 0)
    done = program("models", is_ordinary=True, CAMELTOOLS_DATA=data)
    assert done.code == 0
    assert "not usable" in done.out
    assert "cannot be read: Permission denied" in done.out


def test_a_catalogue_that_nobody_may_read(program, data, lock):
    lock(data / "catalogue.json", 0)
    done = program("models", "--check", is_ordinary=True, CAMELTOOLS_DATA=data)
    assert done.code == 1
    assert "catalogue.json cannot be read" in done.out


def test_camel_is_refused_in_one_sentence_where_it_is_not_installed(refuse, home, project, article, say):
    say("import", project, article)
    said = refuse("suggest", project, "--sources", "lexicon,camel")
    assert "annotator models" in said
    assert list(home.iterdir()) == []


def test_camel_suggests_in_a_project_when_it_is_asked_for(
    say, refuse, data, home, project, article, tmp_path, monkeypatch
):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rooms))
    say("import", project, article)
    say("suggest", project)
    with Project.open(project) as opened:
        assert opened.camel.models_by_document() == {}
    say("suggest", project, "--sources", "camel")
    with Project.open(project) as opened:
        (id_,) = opened.documents.ids()
        names = next(result["names"] for result in opened.camel.of(id_).values() if "names" in result)
        made = [one for one in opened.suggestions.of(id_) if one.source == "camel"]
    assert names
    assert made
    # From then on it is one source among the others, and needs no process.
    (data / "catalogue.json").unlink()
    say("suggest", project, "--again")
    assert "catalogue.json" in refuse("suggest", project, "--sources", "camel")
    assert list(home.iterdir()) == []
    assert list(rooms.iterdir()) == []
