"""The workflow that would build all three: its steps are the commands that a person has, and they exist."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from annotator.edition import Edition, Flavour
from installers.macos import bundle, disk_image
from installers.windows import inno

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / ".github" / "workflows" / "installers.yml"
TOOLS = ("apt-get", "git config", "choco", "sha256sum", "gh release")  # the machine's own, before and after
STANDARD = Edition("0.1.0", flavour=Flavour.STANDARD)


@pytest.fixture(scope="module")
def workflow() -> dict:
    # YAML 1.1 reads the key `on` as true.
    return {("on" if key is True else key): value for key, value in yaml.safe_load(PATH.read_text()).items()}


def lines(job: dict) -> list[str]:
    said = "\n".join(step.get("run", "") for step in job["steps"])
    return [line.strip() for line in said.splitlines() if line.strip()]


def uploaded(job: dict) -> list[str]:
    (step,) = [step for step in job["steps"] if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert step["with"]["if-no-files-found"] == "error"
    return step["with"]["path"].split()


def test_it_runs_on_tags_and_when_asked_for(workflow):
    assert workflow["on"] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow["jobs"]["release"]["needs"]) == {"linux", "windows", "macos"}
    assert "refs/tags/" in workflow["jobs"]["release"]["if"]


def test_every_step_is_a_command_that_a_person_has_too(workflow):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    helped = subprocess.run(
        [sys.executable, "installers/build.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ours = []
    for job in workflow["jobs"].values():
        for line in lines(job):
            if line.startswith("make "):
                assert re.search(rf"^{line.removeprefix('make ')}:", makefile, re.MULTILINE), line
                ours.append(line)
            elif line.startswith("python "):
                script, what, option, flavour = line.split()[1:]
                assert script == "installers/build.py"
                assert what in helped
                assert option in helped
                assert flavour in set(map(str, Flavour))
                ours.append(line)
            elif "--version" not in line or line.startswith("choco"):
                assert line.startswith(TOOLS), line
    assert {"make test", "make installer", "python installers/build.py all --flavour standard"} == set(ours)


def test_what_is_uploaded_is_what_is_built(workflow):
    jobs = workflow["jobs"]
    linux = ["dist/annotator_0.1.0_amd64.deb", "dist/annotator-0.1.0-linux-x86_64.tar.zst"]
    windows = [f"dist/{inno.name_of(STANDARD)}.exe"]
    macos = [f"dist/{disk_image.name_of(STANDARD, machine='arm64')}.dmg"]
    for job, files in (("linux", linux), ("windows", windows), ("macos", macos)):
        patterns = uploaded(jobs[job])
        assert len(patterns) == len(files)
        assert all(any(fnmatch(file, pattern) for pattern in patterns) for file in files), job


def test_each_system_is_told_how_to_sign_and_gets_a_new_enough_compiler(workflow):
    jobs = workflow["jobs"]
    assert set(jobs["windows"]["env"]) == {inno.SIGN}
    assert set(jobs["macos"]["env"]) == {bundle.IDENTITY, disk_image.PROFILE}
    (version,) = re.findall(
        r"innosetup --version=([\d.]+) --allow-downgrade", "\n".join(lines(jobs["windows"]))
    )
    (wanted,) = re.findall(r"EncodeVer\((\d+), (\d+), (\d+)\)", inno.RECIPE.read_text(encoding="utf-8"))
    assert tuple(map(int, version.split("."))) >= tuple(map(int, wanted))
    assert version.startswith("6.")  # inno.find_compiler looks into the folder of that name


def test_actions_are_pinned_and_python_is_the_one_that_is_tested(workflow):
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", one) for one in used)
    pythons = [step["with"]["python-version"] for step in steps if "setup-python" in step.get("uses", "")]
    assert pythons == ["3.11", "3.11"]


def test_it_says_that_it_never_ran():
    assert "were never run" in PATH.read_text(encoding="utf-8")
