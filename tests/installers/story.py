"""What the story of an installation asks of the root, the sources and a window, again and again."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.examples import Step, matches, steps
from tests.installers.bare_root import PERSON, BareRoot, as_root
from tests.installers.screen import Screen, until

SOURCES: Final = Path(__file__).resolve().parents[2]
_PAGE: Final = SOURCES / "docs" / "install.md"
_LANGUAGE: Final = {"LC_ALL": "C.UTF-8", "ANNOTATOR_LANGUAGE": "en"}


def follow(root: BareRoot, section: str) -> None:
    """Type what a section of the page on installing says, word for word, and see what it shows."""
    there = "."
    examples = steps(_PAGE, section=section)
    assert examples
    for example in examples:
        there = _step(root, example, there)


def _step(root: BareRoot, example: Step, there: str) -> str:
    words = shlex.split(example.command)
    if words[0] == "cd":
        assert (root.home / words[1]).is_dir(), example.command
        return words[1]
    # Only apt may reach for the network; «yes» is the answer to its one question.
    does_install = "apt-get" in words
    typed = "y\n" if does_install else ""
    whole = f"cd {shlex.quote(there)} && {example.command}"
    done = root.run("sh", "-c", whole, network=does_install, typed=typed)
    assert matches(done.out if does_install else done.out + done.err, example.shown), (
        f"{example.command}\n{done.out}\n{done.err}"
    )
    return there


def from_source(*arguments: str, root: BareRoot) -> str:
    """Run the program from its sources with the system's fonts of the root, and return what it prints."""
    environment = os.environ | _LANGUAGE | {"PYTHONPATH": str(SOURCES), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        env=environment | {"FONTCONFIG_SYSROOT": str(root.path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stdout


@contextmanager
def window(root: BareRoot, screen: Screen, *command: str, remarks: str = "") -> Iterator[None]:
    """Have a window that a command of the root opens, the keyboard before it; both end together.

    Nothing may stand on standard error but `remarks`, as often as they come.
    """
    # `gio open` returns at once; the process tree lives as long as its first process does.
    stay = ("sh", "-c", '"$@" && exec sleep 900', "sh")
    extra = {"DISPLAY": screen.name, "LC_ALL": "C.UTF-8", "ANNOTATOR_LANGUAGE": "ar"}
    started = root.start(*stay, *command, extra=extra)
    try:
        until(lambda: started.poll() is not None or screen.windows() != [], what="a window")
        assert started.poll() is None, started.communicate()
        screen.still()
        screen.focus(screen.windows()[0])
        yield
    finally:
        done = root.end(started)
    assert done.err.replace(remarks, "").strip() == "", done.err


def states(root: BareRoot, project: str) -> dict[str, int]:
    """Return how many articles the person has in which state."""
    told = json.loads(root.run("annotator", "stats", project, "--json").out)
    of_person: dict[str, int] = told["states"].get(PERSON, {})
    return of_person


def mentions(root: BareRoot) -> set[str]:
    """Return the files of no package that name the program, or bear its name; logs and caches aside."""
    asked = (
        "find / -xdev ( -path /home -o -path /proc -o -path /dev -o -path /tmp -o -path /var/log"
        " -o -path /var/cache/apt -o -path /var/lib/apt -o -name *-old ) -prune -o -iname *annotator* -print"
        " -o -type f -exec grep -lis annotator {} +"
    )
    found = root.run(*asked.split(), by="root", may_fail=True).out.splitlines()
    return {path for path in found if root.run("dpkg-query", "-S", path, may_fail=True).code}


def without_libraries(root: BareRoot) -> list[str]:
    """Return what the program's own libraries and modules ask for and do not find."""
    found = ("find", "/usr/lib/annotator", "-name", "*.so*", "-exec", "ldd", "{}", "+")
    # As the program itself does before anything is loaded.
    ours = {"LD_LIBRARY_PATH": "/usr/lib/annotator/_internal"}
    told = root.run(
        *found, extra=ours, may_fail=True
    ).out.splitlines()  # ldd also fails where nothing is missing
    assert any("libQt6Core" in line for line in told)
    return sorted({line.strip() for line in told if "not found" in line})


def own_files(root: BareRoot) -> dict[str, str]:
    """Return the files of the person's home with their SHA-256."""
    done = subprocess.run(
        [*as_root(), "find", ".", "-type", "f", "-exec", "sha256sum", "{}", "+"],
        cwd=root.home,
        capture_output=True,
        text=True,
        check=True,
    )
    return {path: digest for digest, _, path in (line.partition("  ") for line in done.stdout.splitlines())}


def with_version(package: Path, version: str, *, into: Path) -> Path:
    """Pack a package anew under another version, and return its path."""
    folder = into / "package"
    subprocess.run([*as_root(), "dpkg-deb", "-R", package, folder], check=True)
    control = folder / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines()
    told = [f"Version: {version}" if line.startswith("Version: ") else line for line in lines]
    subprocess.run(
        [*as_root(), "tee", control],
        input="\n".join([*told, ""]).encode(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    made = into / f"annotator_{version}_amd64.deb"
    subprocess.run(
        [*as_root(), "dpkg-deb", "-Znone", "-b", folder, made], check=True, stdout=subprocess.DEVNULL
    )
    subprocess.run([*as_root(), "rm", "-rf", folder], check=True)
    return made
