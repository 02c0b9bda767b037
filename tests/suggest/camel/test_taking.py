"""Taking data over from a stick: whole or not at all."""

import json
import os
import shutil
from collections import namedtuple

import pytest

from annotator.errors.recognisers import (
    BrokenCatalogue,
    DamagedFile,
    LinkLeadsOut,
    LowercasingTokenizer,
    MissingModelFile,
    ModelsNotWritten,
    NoModelsThere,
    NoRoomForModels,
    NotAModelFile,
    TakingCancelled,
    UnreadableModel,
)
from annotator.suggest.camel import folder
from annotator.suggest.camel.taking import install_from


@pytest.fixture
def stick(data):
    return data


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home" / "camel"


def everything(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*")) if root.exists() else None


def test_a_folder_of_camels_data_is_taken_with_what_it_says_of_its_files(stick, home):
    taken = install_from(stick, home)
    assert [(one.name, one.is_ready, one.is_vouched) for one in taken] == [
        ("ner-arabert", True, True),
        ("morphology-db-msa-r13", True, True),
    ]
    assert everything(home / "data") == everything(stick / "data")
    assert [one.identity() for one in taken] == [one.identity() for one in folder.installed(stick)]
    assert all(one.is_ready for one in folder.installed(home, check=True))


def test_the_files_of_the_recogniser_alone_get_a_catalogue(stick, home):
    (taken,) = install_from(stick / "data/ner/arabert", home)
    assert taken.is_ready
    assert taken.is_vouched
    said = json.loads((home / "catalogue.json").read_text(encoding="utf-8"))
    assert said["components"]["NamedEntityRecognition"]["datasets"] == {"arabert": {"path": "ner/arabert"}}
    assert everything(home) == [
        "catalogue.json",
        "data",
        "data/ner",
        "data/ner/arabert",
        *(f"data/ner/arabert/{name}" for name in everything(stick / "data/ner/arabert")),
    ]


def test_what_was_taken_is_vouched_for_from_then_on(stick, home):
    install_from(stick / "data/ner/arabert", home)
    path = home / "data/ner/arabert/vocab.txt"
    path.write_bytes(path.read_bytes().replace(b"[UNK]", b"[XXX]"))
    with pytest.raises(DamagedFile):
        folder.ready("ner-arabert", home)


def test_what_another_program_takes_in_meanwhile_stays(stick, home, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(stick, other)
    shutil.rmtree(stick / "data/morphology_db")
    shutil.rmtree(other / "data/ner")
    others = []

    def meanwhile(_done, _total):
        if not others:
            others.extend(install_from(other, home))

    install_from(stick, home, on_progress=meanwhile)

    assert [one.name for one in others] == ["morphology-db-msa-r13"]
    assert all(one.is_ready for one in folder.installed(home, check=True))


def test_what_is_there_already_is_replaced_and_the_rest_stays(stick, home, tiny):
    install_from(stick, home)
    shutil.rmtree(stick / "data/morphology_db")
    vocabulary = stick / "data/ner/arabert/vocab.txt"
    vocabulary.write_bytes(vocabulary.read_bytes() + "ڤ\n".encode())
    tiny.change_catalogue(stick, packages={"ner-arabert": tiny.package(stick, "ner/arabert")})
    install_from(stick, home)
    assert (home / "data/ner/arabert/vocab.txt").read_bytes() == vocabulary.read_bytes()
    assert [one.is_ready for one in folder.installed(home, check=True)] == [True, True]


def test_a_folder_can_be_taken_from_its_own_place_to_mend_a_missing_catalogue(stick):
    (stick / "catalogue.json").unlink()
    install_from(stick, stick)
    assert all(one.is_ready for one in folder.installed(stick, check=True))


def test_progress_is_told_in_bytes(stick, home):
    seen = []
    taken = install_from(stick, home, on_progress=lambda done, total: seen.append((done, total)))
    total = sum(one.size for one in taken)
    assert seen[-1] == (total, total)


def test_a_cancel_leaves_nothing(stick, home):
    calls = iter(range(100))
    with pytest.raises(TakingCancelled):
        install_from(stick, home, is_cancelled=lambda: next(calls) > 2)
    assert not home.parent.exists()


def test_a_cancel_leaves_what_was_there(stick, home):
    install_from(stick, home)
    before = everything(home)
    with pytest.raises(TakingCancelled):
        install_from(stick, home, is_cancelled=lambda: True)
    assert everything(home) == before
    assert all(one.is_ready for one in folder.installed(home, check=True))


def test_what_a_killed_program_left_is_cleared_away_later(stick, home):
    old, young = home / ".annotator-taking-old", home / ".annotator-taking-young"
    old.mkdir(parents=True)
    young.mkdir()
    os.utime(old, (0, 0))
    install_from(stick, home)
    assert not old.exists()
    assert young.exists()


def test_damage_on_the_stick_is_seen_before_anything_is_in_place(stick, home):
    path = stick / "data/ner/arabert/model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(DamagedFile, match=r"model\.safetensors"):
        install_from(stick, home)
    assert not home.parent.exists()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("vocab.txt", MissingModelFile),
        ("config.json", NoModelsThere),
        ("model.safetensors", MissingModelFile),
    ],
)
def test_what_is_incomplete_is_not_taken(stick, home, name, error):
    (stick / "data/ner/arabert" / name).unlink()
    with pytest.raises(error):
        install_from(stick / "data/ner/arabert", home)
    assert not home.parent.exists()


