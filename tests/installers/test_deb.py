"""The Debian package, of a stand-in for the frozen program: no freeze is needed."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.edition import Flavour
from installers.linux import deb
from installers.linux.depends import relations
from installers.linux.elf import wants
from tests.installers.stand_in import LIBRARY, stand_in


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def made(folder: Path, **options: object) -> Path:
    frozen = stand_in(folder / "frozen", **options)
    return deb.build(frozen, into=folder / "out", compression=deb.QUICK)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("deb"))


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    run("dpkg-deb", "--raw-extract", package, folder)
    return folder


def field(package: Path, name: str) -> str:
    return run("dpkg-deb", "--field", package, name).strip()


def test_is_named_and_numbered_as_the_program_says(package: Path) -> None:
    assert package.name == f"annotator_1.2.3_{deb.architecture()}.deb"
    assert (field(package, "Package"), field(package, "Version")) == ("annotator", "1.2.3")


def test_holds_the_program_and_what_a_desktop_reads(unpacked: Path) -> None:
    for name in ("annotator", "annotator-gui"):
        assert run(unpacked / "usr" / "bin" / name, "x") == f"{name} x\n"
    share = unpacked / "usr" / "share"
    for path in (
        "applications/annotator.desktop",
        "mime/packages/annotator.xml",
        "metainfo/annotator.metainfo.xml",
        "icons/hicolor/48x48/apps/annotator.png",
        "icons/hicolor/scalable/mimetypes/application-x-annotator-project.svg",
        "man/man1/annotator.1.gz",
        "man/man1/annotator-gui.1.gz",
        "doc/annotator/copyright",
        "doc/annotator/changelog.gz",
    ):
        assert (share / path).is_file(), path


def test_belongs_to_root_and_is_written_by_nobody_else(package: Path) -> None:
    listed = run("dpkg-deb", "--contents", package).splitlines()
    assert {line.split()[1] for line in listed} == {"root/root"}
    modes = {line.split()[5]: line.split()[0] for line in listed}
    assert set(modes.values()) == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    assert modes["./usr/lib/annotator/annotator-gui"] == "-rwxr-xr-x"
    assert modes["./usr/lib/annotator/_internal/lib_one.so.1"] == "-rw-r--r--"
    assert modes["./usr/lib/annotator/_internal/lib_link.so"] == "lrwxrwxrwx"


def test_lists_the_sum_of_every_file(unpacked: Path) -> None:
    lines = (unpacked / "DEBIAN" / "md5sums").read_text(encoding="utf-8").splitlines()
    told = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    there = {
        str(path.relative_to(unpacked)): hashlib.md5(path.read_bytes()).hexdigest()
        for path in (unpacked / "usr").rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    assert told == there


def test_runs_no_script_as_root(unpacked: Path) -> None:
    assert {path.name for path in (unpacked / "DEBIAN").iterdir()} == {"control", "md5sums"}


def test_is_the_same_to_the_byte_whenever_it_is_built(package: Path, tmp_path: Path) -> None:
    frozen = stand_in(tmp_path / "frozen")
    for path in frozen.rglob("*"):
        os.utime(path, (10**9, 10**9), follow_symlinks=False)
    again = deb.build(frozen, into=tmp_path, compression=deb.QUICK)
    assert again.read_bytes() == package.read_bytes()


def test_leaves_the_frozen_folder_as_it_was(tmp_path: Path) -> None:
    made(tmp_path)
    assert (tmp_path / "frozen" / "_internal" / "lib_one.so.1").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "out").iterdir()] == [
        f"annotator_1.2.3_{deb.architecture()}.deb"
    ]


def test_the_full_flavour_takes_the_place_of_the_standard_one(tmp_path: Path) -> None:
    package = made(tmp_path, flavour=Flavour.FULL)
    assert package.name.startswith("annotator-full_")
    for name in ("Provides", "Conflicts", "Replaces"):
        assert field(package, name) == "annotator"
    assert "full edition" in field(package, "Description")


@pytest.mark.parametrize("earlier", ["1.0a1", "1.0b2", "1.0rc1", "1.0.dev4", "0.9", "0.9.10"])
def test_dpkg_sorts_versions_as_python_does(earlier: str) -> None:
    run("dpkg", "--compare-versions", deb.debian_version(earlier), "lt", deb.debian_version("1.0"))


def test_what_is_not_in_the_folder_is_depended_on(package: Path) -> None:
    entries = field(package, "Depends").split(", ")
    newest = max(
        tuple(map(int, found.split(b".")))
        for found in re.findall(rb"GLIBC_([0-9.]+)\0", LIBRARY.read_bytes())
    )
    assert f"libc6 (>= {'.'.join(map(str, newest))})" in entries
    assert "libgcc-s1" in entries
    assert any(re.fullmatch(r"libstdc\+\+6( \(>= [0-9.]+\))?", entry) for entry in entries)


def test_what_is_in_the_folder_is_not(tmp_path: Path) -> None:
    frozen = stand_in(tmp_path / "frozen")
    (frozen / "_internal" / "libstdc++.so.6").write_bytes(b"")
    assert not any("libstdc++6" in entry for entry in relations(frozen).depends)


def test_a_library_that_nothing_brings_stops_the_build(tmp_path: Path) -> None:
    frozen = stand_in(tmp_path / "frozen")
    library = frozen / "_internal" / "lib_one.so.1"
    library.write_bytes(LIBRARY.read_bytes().replace(b"libgcc_s.so.1\0", b"libstray.so.1\0"))
    assert "libstray.so.1" in wants(frozen).libraries
    with pytest.raises(SystemExit, match=r"libstray\.so\.1"):
        deb.build(frozen, into=tmp_path / "out", compression=deb.QUICK)
    assert not list((tmp_path / "out").iterdir())


def test_a_desktop_renews_its_lists_where_it_has_them(package: Path) -> None:
    wanted = field(package, "Recommends").split(", ")
    assert {"desktop-file-utils", "hicolor-icon-theme", "shared-mime-info"} <= set(wanted)


def test_a_folder_without_a_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no frozen program"):
        deb.build(tmp_path, into=tmp_path / "out")


@pytest.mark.parametrize("target", ["libgone.so", "/etc/hostname", "../../outside"])
def test_a_link_that_leads_nowhere_or_out_of_the_folder_is_refused(tmp_path: Path, target: str) -> None:
    frozen = stand_in(tmp_path / "frozen")
    (tmp_path / "outside").write_text("", encoding="utf-8")
    (frozen / "_internal" / "libstray.so").symlink_to(target)
    with pytest.raises(SystemExit, match=r"libstray\.so leads to nothing in"):
        deb.build(frozen, into=tmp_path / "out", compression=deb.QUICK)


def test_says_where_a_debian_package_can_be_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match="Debian or Ubuntu"):
        deb.build(stand_in(tmp_path / "frozen"), into=tmp_path)


def test_the_maintainer_is_who_debian_s_tools_would_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBFULLNAME", "سمير")
    monkeypatch.setenv("DEBEMAIL", "samir@news.example")
    assert field(made(tmp_path), "Maintainer") == "سمير <samir@news.example>"


def test_another_version_is_packed_to_try_an_upgrade(tmp_path: Path) -> None:
    frozen = stand_in(tmp_path / "frozen")
    package = deb.build(frozen, into=tmp_path, version="2.0rc1", compression=deb.QUICK)
    assert field(package, "Version") == "2.0~rc1"
