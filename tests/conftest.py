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
from annotator.project.upgrades import untold

# A busy machine is no error: examples are counted, not timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("ANNOTATOR_REAL") or ROOT.parent / "shared" / "seeds")
CORPUS = Path(
    os.environ.get("ANNOTATOR_CORPUS") or ROOT.parent / "shared" / "data" / "anercorp-train" / "train.conll"
)


def real_paths() -> list[Path]:
    return sorted(REAL.glob("*.txt"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, and so count, the tests on the real articles and on the corpus where there are none."""
    missing = {"real": not real_paths(), "corpus": not CORPUS.is_file()}
    absent = [
        item for item in items if any(missing[name] and item.get_closest_marker(name) for name in missing)
    ]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for reports of errors: none of them is for whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        patch.setenv("XDG_STATE_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


@pytest.fixture(autouse=True)
def nothing_to_tell() -> None:
    untold()  # what another test brought up to date is no news here


@pytest.fixture(scope="session")
def real_articles() -> list[Path]:
    """The two real articles, in order of their names."""
    return real_paths()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A file of tokens in two columns, IOB2 but for a few slips, without borders of documents."""
    return CORPUS
