"""The process in which CAMeL Tools runs: orders in, answers out, one JSON object a line.

It is the only module that imports torch or CAMeL Tools, and it does so when it is told to. Nothing
in it can reach the network: the libraries are told so, and every connection raises. It ends with
the program that started it, whatever it is doing then.

Orders: {"order": "start", "data": FOLDER, "home": FOLDER, "threads": N} first, then "recogniser"
with "dataset" and "path" or "analyser" with "path" (which load), "tag" with "sentences", "read" with
"words". Answers: {"stage": ...} as
loading goes on, {"done": ...}, or {"error": CODE, "why": ...} after which the process ends.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

from annotator.crashes import fatal
from annotator.crashes.keeping import keep, keeper
from annotator.suggest.camel.batches import WINDOW, batches, windows

ARGUMENT: Final = "--camel-worker"
"""What tells a frozen program to be this process."""

_OFFLINE: Final = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "CUDA_VISIBLE_DEVICES": "",
}
_NETWORK: Final = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
)
_KNOWN_WORDS: Final = 50_000
_LETTERS: Final = "أإآؤئى"
_WHERE: Final = "CAMeL"
_SURE: Final = 10.0  # what a logarithm of a probability is raised from

_homes: list[str] = []  # that this process was given


class WorkerError(Exception):
    """What is told to the program that started the worker: a code of `client`, and why."""

    def __init__(self, code: str, why: object = "") -> None:
        super().__init__(code, why)
        self.code = code
        self.why = str(why)


def main() -> int:
    """Serve until standard input ends."""
    out = own_standard_output()
    stay_offline()
    keeper()  # reports lie in the person's home; libraries are given another
    orders: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    server = _Server(out)
    with fatal.watched(_WHERE):
        while True:
            order = orders.get()
            try:
                server.say({"done": server.obey(order)})
            except Exception as error:
                # The border of the process: what goes wrong in here is told, and the process ends.
                failure = _as_told(error)
                server.say({"error": failure.code, "why": failure.why})
                return 1


def own_standard_output() -> IO[str]:
    """Return a stream on standard output that libraries cannot reach: what they print is with the errors."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return out


def stay_offline() -> None:
    """See to it that no library can reach the network, whatever it wants."""
    os.environ.update(_OFFLINE)

    def refuse(event: str, _arguments: object) -> None:
        if event in _NETWORK:
            raise WorkerError("network", event)

    sys.addaudithook(refuse)


def _listen(orders: "queue.SimpleQueue[Mapping[str, Any]]") -> None:
    with os.fdopen(0, "rb", closefd=False) as lines:  # sys.stdin is None in a frozen program with a window
        for line in lines:
            orders.put(json.loads(line))
    # Whoever gave orders is gone: nobody waits for what is being done, or clears up after it.
    with suppress(OSError):
        for empty in _homes:
            Path(empty, ".camel_tools").rmdir()
            Path(empty).rmdir()
    os._exit(0)


def _as_told(error: Exception) -> WorkerError:
    if isinstance(error, WorkerError):
        return error
    is_memory = isinstance(error, MemoryError) or "allocate memory" in str(error)
    if is_memory:
        return WorkerError("memory")
    # What it says may quote the article.
    return WorkerError("bug", keep(error, where=_WHERE).report.title)


