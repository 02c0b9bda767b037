"""The story of an installation, told in a bare Debian: installed, worked with, updated, removed.

The tests stand in this order on purpose and share one root; the page on installing gives the commands.
"""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.installers.bare_root import PERSON, BareRoot
from tests.installers.screen import until
from tests.installers.story import (
    follow,
    from_source,
    mentions,
    own_files,
    states,
    window,
    with_version,
    without_libraries,
)
from tests.projects.facts import spans_in
from tests.projects.old import HERE as PROJECTS
from tests.projects.old import OLD, VERSIONS, known_of

pytestmark = pytest.mark.installed

INSTALLING = "Debian and Ubuntu"
REMOVING = "Removing"
PROJECT = "Downloads/sample/demo.annot"
NO_DISPLAY = "Error: There is no display here to show a window on.\n"


@pytest.fixture(scope="module")
def before(root: BareRoot) -> set[str]:
    """What lay in the system, and spoke of us, before anything was installed."""
    return mentions(root)


@pytest.fixture(scope="module")
def installed(root: BareRoot, before: set[str], package: Path) -> BareRoot:
    """The root, once the page on installing was followed in it word for word."""
    root.bring(package, to="Downloads")
    follow(root, INSTALLING)
    return root


@pytest.fixture(scope="module")
def desktop(installed: BareRoot) -> BareRoot:
    """The root, with what the package recommends and what opens files by double click."""
    told = installed.run("dpkg-query", "-W", "-f=${Recommends}", "annotator").out
    recommended = [entry.split()[0] for entry in told.split(",")]
    wanted = (*recommended, "libglib2.0-bin")
    installed.run("apt-get", "-qq", "install", "-y", *wanted, by="root", network=True)
    return installed


def test_the_page_on_installing_is_true_word_for_word(installed):
    assert installed.run("annotator", "check", PROJECT).out == f"{PROJECT} is sound.\n"


def test_what_the_package_does_not_bring_its_depends_do(installed):
    """What the program might load finds what it needs; for Wayland and printers, with what it recommends."""
    missing = without_libraries(installed)
    assert [one for one in missing if not one.startswith(("libwayland-", "libcups."))] == []


