"""Whose work is given away with the program: nothing without its licence."""

import json
import os
from importlib import metadata
from pathlib import Path

import pytest

from annotator import licences
from annotator.licences import FILE, components, from_json, of_distribution, own_text
from installers.flavours import ROOT
from installers.licences import told_of
from installers.system_licences import is_pythons, package_of

MODULES = ("json.decoder", "annotator.cli", "click.core", "pyimod01_archive", "_pyi_rth_utils")


@pytest.fixture
def libraries(tmp_path):
    """A folder as it is frozen, with little in it."""
    folder = tmp_path / "_internal"
    (folder / "numpy").mkdir(parents=True)
    (folder / "annotator").mkdir()
    (folder / "numpy" / "core.so").write_bytes(b"")
    (folder / "PySide6").mkdir()
    (folder / "PySide6" / "QtCore.abi3.so").write_bytes(b"")
    (folder / "libicudata.so.73").write_bytes(b"")
    (folder / "python3.11" / "lib-dynload").mkdir(parents=True)
    (folder / "python3.11" / "lib-dynload" / "_json.so").write_bytes(b"")
    return folder


@pytest.fixture
def frozen():
    """The folder of the standard flavour, as `make installer` left it."""
    built = Path(os.environ.get("ANNOTATOR_BUILT") or ROOT / "dist") / "annotator"
    assert built.is_dir(), f"{built} is not there: `make installer` builds it."
    return built


def names(told):
    return {one["name"] for one in told.components}


def test_distributions_libraries_python_and_data_are_told(libraries):
    told = told_of(libraries, modules=MODULES)
    assert told.unknown == []
    wanted = {"click", "numpy", "PySide6_Essentials", "ICU", "Python", "pyinstaller"}
    assert wanted <= names(told)
    assert any(name.startswith("Lexicons: ") and "GeoNames" in str(told.texts) for name in names(told))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in str(told.texts)


def test_what_is_not_in_the_folder_is_not_told(libraries):
    assert not names(told_of(libraries, modules=MODULES)) & {"pytest", "ruff", "regex", "rich"}


def test_a_library_that_nobody_knows_is_found(libraries):
    (libraries / "libplanted.so.1").write_bytes(b"")
    (libraries / "sub").mkdir()
    (libraries / "sub" / "libother.so").write_bytes(b"")
    assert told_of(libraries, modules=MODULES).unknown == ["libplanted.so.1", "libother.so"]


def test_a_module_that_nobody_knows_is_found(libraries):
    assert told_of(libraries, modules=[*MODULES, "planted.inside"]).unknown == ["planted"]


def test_a_distribution_without_the_text_of_its_licence_is_found(libraries, monkeypatch):
    def without(found):
        told = of_distribution(found)
        return licences.Component(told.name, told.version, told.licence) if told.name == "click" else told

    monkeypatch.setattr("installers.licences.of_distribution", without)
    assert told_of(libraries, modules=MODULES).unknown == ["click"]


def test_the_program_reads_what_is_written(libraries, monkeypatch, tmp_path):
    (tmp_path / FILE).write_text(told_of(libraries, modules=MODULES).as_json(), encoding="utf-8")
    monkeypatch.setattr(licences, "__file__", str(tmp_path / "licences.py"))
    components.cache_clear()
    read = {one.name: one for one in components()}
    components.cache_clear()
    assert read["click"].text.startswith("Copyright 2014 Pallets")
    assert "Lexicons: algeria-wilayas-communes" in read
    assert own_text() == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_what_was_written_is_damaged_and_pip_is_asked(monkeypatch, tmp_path):
    (tmp_path / FILE).write_text('{"components": [{}]}', encoding="utf-8")
    monkeypatch.setattr(licences, "__file__", str(tmp_path / "licences.py"))
    components.cache_clear()
    assert "click" in {one.name for one in components()}
    components.cache_clear()


@pytest.mark.installed
def test_what_was_built_brings_the_text_of_every_licence(frozen):
    folder = frozen / "_internal" / "annotator"
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    read = {one["name"]: from_json(one, texts=told["texts"]) for one in told["components"]}
    assert all(one.text and one.licence and "\n" not in one.licence for one in read.values())
    wanted = {
        "Python",
        "PySide6_Essentials",
        "ICU",
        "libgfortran",
        "numpy",
        "pylopdf-fonts-ar",
        "sqlite-utils",
    }
    assert wanted <= set(read)
    assert not {"torch", "pytest", "mypy"} & set(read)


def test_a_library_of_this_system_is_its_packages(monkeypatch):
    found = package_of("libc.so.6")
    assert found is None or (found.name == "libc6" and found.version and len(found.texts) > 1)
    monkeypatch.setenv("PATH", "")
    assert package_of("libc.so.6") is None


@pytest.mark.parametrize("library", ["libbz2.so.1.0", "liblzma.so.5", "libzstd.so.1"])
def test_a_licence_of_this_system_is_a_name_and_no_page(library):
    found = package_of(library)
    assert found is None or ("\n" not in found.licence and found.licence != "see its text")


def test_what_lies_beside_python_on_linux_is_not_python_s(tmp_path, monkeypatch):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libplanted.so").touch()
    monkeypatch.setattr("sys.base_prefix", str(tmp_path))
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert not is_pythons(Path("_internal/libplanted.so"))
    assert is_pythons(Path("_internal/libpython3.11.so.1.0"))


def test_from_source_pip_is_asked():
    told = {one.name: one for one in components()}
    assert told["click"].version == metadata.version("click")
    assert "Redistribution" in told["click"].text
    assert not (ROOT / "annotator" / FILE).exists()
