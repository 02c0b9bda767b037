"""The window as a screen reader in another process finds it, over AT-SPI."""

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import HeaderFields, MatchRule

from annotator import demo
from annotator.project.file import Project
from tests.x11.screen_reader import TEXT, Bus, Thing
from tests.x11.test_kill import eventually, xdotool

pytestmark = pytest.mark.x11

FOCUSABLE, FOCUSED, SHOWING = 11, 12, 25  # AtspiStateType
# Qt calls the current tab and row focused, and the window, whatever has the focus.
CURRENT_ROLES = {"page tab", "list item", "filler"}
SILENT_ROLES = {"filler", "panel", "layered pane", "splitter", "scroll bar", "grip"}


@pytest.fixture(scope="module")
def bus() -> Iterator[Bus]:
    made = Bus()
    yield made
    made.close()


@pytest.fixture(scope="module")
def project_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    return demo.make(folder, on_progress=lambda _done, _total: None)


@pytest.fixture(scope="module")
def program(bus: Bus, project_path: Path) -> Iterator[Thing]:
    """The main window of the running program."""
    home = {"HOME": str(project_path.parent), "XDG_CONFIG_HOME": str(project_path.parent)}
    environment = bus.environment | home | {"ANNOTATOR_LANGUAGE": "en"}
    command = [sys.executable, "-m", "annotator", "open", str(project_path), "--annotator", "reader"]
    process = subprocess.Popen(command, env=environment, cwd=Path.cwd())
    window = xdotool("search", "--sync", "--onlyvisible", "--pid", str(process.pid)).split()[0]
    xdotool("windowfocus", "--sync", window)
    eventually(lambda: bool(frames(bus)), "the window on the accessibility bus")
    yield frames(bus)[0]
    process.kill()
    process.wait(timeout=30)


def frames(bus: Bus) -> list[Thing]:
    return [frame for application in bus.applications() for frame in application.children()]


@pytest.fixture
def heard(bus: Bus) -> Iterator[Callable[[], list[tuple[str, Any]]]]:
    """What the program told of since the last call: kinds of events and their values."""
    bus.call(
        "org.a11y.atspi.Registry",
        "/org/a11y/atspi/registry",
        "org.a11y.atspi.Registry",
        "RegisterEvent",
        ("s", "object:"),
        ("as", []),
        ("s", ""),
    )
    interface = "org.a11y.atspi.Event.Object"
    bus.listen(interface)
    with bus.connection.filter(MatchRule(type="signal", interface=interface), bufsize=10_000) as queue:

        def take() -> list[tuple[str, Any]]:
            found = []
            waiting: deque[Any] = queue
            while waiting:
                message = waiting.popleft()
                found.append((message.header.fields[HeaderFields.member], message.body[3][1]))
            return found

        yield take


def only(program: Thing, role: str, name: str) -> Thing:
    found = [thing for thing in program.below() if thing.role == role and thing.name == name]
    assert len(found) == 1, [(thing.role, thing.name) for thing in program.below()]
    return found[0]


def test_the_article_is_read_to_the_last_character(program: Thing, project_path: Path) -> None:
    article = only(program, "text", "Article")
    assert TEXT in article.interfaces
    with Project.open(project_path) as project:
        texts = [project.documents.get(id_).text for id_ in project.documents.ids()]
    assert article.text() in texts
    assert article.length() > 500


def test_all_that_can_have_the_focus_has_a_name_and_a_role(program: Thing) -> None:
    nameless = [
        thing.role
        for thing in program.below()
        if thing.has_state(FOCUSABLE) and thing.has_state(SHOWING) and not thing.name
    ]
    assert nameless == []
    dumb = [
        (thing.role, thing.name)
        for thing in program.below()
        if thing.has_state(FOCUSABLE) and thing.has_state(SHOWING) and thing.role in SILENT_ROLES
    ]
    assert dumb == []


def test_the_pages_are_tabs_and_the_documents_a_list(program: Thing) -> None:
    only(program, "page tab", "Labelling")
    only(program, "page tab", "Agreement")
    documents = only(program, "list", "Documents").children()
    assert [row.role for row in documents] == ["list item"] * 10


def test_the_caret_and_what_is_in_hand_are_told(program: Thing, heard, bus: Bus) -> None:
    article = only(program, "text", "Article")
    xdotool("key", "ctrl+Home")
    eventually(lambda: article.caret() == 0, "the caret at the beginning")
    heard()
    xdotool("key", "Tab")
    eventually(lambda: article.caret() > 0, "the caret at the next suggestion")
    told = heard()
    assert ("TextCaretMoved", article.caret()) in told
    said = [value for kind, value in told if kind == "Announcement"]
    assert any("suggestion" in sentence.lower() for sentence in said), told


def test_a_decision_is_told(program: Thing, heard, bus: Bus) -> None:
    article = only(program, "text", "Article")
    xdotool("key", "ctrl+Home", "Tab")
    eventually(lambda: article.caret() > 0, "the caret at the next suggestion")
    heard()
    before = article.caret()
    xdotool("key", "Return")
    eventually(lambda: article.caret() != before, "the next suggestion in hand")
    xdotool("key", "ctrl+z")
    said: list[str] = []

    def undone() -> bool:
        article.caret()  # any question lets the bus hand over what was said meanwhile
        said.extend(value for kind, value in heard() if kind == "Announcement")
        return any(sentence.startswith("Undone") for sentence in said)

    eventually(undone, "the sentence on undoing")


def test_one_key_goes_round_the_parts_of_the_window(program: Thing) -> None:
    def where() -> tuple[str, str]:
        found = [(one.role, one.name) for one in program.below() if one.has_state(FOCUSED)]
        return next((pair for pair in found if pair[0] not in CURRENT_ROLES), ("", ""))

    xdotool("key", "ctrl+Home")
    places = []
    for _part in range(4):
        before = where()
        xdotool("key", "F12")
        eventually(lambda before=before: where() not in (before, ("", "")), "the focus in the next part")
        places.append(where())
    assert places[-1] == ("text", "Article")
    assert len(set(places)) == 4