def test_the_fonts_are_those_of_the_sources(installed):
    told = json.loads(installed.run("annotator", "about", "--json").out)
    wanted = json.loads(from_source("about", "--json", root=installed))
    assert told["fonts"] == wanted["fonts"]
    assert told["flavour"] == "standard"
    assert told["qt"] == wanted["qt"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_window_is_pixel_by_pixel_that_of_the_sources(installed, language, tmp_path, pictures):
    from_source("demo", "--no-window", str(tmp_path), root=installed)
    name = f"window-{language}.png"
    ours = QImage(str(installed.home / "Downloads" / "sample" / name))
    assert not ours.isNull()
    ours.save(str(pictures / f"off-screen-{language}.png"))
    assert ours == QImage(str(tmp_path / name))


def test_without_a_display_a_window_is_refused_in_one_sentence(installed):
    done = installed.run("annotator", "open", PROJECT, may_fail=True)
    assert (done.code, done.out, done.err) == (1, "", NO_DISPLAY)


@pytest.mark.parametrize("home", [["-u", "HOME"], ["HOME=/nowhere"], ["HOME=/usr"]])
def test_without_a_home_or_a_writable_one_the_program_works(installed, home):
    there = f"/home/{PERSON}/{PROJECT}"
    assert installed.run("env", *home, "annotator", "check", there).out == f"{there} is sound.\n"


@pytest.mark.parametrize("home", ["/nowhere", "/usr"])
def test_a_window_opens_where_nothing_of_it_can_be_remembered(installed, shown, home):
    of_fonts = "Fontconfig error: No writable cache directories\n"  # in the system's own words
    command = ("env", f"HOME={home}", "annotator-gui", f"/home/{PERSON}/{PROJECT}")
    with window(installed, shown, *command, remarks=of_fonts):
        shown.press("ctrl+q")
        until(lambda: shown.windows() == [], what="the window to close")


def test_an_account_that_the_system_does_not_know_can_work(installed):
    stranger = ("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "env", "-u", "HOME")
    made = installed.run(*stranger, "annotator", "new", "/tmp/stranger.annot", by="root")
    assert made.err == ""
    assert made.out.startswith("/tmp/stranger.annot is ready")


def test_what_it_recommends_brings_the_rest(desktop):
    assert without_libraries(desktop) == []


def test_a_double_click_opens_a_project_and_a_key_decides(desktop, shown, pictures):
    kind = desktop.run("gio", "info", "-a", "standard::content-type", PROJECT).out
    assert "application/x-annotator-project" in kind
    assert "annotator.desktop" in desktop.run("gio", "mime", "application/x-annotator-project").out
    with window(desktop, shown, "gio", "open", PROJECT):
        shown.press("Escape")  # the tour
        shown.still().save(str(pictures / "opened.png"))
        shown.press("Return")
        until(lambda: states(desktop, PROJECT) == {"in_progress": 1}, what="the decision on disk")
        shown.still().save(str(pictures / "accepted.png"))
        shown.press("space")  # says how many are left
        shown.still()
        shown.press("space")
        until(lambda: states(desktop, PROJECT) == {"finished": 1}, what="the finished article")
        shown.still().save(str(pictures / "finished.png"))
        shown.press("ctrl+q")
        until(lambda: shown.windows() == [], what="the window to close")


def test_what_was_decided_leaves_as_proven_training_data(desktop):
    written = ("out.jsonl", "--format", "jsonl", "--by", PERSON)
    assert "read back and found the same" in desktop.run("annotator", "export", PROJECT, *written).out
    assert desktop.run("annotator", "verify", "out.jsonl").out == "out.jsonl is as its manifest says.\n"
    assert desktop.run("annotator", "check", PROJECT).out == f"{PROJECT} is sound.\n"


@pytest.mark.parametrize("version", VERSIONS)
def test_projects_of_every_version_so_far_open_with_a_copy_beside_them(installed, version):
    path = f"old/v{version}.annot"
    installed.bring(PROJECTS / f"v{version}.annot", to="old")
    met = installed.run("annotator", "stats", path, "--json")
    assert (f"v{version}.annot.v{version}-backup" in met.err) is (version in OLD)
    assert installed.run("annotator", "check", path).out == f"{path} is sound.\n"
    for name, known in known_of(version)["exported"].items():
        out = f"old/v{version}-{name}.jsonl"
        installed.run("annotator", "export", path, out, "--format", "jsonl", "--by", name)
        lines = (installed.home / out).read_text(encoding="utf-8").splitlines()
        assert spans_in([json.loads(line) for line in lines]) == known


def test_a_folder_is_unpacked_and_runs_in_a_home(installed, archive):
    installed.run("apt-get", "-qq", "install", "-y", "zstd", by="root", network=True)
    installed.bring(archive, to="Downloads")
    follow(installed, "A folder to carry with you")


def test_the_next_version_takes_the_place_of_this_one_beneath_a_window(
    desktop, shown, package, tmp_path, pictures
):
    kept = own_files(desktop)[f"./{PROJECT}"]
    desktop.bring(with_version(package, "99.0", into=tmp_path), to="Downloads")
    with window(desktop, shown, "annotator-gui", PROJECT):
        there = f"/home/{PERSON}/Downloads/annotator_99.0_amd64.deb"
        desktop.run("apt-get", "-qq", "install", "-y", there, by="root")
        shown.still().save(str(pictures / "updated-beneath.png"))
        shown.press("ctrl+q")
        until(lambda: shown.windows() == [], what="the window to close")
    assert desktop.run("dpkg-query", "-W", "-f=${Version}", "annotator").out == "99.0"
    assert desktop.run("annotator", "check", PROJECT).out == f"{PROJECT} is sound.\n"
    assert own_files(desktop)[f"./{PROJECT}"] == kept


def test_removing_leaves_nothing_but_what_is_a_persons_own(desktop, before):
    kept = own_files(desktop)
    follow(desktop, REMOVING)
    assert desktop.run("annotator", "--version", may_fail=True).code == 127
    assert desktop.run("dpkg-query", "-W", "annotator", may_fail=True).code == 1  # nothing is left to purge
    assert mentions(desktop) - before == set()
    assert own_files(desktop) == kept


def test_it_can_be_installed_again(desktop):
    desktop.run("rm", "-r", "Downloads/sample")
    follow(desktop, INSTALLING)
