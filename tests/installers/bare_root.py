"""A bare Debian in a folder, and commands that run in it: by its owner or by an ordinary person.

Each command has a process tree, a set of mounts and, unless it is told otherwise, no network of its own; when
it ends, nothing of it is left running or mounted. What it writes stays in the folder. Run as a program, this
module says why such a thing may not be had here, or nothing.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SUITE: Final = "bookworm"
PERSON: Final = "salma"
_SETTINGS: Final = {
    # Only what the package needs, so that a dependency that nobody named is missed here.
    "etc/apt/apt.conf.d/90bare": 'APT::Install-Recommends "false";\nDpkg::Use-Pty "false";\n',
    "etc/sudoers.d/person": f"{PERSON} ALL=(ALL) NOPASSWD: ALL\n",
}
_PATH: Final = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SCREENS: Final = "/tmp/.X11-unix"
# $0 is the root. The shell stays as the first process of its tree: when it is killed, all of it ends.
_INSIDE: Final = f"""
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mkdir -p "$0{_SCREENS}" || exit 125
if [ -d {_SCREENS} ]; then mount --bind {_SCREENS} "$0{_SCREENS}" || exit 125; fi
chroot "$0" "$@"
exit $?
"""


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


class BareRoot:
    """One such Debian. `path` is its folder, `home` the person's home as seen from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.home = path / "home" / PERSON

    def run(
        self,
        *command: str,
        by: str = PERSON,
        network: bool = False,
        extra: Mapping[str, str] | None = None,
        typed: str = "",
        seconds: float = 300,
        may_fail: bool = False,
    ) -> Done:
        """Run a command to its end and return how it ended.

        `extra` is added to the few variables that a login sets, `typed` is given on standard input. Raises
        AssertionError with all that it wrote where it fails, unless that was expected, and
        subprocess.TimeoutExpired.
        """
        started = self.start(*command, by=by, network=network, extra=extra)
        try:
            out, err = started.communicate(typed, timeout=seconds)
        finally:
            _end(started)
        assert may_fail or started.returncode == 0, f"{command}: {started.returncode}\n{out}\n{err}"
        return Done(started.returncode, out, err)

    def start(
        self, *command: str, by: str = PERSON, network: bool = False, extra: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a command and return its process; whoever waits for it no longer ends it with `end`."""
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        home = "/root" if by == "root" else f"/home/{by}"
        variables = [f"{name}={value}" for name, value in (extra or {}).items()]
        login = ["env", "-i", _PATH, f"HOME={home}", f"USER={by}", f"LOGNAME={by}", "SHELL=/bin/sh"]
        person = [] if by == "root" else ["setpriv", f"--reuid={by}", f"--regid={by}", "--init-groups"]
        there = ["sh", "-c", 'cd "$HOME" && exec "$@"', "sh"]
        inside = [*person, *login, *variables, *there, *command]
        return subprocess.Popen(
            [*as_root(), *apart, "sh", "-c", _INSIDE, str(self.path), *inside],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self, started: subprocess.Popen[str]) -> Done:
        """End a command that `start` started, with all that it started itself."""
        _end(started)
        out, err = started.communicate()
        return Done(started.returncode, out, err)

    def bring(self, path: Path, *, to: str) -> None:
        """Copy a file into a folder of the person's home, theirs."""
        target = self.home / to
        subprocess.run([*as_root(), "mkdir", "-p", target], check=True)
        subprocess.run([*as_root(), "cp", path, target], check=True)
        self.run("chown", "-R", f"{PERSON}:{PERSON}", f"/home/{PERSON}/{to}", by="root")

    def remove(self) -> None:
        """Take the folder away."""
        subprocess.run([*as_root(), "rm", "-rf", "--one-file-system", self.path], check=True)


def make(path: Path, *, kept: Path) -> BareRoot:
    """Make a bare root: the least Debian there is, an ordinary person in it, and a sudo for that person.

    The Debian itself is made once and kept in `kept`. Raises subprocess.CalledProcessError, its output shown.
    """
    if not kept.is_dir():
        _bootstrap(kept)
    root = BareRoot(path)
    root.remove()
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*as_root(), "cp", "-a", kept, path], check=True)
    _settle(root)
    # What was kept may be older than the packages that the mirror still has.
    root.run("apt-get", "-qq", "update", by="root", network=True)
    # Whoever runs the tests looks into it, by a sudo perhaps.
    root.run("chmod", "755", f"/home/{PERSON}", by="root")
    return root


def _bootstrap(kept: Path) -> None:
    begun = BareRoot(kept.with_name(f"{kept.name}.begun"))
    begun.remove()
    kept.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*as_root(), "mkdir", "-m", "755", begun.path], check=True)
    # It cannot work in a folder whose path holds a blank, and /mnt is another name of this one.
    there = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /mnt && exec "$@"', str(begun.path)]
    command = [*as_root(), *there, "debootstrap", "--variant=minbase", SUITE, "/mnt", *_mirror()]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"debootstrap: {done.stdout[-3000:]}\n{done.stderr}"
    _settle(begun)
    begun.run("apt-get", "-qq", "install", "-y", "sudo", by="root", network=True)
    begun.run("adduser", "--quiet", "--disabled-password", "--gecos", "", PERSON, by="root")
    subprocess.run([*as_root(), "mv", begun.path, kept], check=True)


def _settle(root: BareRoot) -> None:
    """Write what this machine and these tests settle for a Debian, kept from an older day or not."""
    settings = _SETTINGS | {"etc/resolv.conf": Path("/etc/resolv.conf").read_text(encoding="utf-8")}
    for name, text in settings.items():
        file = root.path / name
        tee = [*as_root(), "tee", file]
        subprocess.run([*as_root(), "mkdir", "-p", file.parent], check=True)
        subprocess.run(tee, input=text.encode(), stdout=subprocess.DEVNULL, check=True)
        # Whatever this account's umask is: apt asks the network as a person without rights.
        subprocess.run([*as_root(), "chmod", "644", file], check=True)


def _mirror() -> list[str]:
    """Return the mirror that this machine's apt takes the same Debian from, or nothing: the usual one."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Origin: Debian", f"Codename: {SUITE}"]
    told = subprocess.run(asked, capture_output=True, text=True).stdout.split()
    return told[:1]


def as_root() -> list[str]:
    """Return what stands before a command that needs all rights."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def why_not() -> str:
    """Return why a bare root cannot be had on this machine, or an empty string."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        return "it needs Linux on x86_64"
    if shutil.which("debootstrap", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
        return "there is no debootstrap"
    if as_root() and (shutil.which("sudo") is None or not _succeeds("true")):
        return "it needs root, or a sudo that asks no password"
    tried = ["unshare", "--mount", "--pid", "--net", "--fork", "mount", "-t", "tmpfs", "none", "/mnt"]
    if not _succeeds(*tried):
        return "this machine lets nobody mount anything"
    return ""


def _succeeds(*command: str) -> bool:
    return subprocess.run([*as_root(), *command], capture_output=True).returncode == 0


def _end(started: subprocess.Popen[str]) -> None:
    """Kill a command with all below it, from above, so that no shell remarks on it.

    `unshare` obeys nothing milder, and `sudo` passes nothing on.
    """
    if started.poll() is None:
        below = [str(started.pid)]
        for process in below:  # which grows
            children = Path("/proc", process, "task", process, "children")
            below += children.read_text(encoding="ascii").split() if children.exists() else []
        subprocess.run([*as_root(), "kill", "-KILL", *below], stderr=subprocess.DEVNULL)
        started.wait(timeout=60)


if __name__ == "__main__":
    print(why_not(), end="")