class _Server:
    """Obeys orders, and keeps what they loaded."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._recogniser: Recogniser | None = None
        self._analyser: Any = None

    def say(self, answer: Mapping[str, object]) -> None:
        """Send one answer."""
        self._out.write(json.dumps(answer) + "\n")
        self._out.flush()

    def obey(self, order: Mapping[str, Any]) -> object:
        """Do what an order says and return what it asked for; raises WorkerError."""
        match order["order"]:
            case "start":
                start(order)
                return None
            case "recogniser":
                self._recogniser = self._load_recogniser(order["dataset"], path=Path(order["path"]))
                return self._recogniser.labels
            case "analyser":
                self._analyser = self._load_analyser(Path(order["path"]))
                return None
            case "tag" if self._recogniser is not None:
                return self._recogniser.tag(order["sentences"])
            case "read" if self._analyser is not None:
                return [readings(self._analyser.analyze(word)) for word in order["words"]]
            case other:
                raise WorkerError("bug", f"no order {other} now")

    def _load_recogniser(self, dataset: str, *, path: Path) -> "Recogniser":
        self.say({"stage": "import"})
        _require_catalogue()
        try:
            import torch
            from camel_tools.ner import NERecognizer
        except ImportError as error:
            raise WorkerError("not installed", error) from error
        self.say({"stage": "load"})
        torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
        try:
            loaded = NERecognizer.pretrained(dataset, use_gpu=False)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise WorkerError("not loaded", f"{type(error).__name__}: {error}"[:300]) from error
        except Exception as error:
            if type(error).__name__ == "SafetensorError":  # of a library that has no business here
                raise WorkerError("not loaded", error) from error
            raise
        _check_place(loaded.model.config.name_or_path, path)
        return Recogniser(loaded, torch)

    def _load_analyser(self, path: Path) -> Any:
        self.say({"stage": "words"})
        _require_catalogue()
        try:
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB
            from camel_tools.morphology.errors import DatabaseError
        except ImportError as error:
            raise WorkerError("not installed", error) from error
        try:
            return Analyzer(MorphologyDB(str(path / "morphology.db")), cache_size=_KNOWN_WORDS)
        except (OSError, ValueError, LookupError, DatabaseError) as error:
            raise WorkerError("not loaded", f"{type(error).__name__}: {error}"[:300]) from error


def start(order: Mapping[str, Any]) -> None:
    """Take up the surroundings in which libraries are imported: where the data is, and a home of no use.

    CAMeL Tools makes a folder in the person's home when it is imported.
    """
    threads = str(order["threads"])
    _homes.append(order["home"])
    os.environ.update(
        {
            "CAMELTOOLS_DATA": order["data"],
            "HOME": order["home"],
            "USERPROFILE": order["home"],
            "OMP_NUM_THREADS": threads,
            "MKL_NUM_THREADS": threads,
        }
    )
    if hasattr(os, "nice"):
        os.nice(10)


def _require_catalogue() -> None:
    """Refuse to import what asks the network where its catalogue is missing."""
    path = Path(os.environ["CAMELTOOLS_DATA"], "catalogue.json")
    if not path.is_file():
        raise WorkerError("no catalogue", path)


def _check_place(loaded: str, wanted: Path) -> None:
    """See that what was loaded is what was looked at, whatever the catalogue says."""
    if Path(loaded).resolve() != wanted.resolve():
        raise WorkerError("not loaded", f"{loaded} != {wanted}")


class Recogniser:
    """CAMeL's model and tokenizer as its NERecognizer loaded them, without padding to 256 places.

    The labels are those of `NERecognizer.predict`, whose every place of padding is computed; a test
    holds the two together. Words without a word piece, on which predict loses its place, and words
    that do not fit a window are "O".
    """

    def __init__(self, loaded: Any, torch: Any) -> None:
        self._torch = torch
        self._model = loaded.model.eval()
        self._tokenizer = loaded.tokenizer
        self._names = {int(number): label for number, label in loaded.labels_map.items()}
        self._known: dict[str, list[int]] = {}
        self._begin, self._end, self._padding = (
            loaded.tokenizer.cls_token_id,
            loaded.tokenizer.sep_token_id,
            loaded.tokenizer.pad_token_id,
        )
        self._check()

    @property
    def labels(self) -> list[str]:
        """The labels that the model gives."""
        return list(self._names.values())

    def _check(self) -> None:
        normalizer = self._tokenizer.backend_tokenizer.normalizer
        if normalizer is not None and normalizer.normalize_str(_LETTERS) != _LETTERS:
            raise WorkerError("letters")

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a label for every word of every sentence."""
        found = [["O"] * len(words) for words in sentences]
        jobs: list[tuple[int, list[int], int, int, list[list[int]]]] = []
        for sentence, words in enumerate(sentences):
            pieces = [self._pieces(word) for word in words]
            read = [index for index, ids in enumerate(pieces) if 0 < len(ids) <= WINDOW]
            lengths = [len(pieces[index]) for index in read]
            for first, last, keep_first, keep_last in windows(lengths):
                within = [pieces[index] for index in read[first:last]]
                jobs.append((sentence, read[first:last], keep_first - first, keep_last - first, within))
        for batch in batches([sum(map(len, job[4])) for job in jobs]):
            labelled = self._predict([jobs[index][4] for index in batch])
            for index, labels in zip(batch, labelled, strict=True):
                sentence, places, keep_first, keep_last, _within = jobs[index]
                for place, label in list(zip(places, labels, strict=True))[keep_first:keep_last]:
                    found[sentence][place] = label
        return found

    def _pieces(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KNOWN_WORDS:
                self._known.clear()
            known = self._tokenizer.convert_tokens_to_ids(self._tokenizer.tokenize(word))
            self._known[word] = known
        return known

    def _predict(self, sequences: Sequence[Sequence[Sequence[int]]]) -> list[list[str]]:
        """Return the label of the first piece of every word, for sequences of words as lists of pieces."""
        rows = [[self._begin, *(piece for word in one for piece in word), self._end] for one in sequences]
        longest = max(map(len, rows))
        tensor = partial(self._torch.tensor, dtype=self._torch.long)
        padded = [row + [self._padding] * (longest - len(row)) for row in rows]
        mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
        with self._torch.inference_mode():
            logits = self._model(
                input_ids=tensor(padded),
                attention_mask=tensor(mask),
                token_type_ids=tensor([[0] * longest for _ in rows]),
            )[0]
        best = logits.argmax(dim=2).tolist()
        return [
            [self._names[numbers[place]] for place in _firsts(words)]
            for words, numbers in zip(sequences, best, strict=True)
        ]


def _firsts(words: Iterable[Sequence[int]]) -> Iterable[int]:
    """Yield the place of each word's first piece, after the sign that begins the sequence."""
    place = 1
    for word in words:
        yield place
        place += len(word)


def readings(analyses: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return how likely each part of speech is for a word, of all its analyses; empty for none.

    An analysis weighs as much as its `pos_lex_logprob` says, a base-10 logarithm.
    """
    weights: dict[str, float] = {}
    for one in analyses:
        logarithm = one.get("pos_lex_logprob")
        weight = _SURE ** float(logarithm if logarithm is not None else -99.0)
        weights[one["pos"]] = weights.get(one["pos"], 0.0) + weight
    whole = sum(weights.values())
    return {part: round(weight / whole, 4) for part, weight in weights.items()} if whole else {}


if __name__ == "__main__":
    sys.exit(main())
