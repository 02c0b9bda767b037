"""What a desktop reads of Annotator: menu entry, file type, description, icons, manual pages."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from PySide6.QtGui import QImage

from annotator.assets import resource
from annotator.cli import main as commands
from annotator.crashes import shelf
from annotator.edition import Edition, Flavour
from annotator.project.file import Project
from annotator.schema import load
from annotator.words import LOCALES
from installers import frozen
from installers.icon import SIZES, render
from installers.linux import share

NOON = 1_795_348_800  # 2026-11-22 12:00 UTC
KIND = """
import json, sys
from PySide6.QtCore import QLocale, QMimeDatabase
QLocale.setDefault(QLocale("fr_FR"))
kinds = QMimeDatabase()
named = [kinds.mimeTypeForFile(path) for path in sys.argv[1:]]
print(json.dumps([[kind.name(), kind.comment(), kind.iconName()] for kind in named]))
"""


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    share.lay(folder, edition=Edition("1.2.3", "0d87a1c 2026-11-22", Flavour.STANDARD), at=NOON)
    return folder


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_menu_entry_is_valid(laid: Path) -> None:
    assert "error" not in run("desktop-file-validate", laid / "applications" / "annotator.desktop")


def test_the_menu_entry_speaks_arabic_and_french(laid: Path) -> None:
    lines = (laid / "applications" / "annotator.desktop").read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines if "=" in line)
    for key in ("GenericName", "Comment", "Keywords"):
        assert {f"{key}[ar]", f"{key}[fr]"} <= entry.keys()
        assert re.search(r"[\u0621-\u064a]", entry[f"{key}[ar]"])
    assert entry["MimeType"] == f"{share.MIME_TYPE};"
    assert entry["Exec"] == "annotator-gui %f"


def test_the_description_is_valid(laid: Path) -> None:
    # A name of reversed domains would need a domain of one's own.
    run(
        "appstreamcli", "validate", "--no-net", "--override=cid-desktopapp-is-not-rdns=info",
        laid / "metainfo" / "annotator.metainfo.xml",
    )  # fmt: skip


def test_a_project_is_known_by_its_name_and_by_its_first_bytes(laid: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(laid, data)
    run("update-mime-database", data / "mime")
    project, renamed, other = (tmp_path / name for name in ("one.annot", "renamed", "other.db"))
    Project.create(project, schema=load("security-news")).close()
    shutil.copyfile(project, renamed)
    head = bytearray(project.read_bytes())
    head[68:72] = bytes(4)  # an SQLite file of nobody in particular
    other.write_bytes(bytes(head))
    found = json.loads(run(sys.executable, "-c", KIND, project, renamed, other, XDG_DATA_HOME=str(data)))
    icon = "application-x-annotator-project"
    assert found[0] == found[1] == [share.MIME_TYPE, "projet Annotator", icon]
    assert found[2][0] != share.MIME_TYPE


@pytest.mark.parametrize("drawing", ["annotator.svg", "project.svg"])
@pytest.mark.parametrize("size", SIZES)
def test_an_icon_is_drawn_at_every_size(drawing: str, size: int) -> None:
    image = QImage.fromData(render(resource("icon", drawing), size=size))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 128
    assert image.pixelColor(size // 2, size // 4).alpha() == 255
    colours = {image.pixelColor(x, y).name() for x in range(size) for y in range(size)}
    assert len(colours) > 8


@pytest.mark.qt_log_ignore("Cannot read file")
def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.svg").write_text("no", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"no\.svg is not an SVG"):
        render(tmp_path / "no.svg", size=16)


def page(laid: Path, name: str) -> str:
    text = gzip.decompress((laid / "man" / "man1" / f"{name}.1.gz").read_bytes()).decode()
    return text.replace("\\-", "-")


def test_the_manual_has_every_command_and_option(laid: Path) -> None:
    text = page(laid, "annotator")
    context = click.Context(commands)
    for name in commands.list_commands(context):
        assert f"\n.SS annotator {name} " in text
        for parameter in commands.commands[name].params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in text


@pytest.mark.parametrize("name", ["annotator", "annotator-gui"])
def test_whatever_the_manual_names_in_a_list_it_explains(laid: Path, name: str) -> None:
    rows = [entry.split("\n") for entry in page(laid, name).split("\n.TP\n")[1:]]
    assert [row[0] for row in rows if not row[1].strip()] == []


@pytest.mark.parametrize("name", ["annotator", "annotator-gui"])
def test_the_manual_says_where_reports_lie_and_which_languages_there_are(
    laid: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/salma")
    text = page(laid, name)
    assert f".I {shelf.folder()}/\n".replace("/home/salma", "~") in text
    language = text.partition("ANNOTATOR_LANGUAGE\n")[2].partition(".TP")[0]
    assert LOCALES.keys() <= set(re.findall(r"\w+", language))


@pytest.mark.parametrize("name", ["annotator", "annotator-gui"])
def test_the_manual_is_roff_and_dated(laid: Path, name: str) -> None:
    text = page(laid, name)
    assert text.startswith(f'.TH {name.upper()} 1 "2026-11-22" "Annotator 1.2.3"')
    requests = {line.split()[0] for line in text.splitlines() if line.startswith(".")}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".I", ".sp", ".nf", ".fi"}


def test_the_moment_is_told_or_the_day_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = Edition("1.2.3", "0d87a1c 2026-11-22", Flavour.STANDARD)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert frozen.moment(edition) == NOON - 12 * 3600
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert frozen.moment(edition) == 7
