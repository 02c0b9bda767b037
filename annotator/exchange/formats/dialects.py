"""What the JSON of other labelling programs has in common: its way to a document, and whose work it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Final

from annotator import errors
from annotator.exchange.formats.fields import Fields
from annotator.exchange.formats.objects import Found, objects
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile, quoted
from annotator.project.documents import first_line
from annotator.text.cleaning import clean
from annotator.words import _

UNNAMED: Final = "?"  # who did work that no name stands by
_MOST_NAMES: Final = 20

_Names = Callable[[Fields], Iterable[str]]


class Taken:
    """Whose work is taken from a file. Of several it has to be said whose; nobody is chosen."""

    def __init__(self, file: SourceFile, *, options: ReadOptions, names: _Names) -> None:
        self._file = file
        self._options = options
        self._names = names
        self._first = ""
        self._has_any = False

    def takes(self, name: str) -> bool:
        """Tell whether work of `name` is taken; raises SeveralAnnotators at the second one."""
        self._first = self._first or name
        if self._options.by:
            self._has_any |= name == self._options.by
            return name == self._options.by
        if name != self._first:
            raise errors.SeveralAnnotators(path=self._file.name, names=self._all())
        return True

    def finish(self) -> None:
        """Raise NoWorkOf where work was asked for that the file does not hold."""
        if self._options.by and self._first and not self._has_any:
            raise errors.NoWorkOf(path=self._file.name, name=quoted(self._options.by), names=self._all())

    @property
    def recognised(self) -> dict[str, str]:
        """Whose work is taken, as far as it has a name."""
        name = self._options.by or self._first
        return {"annotator": name} if name and name != UNNAMED else {}

    def _all(self) -> str:
        found = {
            name for each in objects(self._file, options=self._options) for name in self._names(each.fields)
        }
        shown = [quoted(name) for name in islice(sorted(found), _MOST_NAMES)]
        return _(", ").join([*shown, "…"] if len(found) > _MOST_NAMES else shown)


def incoming(
    found: Found,
    *,
    text: str,
    id: str,  # noqa: A002
    fallback_id: str,
    meta: Mapping[str, str],
    spans: Iterable[IncomingSpan] | None,
    recognised: Mapping[str, str],
) -> Incoming:
    """Return the document of an object; title and outlet are looked for in `meta`.

    `id` is "" where the object has none but its number in the program, which stays in `meta`: the document
    is found by its text. That is taken as it stands: cleaning it would move the offsets.
    """
    kept = dict(meta)
    title = kept.pop("title", None)
    return Incoming(
        id=id or fallback_id,
        raw=text.encode(),
        cleaned=clean(text, steps=()),
        title=first_line(text) if title is None else title,
        outlet=kept.pop("outlet", ""),
        meta=kept,
        spans=None if spans is None else tuple(spans),
        has_own_id=bool(id),
        line=found.fields.line,
        read_to=found.read_to,
        recognised=recognised,
        is_foreign=True,
        is_numbered=not id,
    )


def listed(left_out: Counter[str]) -> str:
    """Return what a file has that does not come in, by its kind, as `Incoming.recognised` says it."""
    return ", ".join(f"{quoted(kind)} {count}" for kind, count in sorted(left_out.items()))


def text_of(fields: Fields) -> str:
    """Return what stands under `text`; raises MissingField."""
    text = fields.text("text")
    if text is None:
        raise fields.refuse(errors.MissingField, field="text")
    return text
