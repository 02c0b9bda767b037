"""The project of every file version so far, by command."""

import json

import pytest

from annotator.project.header import FILE_VERSION
from tests.projects.facts import spans_in
from tests.projects.old import ASKED, OLD, SALMA, VERSIONS, copy_of, known_of


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def path(version, tmp_path):
    return copy_of(version, tmp_path)


@pytest.mark.parametrize("old_version", OLD)
def test_whoever_meets_it_first_is_told_where_it_lies_as_it_was(run, say, tmp_path, old_version):
    path = copy_of(old_version, tmp_path)
    done = run("notes", path, "--json")
    assert done.code == 0
    json.loads(done.out)
    assert done.err == (
        "The project was made by an older Annotator and is up to date now. "
        f"A copy of it as it was lies beside it: \u2068{path.name}.v{old_version}-backup\u2069\n"
    )
    assert say("check", path) == f"{path} is sound.\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_check_changes_nothing_and_says_what_to_do(run, tmp_path):
    path = copy_of(1, tmp_path)
    before = path.read_bytes()
    done = run("check", path)
    assert (done.code, done.out) == (1, "")
    assert "older Annotator" in done.err
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_it_exports_what_its_own_program_exported(run, path, version, tmp_path):
    for name, known in known_of(version)["exported"].items():
        out = tmp_path / f"{name}.jsonl"
        assert run("export", path, out, "--format", "jsonl", "--by", name).code == 0
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        assert spans_in(lines) == known
        assert run("verify", out).code == 0


def test_agreement_counts_in_it(run, path):
    done = run("agreement", path, "--json")
    assert done.code == 0
    assert {"amina", "youssef"} <= set(json.dumps(json.loads(done.out)).replace('"', " ").split())


def test_what_was_asked_and_skipped_is_told(run, path):
    told = run("notes", path, "--json").out
    assert "هل هذا حزب؟" in told
    assert "نص مكرر" in told
    assert ASKED in told
    assert SALMA in told


def test_gold_is_made_in_it_and_taken_back(run, path, version):
    again = [] if version == FILE_VERSION else ["--again"]  # before, it was imported
    done = run("adjudicate", path, "--rule", SALMA, "--by", "amina", *again, "--json")
    assert done.code == 0
    assert run("adjudicate", path, "--undo", "--by", "amina").code == 0
    assert run("check", path).code == 0


def test_it_learns_and_suggests_anew(run, path):
    assert run("train", path).code == 0
    assert run("suggest", path, "--sources", "lexicon,patterns").code == 0
    assert run("check", path).code == 0
