"""What every test has: no screen unless there is one, English, and the real articles where they are."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt: a machine without a screen tests all the same, in one language everywhere.
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_LANGUAGE"] = "en"

from annotator import words

# A busy machine is no error: examples are counted, not timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("ANNOTATOR_REAL") or ROOT.parent / "shared" / "seeds")


def real_paths() -> list[Path]:
    return sorted(REAL.glob("*.txt"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, and so count, the tests on the real articles where there are none."""
    if real_paths():
        return
    absent = [item for item in items if item.get_closest_marker("real")]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if not item.get_closest_marker("real")]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


@pytest.fixture(scope="session")
def real_articles() -> list[Path]:
    """The two real articles, in order of their names."""
    return real_paths()
