"""`annotator new`: a project where there may be one, and a sentence everywhere else."""

import pytest

from annotator.project.file import Project
from annotator.schema import presets


def test_makes_a_project(say, tmp_path):
    path = tmp_path / "حرب 1.annot"
    assert say("new", path) == f"{path} is ready: 16 labels of the schema security-news.\n"
    with Project.open(path) as project:
        assert (project.name, project.schema.id, project.documents.ids()) == ("حرب 1", "security-news", [])
    assert [one.name for one in tmp_path.iterdir()] == ["حرب 1.annot"]


@pytest.mark.parametrize("preset", presets())
def test_makes_one_with_every_preset(say, tmp_path, preset):
    path = tmp_path / "p.annot"
    assert f" labels of the schema {preset}." in say("new", path, "--schema", preset, "--name", "حرب")
    with Project.open(path) as project:
        assert (project.name, project.schema.id) == ("حرب", preset)


def test_makes_one_with_a_schema_of_ones_own(say, refuse, tmp_path):
    schema = tmp_path / "mine.toml"
    names = '{ ar = "شخص", en = "Person", fr = "Personne" }'
    schema.write_text(
        f'id = "mine"\nversion = 1\nnames = {names}\n[[labels]]\nid = "PERS"\nnames = {names}\n'
        f'light = "#aa0000"\ndark = "#ffaaaa"\nkey = "1"\nguideline = {names}\n'
        'examples = ["[عمر]", "[بابر]"]\n',
        encoding="utf-8",
    )
    path = tmp_path / "p.annot"
    assert say("new", path, "--schema", schema) == f"{path} is ready: 1 labels of the schema mine.\n"
    schema.write_text("labels = [", encoding="utf-8")
    assert str(schema) in refuse("new", tmp_path / "q.annot", "--schema", schema)
    assert not (tmp_path / "q.annot").exists()


def test_never_writes_over_anything(refuse, project, article, tmp_path):
    before = project.read_bytes()
    assert refuse("new", project) == f"{project} exists already; nothing was changed."
    assert project.read_bytes() == before
    assert refuse("new", article) == f"{article} exists already; nothing was changed."
    assert refuse("new", tmp_path) == f"{tmp_path} exists already; nothing was changed."


def test_needs_a_folder_that_is_there(refuse, tmp_path, article):
    assert refuse("new", tmp_path / "no" / "p.annot") == f"There is no file or folder at {tmp_path / 'no'}."
    assert str(article) in refuse("new", article / "p.annot")


def test_names_the_presets_where_a_schema_is_unknown(refuse, tmp_path):
    words = refuse("new", tmp_path / "p.annot", "--schema", "nonsense")
    assert "nonsense" in words
    assert all(preset in words for preset in presets())
    assert list(tmp_path.iterdir()) == []
    missing = tmp_path / "no.toml"
    assert str(missing) in refuse("new", tmp_path / "p.annot", "--schema", missing)


def test_needs_the_right_to_write_there(refused, lock, tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    lock(folder, 0o555)
    assert refused("new", folder / "p.annot", is_ordinary=True) == f"You have no right to write {folder}."
    assert list(folder.iterdir()) == []
