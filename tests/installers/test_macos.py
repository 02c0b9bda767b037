"""The recipe for macOS, held true by what can be read of it where no Mac is."""

import json
import plistlib
import stat
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotator import __version__, words
from annotator.assets import resource
from annotator.edition import FILE, Edition, Flavour
from installers.frozen import PROGRAMS
from installers.linux.share import MIME_TYPE
from installers.macos import bundle, disk_image

STANDARD = Edition(__version__, "0d87a1c 2026-11-22", Flavour.STANDARD)


def test_the_bundle_starts_the_window_and_owns_projects():
    # As PyInstaller writes it: only what a property list can hold comes back.
    info = plistlib.loads(plistlib.dumps(bundle.info(STANDARD)))
    assert info["CFBundleExecutable"] in PROGRAMS
    assert info["CFBundleExecutable"].endswith("-gui")
    assert info["LSBackgroundOnly"] is False
    assert info["CFBundleShortVersionString"] == info["CFBundleVersion"] == __version__
    assert set(info["CFBundleLocalizations"]) == set(words.LANGUAGES)
    (kind,) = info["CFBundleDocumentTypes"]
    (declared,) = info["UTExportedTypeDeclarations"]
    assert kind["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {
        "public.filename-extension": ["annot"],
        "public.mime-type": [MIME_TYPE],
    }
    assert info["NSHighResolutionCapable"] is True
    assert declared["UTTypeIdentifier"] != bundle.IDENTIFIER


def test_what_the_hardened_program_may_do_is_one_thing():
    allowed = plistlib.loads(bundle.ENTITLEMENTS.read_bytes())
    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.parametrize("name", ["annotator", "project"])
def test_an_icon_holds_every_size(tmp_path, name):
    data = bundle.write_icon(resource("icon", f"{name}.svg"), to=tmp_path / f"{name}.icns").read_bytes()
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8]) == (len(data),)
    sizes, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at + 4 : at + 8])
        image = QImage.fromData(data[at + 8 : at + length])
        assert image.width() == image.height()
        sizes[data[at : at + 4].decode()] = image.width()
        at += length
    assert at == len(data)
    # Twice as many pixels for dense screens: 16 and 32, then 128, 256, 512.
    assert sizes == {
        "ic11": 32,
        "ic12": 64,
        "ic07": 128,
        "ic13": 256,
        "ic08": 256,
        "ic14": 512,
        "ic09": 512,
        "ic10": 1024,
    }


def test_an_image_is_signed_and_shown_to_apple_only_under_somebodys_name():
    def programs(**given: str) -> list[str]:
        made = disk_image.commands(Path("image"), image=Path("a.dmg"), **given)
        assert all("a.dmg" in command for command in made)
        return [" ".join(command[:3]) if command[0] == "xcrun" else command[0] for command in made]

    assert programs() == ["hdiutil"]
    assert programs(profile="ours") == ["hdiutil"]
    assert programs(identity="Developer ID Application: X") == ["hdiutil", "codesign"]
    assert programs(identity="X", profile="ours") == [
        "hdiutil",
        "codesign",
        "xcrun notarytool submit",
        "xcrun stapler staple",
    ]


@pytest.fixture
def app(tmp_path) -> Path:
    folder = tmp_path / "build" / bundle.NAME
    data = folder / "Contents" / "Resources" / "annotator"
    data.mkdir(parents=True)
    told = {"version": "9.9.9", "build": "0d87a1c 2026-11-22", "flavour": "full"}
    (data / FILE).write_text(json.dumps(told))
    return folder


@pytest.fixture
def mac(tmp_path, monkeypatch) -> Path:
    """Stand in for Apple's tool that makes images: it writes the names in the folder into the image."""
    tools = tmp_path / "tools"
    tools.mkdir()
    tool = tools / "hdiutil"
    tool.write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = -srcfolder ] && folder=$2; shift; done\n'
        '[ -e "$1" ] && exit 1\n(cd "$folder" && ls && readlink Applications) > "$1"\n'
    )
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    for variable in (bundle.IDENTITY, disk_image.PROFILE):
        monkeypatch.delenv(variable, raising=False)
    return tools


def test_the_image_holds_the_application_beside_the_folder_that_it_is_dragged_into(app, mac, tmp_path):
    into = tmp_path / "dist"
    into.mkdir()
    for _again in range(2):  # an image that is there is made anew
        made = disk_image.build(app, into=into)
        assert made.read_text().split() == [bundle.NAME, "Applications", "/Applications"]
    assert made.name.startswith("annotator-full-9.9.9-macos-")
    assert list(into.iterdir()) == [made]
    assert app.is_dir()


def test_what_was_frozen_after_the_bundle_comes_into_it_before_it_is_signed(app, mac, tmp_path, monkeypatch):
    frozen = tmp_path / "build" / "annotator"
    data = frozen / "_internal" / "annotator"
    data.mkdir(parents=True)
    (data / "licences.json").write_text("{}")
    signed = tmp_path / "signed"
    tool = mac / "codesign"
    tool.write_text(f'#!/bin/sh\nfor one; do :; done\nls "$one/Contents/Resources/annotator" > {signed}\n')
    tool.chmod(0o755)
    bundle.complete(app, frozen=frozen)
    assert signed.read_text().split() == [FILE, "licences.json"]
    assert bundle.signing(app)[-3:] == ["--sign", "-", str(app)]
    ours = bundle.signing(app, identity="X")
    assert ours[ours.index("--entitlements") + 1] == str(bundle.ENTITLEMENTS)
    assert "runtime" in ours


def test_elsewhere_and_without_a_program_one_sentence_says_so(app, mac, tmp_path, monkeypatch):
    with pytest.raises(SystemExit, match=r"none\.app holds no frozen program"):
        disk_image.build(tmp_path / "none.app", into=tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"^This needs a Mac"):
        disk_image.build(app, into=tmp_path)
