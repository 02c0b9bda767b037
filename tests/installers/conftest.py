"""What was built, and a bare root in which it is installed, for the tests marked `installed`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import __version__
from tests.installers import bare_root
from tests.installers.bare_root import BareRoot
from tests.installers.screen import Screen, screen

ROOT = Path(__file__).resolve().parents[2]
BUILT = Path(os.environ.get("ANNOTATOR_BUILT") or ROOT / "dist")
WORKSHOP = ROOT / "build" / "bare-root"


@pytest.fixture(scope="session")
def package() -> Path:
    """The Debian package of the standard flavour, as `make installer` left it."""
    return _built(f"annotator_{__version__}_amd64.deb")


@pytest.fixture(scope="session")
def archive() -> Path:
    """The portable folder, packed."""
    return _built(f"annotator-{__version__}-linux-x86_64.tar.zst")


@pytest.fixture(scope="session")
def root() -> Iterator[BareRoot]:
    """A bare Debian of these tests' own, with nothing installed in it."""
    made = bare_root.make(WORKSHOP / "tried", kept=WORKSHOP / "kept")
    yield made
    made.remove()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen that the programs of the root can show a window on."""
    with screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder in which pictures of the installed program are left to be looked at."""
    folder = WORKSHOP / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _built(name: str) -> Path:
    path = BUILT / name
    assert path.is_file(), f"{path} is not there: `make installer` builds it."
    return path
