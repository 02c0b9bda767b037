"""What Debian wants beside a program: who keeps the package, its licence, what changed."""

import os
import re
import textwrap
from email.utils import formatdate
from typing import Final

from installers.flavours import ROOT

_NOBODY: Final = ("The Annotator developers", "annotator@annotator.invalid")


def maintainer() -> str:
    """Return who answers for the package: DEBFULLNAME and DEBEMAIL, as Debian's own tools read them."""
    name, address = _NOBODY
    return f"{os.environ.get('DEBFULLNAME', name)} <{os.environ.get('DEBEMAIL', address)}>"


def copyright_text() -> str:
    """Return the licence of Annotator, and where those of everything else in the package lie."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    indented = "".join(f" {line or '.'}\n" for line in own.split("\n\n", 2)[2].splitlines())
    return _COPYRIGHT.format(licence=indented, holder=_holder(own))


def debian_changelog(package: str, *, version: str, at: int) -> str:
    """Return CHANGELOG.md's newest entries in Debian's form, at `at` seconds since 1970."""
    newest = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
    entries = re.findall(r"^- (.+)$", newest, flags=re.MULTILINE)
    listed = "\n".join(
        textwrap.fill(entry, 76, initial_indent="  * ", subsequent_indent="    ") for entry in entries
    )
    return (
        f"{package} ({version}) unstable; urgency=low\n\n{listed}\n\n -- {maintainer()}  {formatdate(at)}\n"
    )


def _holder(licence: str) -> str:
    found = re.search(r"^Copyright \(c\) (.+)$", licence, flags=re.MULTILINE)
    return found[1] if found else _NOBODY[0]


_COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Annotator
Comment: The package holds Python, Qt, PySide6, NumPy and other programs of others, unchanged, under their own
 licences. `annotator about --licences` and the page About in the window list each with its version and its
 licence, `annotator about --licence NAME` prints the text of one; the texts lie in
 /usr/lib/annotator/_internal/annotator/licences.json.

Files: *
Copyright: {holder}
License: Expat

License: Expat
{licence}"""
