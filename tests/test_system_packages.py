import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "installers" / "system-packages"
RUN = [
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
]
X = ["xvfb", "xauth", "xdotool", "x11-xkb-utils", "dbus", "at-spi2-core"]
DESKTOP = ["desktop-file-utils", "appstream", "shared-mime-info"]
BUILD = ["libpython3.11", "binutils", "zstd"]
TEST = [*BUILD, *X, "debootstrap", "debian-archive-keyring", *DESKTOP]
LIBRARIES = (
    "libglib-2.0.so.0 libGL.so.1 libEGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libxkbcommon.so.0 "
    "libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0 libxkbcommon-x11.so.0"
)
ROOT_ID, PERSON_ID = "echo 0", "echo 1000"
NO_SUDO = "exit 1"
# sudo -n COMMAND: drop the option, run the rest.
SUDO = 'shift; echo "sudo $*" >> "$LOG"; exec "$@"'


def machine(folder: Path, commands: Mapping[str, str]) -> Path:
    """Make a folder of commands that answer as another machine would."""
    folder.mkdir()
    for real in ("sh", "env", "tr", "sed", "true"):
        (folder / real).symlink_to(str(shutil.which(real)))
    for name, body in ({"uname": "echo Linux"} | dict(commands)).items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
    return folder


def debian(folder: Path, *, installed: list[str], known: list[str], id_: str, sudo: str) -> Path:
    query = (
        f'for last; do :; done; case " {" ".join(installed)} " in *" $last "*) echo "ii ";; *) exit 1;; esac'
    )
    cache = f'for last; do :; done; case " {" ".join(known)} " in *" $last "*) ;; *) exit 100;; esac'
    apt = 'echo "apt-get $*" >> "$LOG"'
    return machine(folder, {"dpkg-query": query, "apt-cache": cache, "apt-get": apt, "id": id_, "sudo": sudo})


def see_to(what: str, *, on: Path) -> tuple[int, str, str]:
    log = on.parent / "log"
    log.touch()
    done = subprocess.run(
        ["/bin/sh", str(SCRIPT), what],
        env={"PATH": str(on), "LOG": str(log)} | {k: v for k, v in os.environ.items() if k == "LANG"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr, log.read_text(encoding="utf-8")


@pytest.mark.parametrize("glib", ["libglib2.0-0", "libglib2.0-0t64"])
def test_is_quiet_when_all_is_there(tmp_path: Path, glib: str) -> None:
    there = [glib, *RUN[1:], *TEST]
    on = debian(tmp_path / "bin", installed=there, known=[], id_=PERSON_ID, sudo=NO_SUDO)
    assert see_to("test", on=on) == (0, "", "")


def test_installs_what_is_missing_as_root(tmp_path: Path) -> None:
    known = [*RUN, "libpython3.11"]
    on = debian(tmp_path / "bin", installed=RUN[1:], known=known, id_=ROOT_ID, sudo=NO_SUDO)
    code, words, log = see_to("test", on=on)
    assert code == 0
    assert "Installing system packages: libglib2.0-0 libpython3.11 binutils zstd xvfb xauth xdotool" in words
    update, install = log.splitlines()
    assert update.startswith("apt-get")
    assert update.endswith("update")
    assert install.endswith(f"install -y --no-install-recommends libglib2.0-0 {' '.join(TEST)}")


def test_brings_the_library_of_the_python_that_this_debian_has(tmp_path: Path) -> None:
    known = [*RUN, "libpython3.13"]
    on = debian(tmp_path / "bin", installed=RUN, known=known, id_=ROOT_ID, sudo=NO_SUDO)
    code, _, log = see_to("build", on=on)
    assert code == 0
    assert log.splitlines()[1].endswith("--no-install-recommends libpython3.13 binutils zstd")


def test_says_what_apt_said_when_it_fails(tmp_path: Path) -> None:
    on = debian(tmp_path / "bin", installed=RUN[1:], known=RUN, id_=ROOT_ID, sudo=NO_SUDO)
    (on / "apt-get").write_text(
        '#!/bin/sh\ncase "$*" in *install*) echo "no space left" >&2; exit 100;; esac\n'
    )
    code, words, _ = see_to("run", on=on)
    assert code == 1
    assert words.endswith("no space left\nThe packages above could not be installed.\n")


def test_takes_the_newer_name_where_apt_knows_it(tmp_path: Path) -> None:
    known = ["libglib2.0-0t64", *RUN]
    on = debian(tmp_path / "bin", installed=RUN[1:], known=known, id_=ROOT_ID, sudo=NO_SUDO)
    assert see_to("run", on=on)[2].splitlines()[1].endswith("--no-install-recommends libglib2.0-0t64")


def test_uses_a_sudo_that_asks_no_password(tmp_path: Path) -> None:
    on = debian(tmp_path / "bin", installed=RUN[:-1], known=RUN, id_=PERSON_ID, sudo=SUDO)
    code, _, log = see_to("run", on=on)
    assert code == 0
    assert "sudo apt-get -qq update" in log
    assert "install -y --no-install-recommends libxkbcommon-x11-0" in log


def test_names_the_one_command_where_it_may_not_install(tmp_path: Path) -> None:
    on = debian(tmp_path / "bin", installed=RUN[2:], known=RUN, id_=PERSON_ID, sudo=NO_SUDO)
    code, words, log = see_to("run", on=on)
    assert (code, log) == (1, "")
    assert (
        "    sudo apt-get update && sudo apt-get install --no-install-recommends libglib2.0-0 libgl1\n"
    ) in words


def test_names_missing_libraries_on_another_system(tmp_path: Path) -> None:
    listed = "\n".join(f"echo '\t{name} (libc6,x86-64) => /lib/{name}'" for name in LIBRARIES.split()[1:])
    on = machine(tmp_path / "bin", {"ldconfig": listed, "id": PERSON_ID})
    code, words, _ = see_to("test", on=on)
    assert code == 1
    assert "missing here: libglib-2.0.so.0 objdump strip zstd xvfb-run xdotool setxkbmap" in words


def test_is_quiet_on_another_system_that_has_all(tmp_path: Path) -> None:
    listed = "\n".join(f"echo '\t{name} (libc6,x86-64) => /lib/{name}'" for name in LIBRARIES.split())
    assert see_to("run", on=machine(tmp_path / "bin", {"ldconfig": listed}))[:2] == (0, "")


def test_leaves_other_kernels_alone(tmp_path: Path) -> None:
    assert see_to("test", on=machine(tmp_path / "bin", {"uname": "echo Darwin"}))[:2] == (0, "")


def test_wants_to_know_for_what(tmp_path: Path) -> None:
    code, words, _ = see_to("", on=machine(tmp_path / "bin", {}))
    assert code == 2
    assert "usage:" in words
