"""What is installed and what is wrong with it, told without CAMeL Tools, a network or a trace."""

import json
from pathlib import Path

import pytest

from annotator.errors.recognisers import (
    BrokenCatalogue,
    CheckStopped,
    DamagedFile,
    LowercasingTokenizer,
    MissingCatalogue,
    MissingModelFile,
    NoRecogniser,
    NotInCatalogue,
    UnfinishedFile,
)
from annotator.suggest.camel import folder


def recogniser(data, **options):
    return folder.installed(data, **options)[0]


def problems(data, **options):
    return [type(problem) for problem in recogniser(data, **options).problems]


def test_the_folder_is_where_camel_tools_looks(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder.data_folder({}) == tmp_path / ".camel_tools"
    assert folder.data_folder({"CAMELTOOLS_DATA": "~/models"}) == tmp_path / "models"
    assert folder.data_folder({"CAMELTOOLS_DATA": "models"}) == Path.cwd() / "models"
    assert list(tmp_path.iterdir()) == []


def test_what_is_whole_is_ready(data):
    both = folder.installed(data, check=True)
    assert [(one.name, one.is_ready, one.is_vouched) for one in both] == [
        ("ner-arabert", True, True),
        ("morphology-db-msa-r13", True, True),
    ]
    assert both[0].size == sum(path.stat().st_size for path in both[0].path.iterdir())
    assert folder.ready("ner-arabert", data).identity() == both[0].identity()


def test_nothing_is_installed_in_an_empty_folder(tmp_path):
    assert [one.is_there for one in folder.installed(tmp_path)] == [False, False]
    with pytest.raises(NoRecogniser, match="annotator models"):
        folder.ready("ner-arabert", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_model_without_its_catalogue_is_not_ready(data):
    (data / "catalogue.json").unlink()
    assert problems(data) == [MissingCatalogue]
    with pytest.raises(MissingCatalogue, match="ask the network"):
        folder.ready("ner-arabert", data)


def test_a_catalogue_without_the_model_says_so(data, tiny):
    tiny.change_catalogue(data, components={})
    assert problems(data) == [NotInCatalogue]


def test_camels_own_catalogue_lists_more_than_is_there(data, tiny):
    (data / "data/ner/arabert/LICENSE").write_text("AraBERT")
    vouched = tiny.package(data, "ner/arabert")
    (data / "data/ner/arabert/LICENSE").unlink()
    everything = {"package_type": "meta", "private": False, "dependencies": ["ner-arabert", "elsewhere"]}
    other = {"package_type": "http", "private": False, "destination": "elsewhere", "files": []}
    tiny.change_catalogue(data, packages={"all": everything, "ner-arabert": vouched, "elsewhere": other})
    one = recogniser(data, check=True)
    assert one.is_ready
    assert one.is_vouched


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"version": "1"}',
        b'{"version": "1", "packages": [], "components": {"a": 1}}',
        b'{"version": "1", "packages": {}, "components": []}',
        b'{"version": "1", "packages": [{}], "components": {}}',
        b'{"version": "1", "packages": {"a": {}}, "components": {}}',
        b'{"version": "1", "packages": {}, "components": {"a": {"default": "b", "datasets": {"b": {}}}}}',
        b"[" * 100_000,
    ],
)
def test_a_catalogue_that_camel_tools_would_stumble_over_is_told(data, content):
    (data / "catalogue.json").write_bytes(content)
    assert problems(data) == [BrokenCatalogue]


@pytest.mark.parametrize("place", ["../../elsewhere", "/etc", "a/../../b", "C:\\models", ""])
def test_a_catalogue_leads_nowhere_else(data, tiny, place):
    tiny.change_catalogue(
        data,
        components={
            "NamedEntityRecognition": {"default": "arabert", "datasets": {"arabert": {"path": place}}}
        },
    )
    assert problems(data) == [NotInCatalogue]


def test_a_catalogue_names_no_file_that_no_disk_can_have(data):
    said = json.loads((data / "catalogue.json").read_text())
    for package in said["packages"].values():
        package["files"].append({"path": "half \ud800", "size": 1, "sha256": None})
    (data / "catalogue.json").write_text(json.dumps(said))
    assert problems(data) == []


def test_a_missing_file_is_named(data):
    (data / "data/ner/arabert/vocab.txt").unlink()
    (problem,) = recogniser(data).problems
    assert isinstance(problem, MissingModelFile)
    assert "vocab.txt" in str(problem)


def test_a_file_that_was_copied_in_part_is_told_by_its_size(data, spoil):
    path = data / "data/ner/arabert/model.safetensors"
    spoil("model.safetensors", path.read_bytes()[:5000])
    (problem,) = recogniser(data).problems
    assert isinstance(problem, UnfinishedFile)
    assert "5000 of " in str(problem)


def test_a_model_that_nobody_vouches_for_tells_itself_whether_it_is_whole(tiny, tmp_path):
    data = tiny.write_data(tmp_path, says_sha256=False)
    one = recogniser(data, check=True)
    assert (one.is_ready, one.is_vouched) == (True, False)
    path = data / "data/ner/arabert/model.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert problems(data) == [UnfinishedFile]
    path.write_bytes(b"not tensors at all")
    assert problems(data) == [DamagedFile]


def test_a_changed_byte_is_found_by_its_sha256(data, spoil):
    content = bytearray((data / "data/ner/arabert/model.safetensors").read_bytes())
    content[-1] ^= 1
    spoil("model.safetensors", bytes(content))
    assert problems(data) == []
    assert problems(data, check=True) == [DamagedFile]
    with pytest.raises(DamagedFile, match=r"model\.safetensors"):
        folder.ready("ner-arabert", data)


@pytest.mark.parametrize(
    "settings",
    ["{}", '{"do_lower_case": true}', '{"do_lower_case": false, "strip_accents": true}', "[]", "{"],
)
def test_a_tokenizer_that_changes_letters_is_told(tiny, tmp_path, settings):
    data = tiny.write_data(tmp_path, says_sha256=False)
    (data / "data/ner/arabert/tokenizer_config.json").write_text(settings)
    assert problems(data) == [LowercasingTokenizer]
    with pytest.raises(LowercasingTokenizer, match="do_lower_case"):
        folder.ready("ner-arabert", data)


def test_the_identity_changes_with_any_file(data, spoil):
    before = recogniser(data, check=True).identity()
    spoil("vocab.txt", b"[PAD]\n")
    assert recogniser(data, check=True).identity() != before


def test_a_check_tells_its_progress_in_bytes_and_can_be_stopped(data):
    seen = []
    both = folder.installed(data, check=True, on_progress=lambda done, total: seen.append((done, total)))
    total = sum(one.size for one in both)
    assert seen[-1] == (total, total)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    with pytest.raises(CheckStopped):
        folder.installed(data, check=True, is_cancelled=lambda: True)


def test_a_folder_in_the_place_of_a_file_is_no_file(data):
    path = data / "data/ner/arabert/vocab.txt"
    path.unlink()
    path.mkdir()
    assert problems(data) == [MissingModelFile]


def test_looking_changes_nothing(data):
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    folder.installed(data, check=True)
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
