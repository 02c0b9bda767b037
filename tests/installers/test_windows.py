"""The recipe for Windows, held true by what can be read of it where no Windows is."""

import os
import re
import stat
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from annotator import __version__, words
from annotator.assets import resource
from annotator.edition import Edition, Flavour
from installers.frozen import PROGRAMS
from installers.linux.share import MIME_TYPE
from installers.windows import inno, resources
from tests.installers.inno_script import Script, read

STANDARD = Edition(__version__, "0d87a1c 2026-11-22", Flavour.STANDARD)
FULL = Edition(__version__, "0d87a1c 2026-11-22", Flavour.FULL)
CUSTOM = {"CreateDesktopIcon", "LaunchProgram"}  # messages that every language of Inno Setup brings
OWN_LANGUAGES = {"Arabic", "French"}  # among the 31 in the folder Languages of Inno Setup 6.4.1
UNDONE = {"uninsdeletekey", "uninsdeletevalue", "uninsdeletekeyifempty"}


def told(command: list[str]) -> dict[str, str]:
    defined = [one.removeprefix("/D").partition("=") for one in command if one.startswith("/D")]
    return {name: value for name, _equals, value in defined}


def command(edition: Edition = STANDARD, *, sign: str = "") -> list[str]:
    return inno.command(
        "ISCC", edition, frozen=Path("frozen"), icons=Path("icons"), into=Path("dist"), sign=sign
    )


@pytest.fixture
def script() -> Script:
    return read(inno.RECIPE, **told(command()))


def test_the_compiler_is_told_all_that_the_recipe_asks_for_and_nothing_else(script):
    given = told(command())
    assert set(given) == script.asked
    assert given["AppVersion"] == __version__
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", given["FileVersion"])
    assert command()[-1] == str(inno.RECIPE)
    assert f"/O{Path('dist').absolute()}" in command()


def test_without_what_it_asks_for_the_recipe_does_not_compile():
    with pytest.raises(AssertionError, match="Say which version"):
        read(inno.RECIPE)


def test_it_is_found_again_by_the_next_version(script):
    # A person who installs the next version gets it in the place of this one only while this stays.
    assert script.settings["AppId"] == "{{7B2E3C54-52A5-4B4F-9A0C-6D6C3A9E1F27}"
    assert script.settings["AppVersion"] == __version__
    full = read(inno.RECIPE, **told(command(FULL)))
    assert full.settings["AppId"] == script.settings["AppId"]
    assert full.settings["OutputBaseFilename"] == f"annotator-full-{__version__}-windows-x86_64"


def test_it_is_for_one_person_without_an_administrator(script):
    assert script.settings["PrivilegesRequired"] == "lowest"
    assert script.settings["DefaultDirName"].startswith("{autopf}")
    assert {entry["Root"] for entry in script.entries["Registry"]} == {"HKA"}
    places = [entry["Name"] for entry in script.entries["Icons"]]
    assert places == [r"{autoprograms}\Annotator", r"{autodesktop}\Annotator"]


def test_it_names_the_programs_that_are_frozen(script):
    console, window = (f"{name}.exe" for name in PROGRAMS)
    sources = [entry["Source"] for entry in script.entries["Files"]]
    frozen = Path("frozen").absolute()
    assert sources[:2] == [rf"{frozen}\{window}", rf"{frozen}\{console}"]
    assert sources[-1] == rf"{frozen}\_internal\*"
    assert "recursesubdirs" in script.entries["Files"][-1]["Flags"]
    started = {entry["Filename"] for entry in (*script.entries["Icons"], *script.entries["Run"])}
    assert started == {rf"{{app}}\{window}"}
    assert "skipifsilent" in script.entries["Run"][0]["Flags"]


