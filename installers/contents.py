"""What a frozen folder holds: what each large part weighs, and what slipped in that has no business there.

python -m installers.contents dist/annotator      run by the Python of the flavour's environment

Prints the table; exits with 1 and a sentence where something is in it that was to stay out.
"""

import argparse
import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Final

from annotator.edition import Flavour
from installers import flavours, pruning
from installers.frozen import edition_of
from installers.licences import modules_in

MEGABYTE: Final = 1_000_000
INSTALLED_AIM: Final = 250 * MEGABYTE
"""For the standard flavour."""
DOWNLOAD_AIM: Final = 80 * MEGABYTE
_REST: Final = "the rest"
_LIBRARIES: Final = "_internal"
# A file belongs to the first part that one of whose patterns it fits.
_PARTS: Final = (
    ("Qt: what it knows of languages (ICU)", ("*/libicu*", "*/icu*.dll")),
    ("Qt", ("_internal/PySide6/*", "_internal/shiboken6/*", "_internal/libQt6*", "_internal/libpyside6*",
            "_internal/libshiboken6*", "_internal/libxcb-*")),
    ("PyTorch", ("_internal/torch/*", "_internal/torch*.libs/*", "_internal/functorch/*")),
    ("CAMeL Tools, transformers", ("_internal/camel_*", "_internal/transformers/*", "_internal/tokenizers/*",
                                   "_internal/safetensors/*", "_internal/kenlm*", "_internal/hf_xet/*")),
    ("pandas, SciPy, scikit-learn", ("_internal/pandas*", "_internal/scipy*", "_internal/sklearn*",
                                     "_internal/scikit_learn*")),
    ("Parquet (pyarrow)", ("_internal/pyarrow*",)),
    ("DocBin (spaCy)", ("_internal/spacy*", "_internal/thinc*", "_internal/blis*", "_internal/srsly*",
                        "_internal/cymem*", "_internal/preshed*", "_internal/murmurhash*")),
    ("NumPy with OpenBLAS", ("_internal/numpy*", "_internal/libscipy_openblas*", "_internal/libgfortran*",
                             "_internal/libquadmath*")),
    ("PDF (pdfminer.six, cryptography)", ("_internal/pdfminer*", "_internal/cryptography*",
                                          "_internal/*cffi*")),
    ("web pages (trafilatura, lxml)", ("_internal/lxml*", "_internal/trafilatura*", "_internal/justext*",
                                       "_internal/tld*", "_internal/babel*", "_internal/dateparser*",
                                       "_internal/pytz*", "_internal/tzdata*", "_internal/certifi*")),
    ("tagger (CRFsuite) and regex", ("_internal/pycrfsuite*", "_internal/regex*")),
    ("Arabic typefaces", ("_internal/pylopdf_fonts_ar/*",)),
    ("lexicons, words, samples, licences", ("_internal/annotator/*",)),
    ("Python", ("_internal/libpython*", "_internal/python3*", "_internal/base_library.zip",
                "_internal/libcrypto*", "_internal/libssl*", "_internal/libsqlite3*", "_internal/libffi*",
                "_internal/lib*.so*")),
    ("all modules in Python, and the start", ("annotator*",)),
)  # fmt: skip


def weights(frozen: Path) -> dict[str, int]:
    """Return the bytes of each part that is in a frozen folder, the heaviest first; links weigh nothing."""
    found: dict[str, int] = {}
    for path in _files(frozen):
        part = _part(path.relative_to(frozen).as_posix())
        found[part] = found.get(part, 0) + path.stat().st_size
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def strangers(frozen: Path, *, flavour: Flavour, modules: Iterable[str]) -> list[str]:
    """Return what is in a frozen folder and was to stay out, by name and sorted.

    `modules` are those that are inside the programs, which no file tells of.
    """
    out = flavours.left_out(flavour)
    found = {name for name in modules if _is_of(name, out)}
    libraries = frozen / _LIBRARIES
    for path in _files(libraries):
        inside = PurePosixPath(path.relative_to(libraries).as_posix())
        is_systems = len(inside.parts) == 1 and pruning.is_system(inside)
        if _is_of(_module(inside), out) or is_systems or not pruning.is_wanted(inside):
            found.add(str(inside))
    return sorted(found)


def table(found: dict[str, int]) -> str:
    """Return lines that say what the parts weigh, and what all of it does."""
    rows = [*found.items(), ("all of it", sum(found.values()))]
    return "\n".join(f"{size / MEGABYTE:7.1f} MB  {part}" for part, size in rows)


def _module(file: PurePosixPath) -> str:
    """Return the name of the module that a file is, or would be; Python's own lie in a folder apart."""
    parts = (*file.parts[:-1], file.name.partition(".")[0])
    return parts[-1] if "lib-dynload" in parts else ".".join(parts)


def _is_of(module: str, out: Iterable[str]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in out)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def _part(path: str) -> str:
    for part, patterns in _PARTS:
        if any(fnmatch(path, pattern) for pattern in patterns):
            return part
    return _REST


def main() -> int | str:
    """Print the table; return 0, or what slipped in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("frozen", type=Path)
    given = parser.parse_args()
    print(table(weights(given.frozen)))
    program = given.frozen / (flavours.CONSOLE + (".exe" if sys.platform == "win32" else ""))
    flavour = edition_of(given.frozen).flavour
    found = strangers(given.frozen, flavour=flavour, modules=modules_in(program))
    return f"These were to stay out of {given.frozen}: {', '.join(found)}" if found else 0


if __name__ == "__main__":
    sys.exit(main())
