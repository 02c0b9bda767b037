"""One writer at work: a part after the other is written, read back and compared with the project."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange.comparison import Compared, Meant, Terms, compare
from annotator.exchange.lacks import Lacking
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing, Writer
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.selection import Selection
from annotator.exchange.tag_list import tags_of
from annotator.project.file import Project
from annotator.text.clitics import name
from annotator.text.printable import printable

Progress = Callable[[int, int], None]  # documents done, twice all documents: written, then read back
ROUNDS: Final = 2
WHOLE: Final = "data"  # the name of the one part, where a folder holds everything


@dataclass(slots=True, eq=False)
class Part:
    """The documents that go into one file, or one folder of a format that is one.

    `split` is train, dev, test, or "" for everything; `tally` is what was written of it.
    """

    split: str
    ids: list[str]
    tally: Tally = field(default_factory=Tally)

    def place(self, writer: Writer, *, name: str | None) -> PurePosixPath:
        """Return where it lies in the draft folder; `name` is that of the one file, None in a folder."""
        if name is not None:
            return PurePosixPath(name)
        own = getattr(writer, "part", None)
        if own is not None:
            return PurePosixPath(own(self.split))
        if writer.is_folder:
            return PurePosixPath(self.split or ".")
        return PurePosixPath(f"{self.split or WHOLE}{writer.suffix}")


class Work:
    """What one export does with its documents: what was asked for, what went out, and what did not."""

    def __init__(self, project: Project, selection: Selection, *, writer: Writer, options: Options) -> None:
        """Raises FormatHasNoScheme or UnknownScheme."""
        self.writer = writer
        self.selection = selection
        self.options = replace(
            options,
            scheme=_scheme(writer, options),
            tags=tags_of(project.schema, has_sublabels=options.sublabels, labels=selection.labels),
        )
        self.tally = Tally()
        self.lacking = Lacking(writer.carries, self.options)
        self.left_out: Counter[str] = Counter()  # spans of labels that nobody asked for
        self._terms = Terms(
            format=writer.name,
            scheme=self.options.scheme,
            carries=frozenset(facet.value for facet in writer.carries),
            nested=options.nested,
            sublabels=options.sublabels,
            name_of=name,
        )

    def survey(self, part: Part, *, watch: "Watch") -> None:
        """Count what writing a part would carry and lose."""
        for document in self._counted(watch.over(self.selection.over(part.ids)), part.tally):
            self.writer.survey(document, options=self.options, tally=part.tally)
        self.tally.add(part.tally)

    def write(self, part: Part, path: Path, *, watch: "Watch") -> None:
        """Write a part and compare it with what the project says when it is asked again.

        Raises NotProvenError.
        """
        if self.writer.is_folder:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        tally = part.tally
        documents = self._counted(watch.over(self.selection.over(part.ids)), tally)
        self.writer.write(documents, path, options=self.options, tally=tally)
        meant = (_meant(document) for document in watch.over(self.selection.over(part.ids)))
        found = compare(path, meant, terms=self._terms)
        if found.missing != tally.lost_by_label:
            raise NotProvenError(f"missing {dict(found.missing)}, reported {dict(tally.lost_by_label)}")
        if _facts(found) != (tally.documents, tally.sentences, tally.tokens, tally.widened, tally.spans):
            raise NotProvenError("its counts")
        self.tally.add(tally)

    def _counted(self, documents: Iterable[Outgoing], tally: Tally) -> Iterator[Outgoing]:
        """Yield the documents, and count what no format is given of them and what this one lacks."""
        for document in documents:
            for span in document.planted:
                tally.leave_out(span)
            for kind, span in document.lost:
                tally.lose(kind, span, document_id=document.id, text=document.text)
            self.left_out.update(span.label for span in document.left_out)
            self.lacking.take(document)
            yield document


def _scheme(writer: Writer, options: Options) -> str:
    if not options.scheme:
        return writer.schemes[0] if writer.schemes else ""
    if not writer.schemes:
        raise errors.FormatHasNoScheme(format=writer.name)
    if options.scheme not in writer.schemes:
        raise errors.UnknownScheme(
            format=writer.name, scheme=options.scheme, schemes=", ".join(writer.schemes)
        )
    return options.scheme


def _facts(found: Compared) -> tuple[object, ...]:
    counts = found.counts
    return counts.documents, counts.sentences, counts.tokens, found.widened, counts.spans


def _meant(document: Outgoing) -> Meant:
    return Meant(
        id=document.id,
        text=document.text,
        # Put together here, and not as writers get it: what proves them must not rest on what they use.
        meta={"title": document.title, "outlet": document.outlet, **document.meta},
        spans=tuple((span.start, span.end, span.label, span.sublabel) for span in document.spans),
    )


class Watch:
    """Shows progress and listens for a wish to stop, between two documents."""

    def __init__(
        self,
        out: Path | str,
        *,
        on_progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Begin; `out` is what the sentence about a stop names."""
        self._out = out
        self._total = 0
        self._done = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled

    def expect(self, documents: int) -> None:
        """Say how many documents there are to count, each as often as it comes by."""
        self._total = documents

    def check(self) -> None:
        """Raise ExportCancelled where somebody wishes to stop."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise errors.ExportCancelled(path=printable(str(self._out)))

    def over(self, documents: Iterable[Outgoing]) -> Iterator[Outgoing]:
        """Yield the documents; raises ExportCancelled."""
        for document in documents:
            self.check()
            yield document
            self._done += 1
            if self._on_progress is not None:
                self._on_progress(self._done, self._total)