def test_a_double_click_on_a_project_opens_it(script):
    values = {
        (entry["Subkey"].removeprefix("Software\\Classes\\"), entry.get("ValueName", "")): entry
        for entry in script.entries["Registry"]
        if "ValueType" in entry
    }
    kind = values[".annot", ""]["ValueData"]
    assert values[".annot", "Content Type"]["ValueData"] == MIME_TYPE
    assert (r".annot\OpenWithProgids", kind) in values
    opened = values[rf"{kind}\shell\open\command", ""]["ValueData"]
    assert opened == r'"{app}\annotator-gui.exe" "%1"'
    assert values[rf"{kind}\DefaultIcon", ""]["ValueData"] == r"{app}\project.ico"
    assert script.settings["ChangesAssociations"] == "yes"
    icons = Path("icons").absolute()
    assert rf"{icons}\project.ico" in [entry["Source"] for entry in script.entries["Files"]]


def test_removal_leaves_nothing_behind_and_takes_nothing_that_is_not_ours(script):
    flags = {entry["Subkey"]: entry.get("Flags", "").split() for entry in script.entries["Registry"]}
    taken = {key for key, words_ in flags.items() if "uninsdeletekey" in words_}
    for entry in script.entries["Registry"]:
        is_below = any(entry["Subkey"].startswith(f"{key}\\") for key in taken)
        assert is_below or UNDONE & set(entry.get("Flags", "").split()), entry
    # What others may have put there too goes value by value.
    assert not any(key.endswith((".annot", r"Software\Classes")) for key in taken)
    assert "UninstallDelete" not in script.entries
    assert [entry["Name"] for entry in script.entries["InstallDelete"]] == [r"{app}\_internal"]


def test_it_speaks_the_languages_of_the_program(script):
    files = {entry["Name"]: entry["MessagesFile"] for entry in script.entries["Languages"]}
    assert set(files) == set(words.LANGUAGES)
    assert files.pop("en") == "compiler:Default.isl"
    assert set(files.values()) == {rf"compiler:Languages\{name}.isl" for name in OWN_LANGUAGES}
    own = {name.partition(".")[2] for name in script.messages}
    assert set(script.messages) == {f"{code}.{name}" for code in words.LANGUAGES for name in own}
    assert all(max(text) >= "\u0600" for name, text in script.messages.items() if name.startswith("ar."))
    used = re.findall(r"\{cm:(\w+)", inno.RECIPE.read_text(encoding="utf-8"))
    assert set(used) == own | CUSTOM
    assert not inno.RECIPE.read_bytes().startswith(b"\xef\xbb\xbf")


def test_tasks_are_those_that_the_code_asks_for(script):
    names = [entry["Name"] for entry in script.entries["Tasks"]]
    assert names == ["desktop", "path"]
    code = "\n".join(script.code)
    assert re.findall(r"WizardIsTaskSelected\('(\w+)'\)", code) == ["path"]
    assert [entry.get("Tasks") for entry in script.entries["Icons"]] == [None, "desktop"]
    assert script.settings["ChangesEnvironment"] == "yes"
    assert {"annotator-gui.exe", "annotator.exe"} == set(re.findall(r"Runs\('([\w.-]+)'\)", code))


def test_signing_is_a_command_of_whoever_has_a_certificate(script):
    signed = command(sign="signtool sign /fd SHA256")
    assert "/Sannotator=signtool sign /fd SHA256 $f" in signed
    assert not [one for one in command() if one.startswith("/S")]
    script_signed = read(inno.RECIPE, **told(signed))
    assert script_signed.settings["SignTool"] == "annotator"
    assert [entry["Flags"] for entry in script_signed.entries["Files"][:2]] == ["ignoreversion signonce"] * 2
    assert "SignTool" not in script.settings


@pytest.fixture
def frozen(tmp_path) -> Path:
    folder = tmp_path / "annotator"
    (folder / "_internal").mkdir(parents=True)
    for name in PROGRAMS:
        (folder / f"{name}.exe").write_bytes(b"MZ")
    return folder


