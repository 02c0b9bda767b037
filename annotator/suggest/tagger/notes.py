"""What knowledge suggested on the texts that were learnt from, so that it need not be asked again."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.tagger.observing import Note, note


class Notes:
    """What knowledge suggested on texts, kept from one time of learning to the next.

    `mark` says which knowledge it was; under another one nothing is taken over from `before`.
    """

    def __init__(self, mark: str, before: "Notes | None" = None) -> None:
        self.mark = mark
        self._before = before._by_text if before is not None and before.mark == mark else {}
        self._by_text: dict[str, list[Note]] = {}

    def of(self, text: str, *, lexicon: Lexicon) -> list[Note]:
        """Return the notes on a text."""
        key = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        if key not in self._by_text:
            known = self._before.get(key)
            self._by_text[key] = note(text, lexicon=lexicon) if known is None else known
        return self._by_text[key]

    def as_values(self) -> dict[str, Any]:
        """Return the notes as plain values for JSON."""
        return {"mark": self.mark, "texts": self._by_text}

    @classmethod
    def from_values(cls, said: Mapping[str, Any]) -> "Notes":
        """Return the notes that `as_values` gave."""
        made = cls(str(said["mark"]))
        made._by_text = {
            str(key): [
                Note(int(first), int(last), str(label), str(code), bool(is_kept))
                for first, last, label, code, is_kept in notes
            ]
            for key, notes in said["texts"].items()
        }
        return made
