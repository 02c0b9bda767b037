"""Which edition this is, and what each says of what it lacks."""

import json

import pytest

from annotator import edition as module
from annotator import lacking
from annotator.cli import main
from annotator.edition import FILE, Edition, Flavour, edition
from annotator.errors import FormatNotInstalled
from annotator.exchange.extra import needed


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder in the place of the package's own."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "edition.py"))
    edition.cache_clear()
    yield tmp_path
    edition.cache_clear()


@pytest.fixture
def as_built(monkeypatch):
    """Have the program take itself for a flavour."""
    return lambda flavour: monkeypatch.setattr(lacking, "edition", lambda: Edition("1.0", "", flavour))


def test_what_the_build_wrote_is_told(package):
    told = {"version": "1.2.3", "build": "0d87a1c 2026-11-22", "flavour": "full"}
    (package / FILE).write_text(json.dumps(told), encoding="utf-8")
    assert edition() == Edition("1.2.3", "0d87a1c 2026-11-22", Flavour.FULL)
    assert str(edition()) == "1.2.3 (full, build 0d87a1c 2026-11-22)"


@pytest.mark.parametrize("written", [None, "", "[]", "{}", '{"version": "1", "build": "", "flavour": "odd"}'])
def test_without_it_or_where_it_is_damaged_it_is_the_source(package, written):
    if written is not None:
        (package / FILE).write_text(written, encoding="utf-8")
    assert edition().flavour is Flavour.SOURCE
    assert str(edition()).endswith(" (from source)")


def test_a_build_without_git_is_unknown():
    assert str(Edition("1.0", "", Flavour.STANDARD)) == "1.0 (standard, build unknown)"


@pytest.mark.parametrize(
    ("flavour", "how"),
    [
        (Flavour.SOURCE, "pip install -e '.[formats]'"),
        (Flavour.STANDARD, "The full edition of Annotator has it"),
        (Flavour.FULL, "only Annotator run from its source code"),
    ],
)
def test_a_format_that_is_lacking_says_how_this_edition_gets_it(as_built, flavour, how):
    as_built(flavour)
    with pytest.raises(FormatNotInstalled) as refused:
        needed("no_module_of_this_name", format="parquet")
    assert how in str(refused.value)
    assert ("pip" in str(refused.value)) is (flavour is Flavour.SOURCE)


def test_the_standard_edition_says_that_the_full_one_has_camel_tools(as_built, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    monkeypatch.setattr("annotator.suggest.camel.folder.has_camel_tools", lambda: False)
    as_built(Flavour.STANDARD)
    main(["models"], standalone_mode=False)
    told = capsys.readouterr().out
    assert "CAMeL Tools: The full edition of Annotator has it" in told
    assert "a network and Python" in told
    assert "annotator models --take" in told