def test_the_compiler_finds_the_icons_and_its_installer_is_returned(frozen, tmp_path, monkeypatch):
    tools = tmp_path / "tools"
    tools.mkdir()
    compiler = tools / "ISCC"
    compiler.write_text(
        '#!/bin/sh\nfor one in "$@"; do case $one in\n'
        '/DIcons=*) ls "${one#/DIcons=}" > "$SAID";;\n/DSetup=*) name=${one#/DSetup=};;\n'
        '/O*) : > "${one#/O}/$name.exe";; esac; done\n'
    )
    compiler.chmod(compiler.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SAID", str(tmp_path / "said"))
    monkeypatch.delenv(inno.SIGN, raising=False)
    made = inno.build(frozen, into=tmp_path / "dist")
    assert made == tmp_path / "dist" / f"annotator-{__version__}-windows-x86_64.exe"
    assert (tmp_path / "said").read_text().split() == ["annotator.ico", "project.ico"]
    assert list(made.parent.iterdir()) == [made]


def test_without_inno_setup_one_sentence_says_so(frozen, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"^This needs Inno Setup 6\.4\.1 or newer"):
        inno.build(frozen, into=tmp_path)
    assert not (tmp_path / "icons").exists()


@pytest.mark.parametrize(
    ("variable", "below"), [("ProgramFiles(x86)", "Inno Setup 6"), ("LOCALAPPDATA", "Programs/Inno Setup 6")]
)
def test_inno_setup_is_found_where_its_own_installer_puts_it(tmp_path, variable, below):
    there = tmp_path / below / "ISCC.exe"
    there.parent.mkdir(parents=True)
    there.touch()
    assert inno.find_compiler({"PATH": "", variable: str(tmp_path)}) == str(there)
    assert inno.find_compiler({"PATH": "", "ProgramFiles": str(tmp_path / "none")}) is None


@pytest.mark.parametrize("name", ["annotator", "project"])
def test_an_icon_holds_every_size(tmp_path, name):
    path = resources.write_icon(resource("icon", f"{name}.svg"), to=tmp_path / "deep" / f"{name}.ico")
    reader = QImageReader(str(path))
    assert reader.imageCount() == len(resources.SIZES)
    for place, size in enumerate(resources.SIZES):
        assert reader.jumpToImage(place)
        image = reader.read()
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() < 255  # a corner is see-through
        assert any(image.pixelColor(x, size // 2).alpha() == 255 for x in range(size))


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("0.1.0", (0, 1, 0, 0)),
        ("1.2", (1, 2, 0, 0)),
        ("0.2.0rc1", (0, 2, 0, 0)),
        ("1.2.3.4.5", (1, 2, 3, 4)),
        ("x", (0, 0, 0, 0)),
    ],
)
def test_a_version_is_four_numbers(version, expected):
    assert resources.four_numbers(version) == expected


def test_the_version_resource_is_what_pyinstaller_reads():
    made = {}
    names = {
        "VSVersionInfo": lambda ffi, kids: (ffi, kids),
        "FixedFileInfo": lambda **values: values,
        "StringFileInfo": lambda tables: tables,
        "StringTable": lambda name, strings: (name, dict(strings)),
        "StringStruct": lambda name, value: (name, value),
        "VarFileInfo": lambda variables: variables,
        "VarStruct": lambda name, value: (name, value),
    }
    for program in PROGRAMS:
        text = resources.version_resource(Edition("0.2.0"), program=program)
        fixed, ((table,), (language,)) = eval(text, {"__builtins__": {}}, names)
        assert fixed["filevers"] == fixed["prodvers"] == (0, 2, 0, 0)
        assert table[0] == "040904B0"
        assert language == ("Translation", [0x409, 0x4B0])
        made[program] = table[1]
    assert {program: told["OriginalFilename"] for program, told in made.items()} == {
        "annotator": "annotator.exe",
        "annotator-gui": "annotator-gui.exe",
    }
    assert made["annotator-gui"]["FileDescription"] == "Annotator"  # as «Open with» names it
    assert {told["ProductVersion"] for told in made.values()} == {"0.2.0"}