def test_a_tokenizer_that_changes_letters_is_not_taken(stick, home):
    (stick / "data/ner/arabert/tokenizer_config.json").write_text("{}")
    with pytest.raises(LowercasingTokenizer):
        install_from(stick / "data/ner/arabert", home)


@pytest.mark.parametrize("name", ["a.txt", "missing"])
def test_what_is_no_folder_of_models_is_refused(tmp_path, home, name):
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(NoModelsThere):
        install_from(tmp_path / name, home)
    with pytest.raises(NoModelsThere):
        install_from(tmp_path, home)
    assert not home.exists()


def test_a_link_inside_the_folder_is_followed_and_one_that_leads_out_is_not(stick, home, tmp_path):
    model = stick / "data/ner/arabert"
    (model / "vocab.txt").rename(model / "words")
    (model / "vocab.txt").symlink_to("words")
    install_from(stick, home)
    assert not (home / "data/ner/arabert/vocab.txt").is_symlink()
    secret = tmp_path / "secret"
    (model / "words").rename(secret)
    (model / "vocab.txt").unlink()
    (model / "vocab.txt").symlink_to(secret)
    with pytest.raises(LinkLeadsOut, match=r"vocab\.txt"):
        install_from(stick, home)


def test_a_folder_that_is_a_link_out_is_refused(stick, home, tmp_path):
    (stick / "data/ner").rename(tmp_path / "outside")
    (stick / "data/ner").symlink_to(tmp_path / "outside")
    with pytest.raises(LinkLeadsOut):
        install_from(stick, home)


def test_a_pipe_in_the_place_of_an_extra_file_is_refused(stick, home):
    os.mkfifo(stick / "data/ner/arabert/LICENSE")
    with pytest.raises(NotAModelFile, match="LICENSE"):
        install_from(stick, home)


def test_too_little_room_is_said_before_anything_is_copied(stick, home, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 5_000_000))
    with pytest.raises(NoRoomForModels, match="11 MB"):
        install_from(stick, home)
    assert not home.parent.exists()


def test_a_disk_that_fills_up_leaves_nothing(stick, home, monkeypatch):
    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoRoomForModels):
        install_from(stick, home)
    assert not home.parent.exists()


def test_a_place_that_cannot_be_written_is_named(stick, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModelsNotWritten, match="file"):
        install_from(stick, tmp_path / "file" / "camel")


def test_a_catalogue_that_is_broken_there_stays_as_it_is(stick, home):
    home.mkdir(parents=True)
    (home / "catalogue.json").write_text("{")
    with pytest.raises(BrokenCatalogue):
        install_from(stick, home)
    assert everything(home) == ["catalogue.json"]


def test_a_stick_that_is_pulled_out_is_told_by_the_file(stick, home):
    def pull(_done, _total):
        shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(UnreadableModel):
        install_from(stick, home, on_progress=pull)
    assert not home.parent.exists()
