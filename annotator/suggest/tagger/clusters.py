"""Words that stand in the same company, learnt from plain text without labels.

Positive pointwise mutual information of a stem with its neighbours, cut to few dimensions by a
randomised singular value decomposition (Halko, Martinsson and Tropp, SIAM Review 2011), and k-means on
the sphere. The same texts and seed give the same clusters.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from annotator.errors.learning import DamagedModel, LearningCancelled
from annotator.suggest.tagger.container import pack_json, unpack_json
from annotator.text.folding import folded
from annotator.text.tokens import is_word, words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SIZES: Final = (64, 256)
_NEIGHBOURS: Final = (-2, -1, 1, 2)
_LEAST: Final = 3  # times that a word must stand to be placed
_MOST_WORDS: Final = 20_000
_CONTEXTS: Final = 2_000
_DIMENSIONS: Final = 50
_ROUNDS: Final = 12
_SMOOTH: Final = 0.75  # Levy, Goldberg and Dagan, TACL 2015
_BORDER: Final = "\n"


class Clusters(Mapping[str, tuple[str, ...]]):
    """The clusters of each folded stem, one for each of SIZES."""

    def __init__(self, by_word: Mapping[str, Sequence[int]]) -> None:
        self._by_word = {
            word: tuple(f"{size}:{number}" for size, number in zip(SIZES, numbers, strict=True))
            for word, numbers in by_word.items()
        }
        self._numbers = {word: list(numbers) for word, numbers in by_word.items()}

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._by_word[word]

    def __iter__(self) -> Any:
        return iter(self._by_word)

    def __len__(self) -> int:
        return len(self._by_word)

    @classmethod
    def from_texts(
        cls,
        texts: Iterable[str],
        *,
        is_cancelled: Callable[[], bool] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> "Clusters":
        """Place the words of `texts`, the frequent ones; raises LearningCancelled."""
        lines = list(_lines(_until_cancelled(texts, is_cancelled)))
        counts = Counter(word for line in lines for word in line)
        vocabulary = [word for word, times in counts.most_common(_MOST_WORDS) if times >= _LEAST]
        if len(vocabulary) < SIZES[-1]:
            return cls({})
        vectors = _vectors(lines, vocabulary)
        columns = []
        for done, size in enumerate(SIZES):
            if is_cancelled is not None and is_cancelled():
                raise LearningCancelled
            if on_progress is not None:
                on_progress(done, len(SIZES))
            columns.append(_k_means(vectors, size))
        return cls({word: [int(column[row]) for column in columns] for row, word in enumerate(vocabulary)})

    def to_bytes(self) -> bytes:
        """Return the clusters as bytes."""
        return pack_json({"sizes": SIZES, "words": self._numbers})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Clusters":
        """Return what `to_bytes` packed; raises DamagedModel."""
        said = unpack_json(data)
        try:
            if tuple(said["sizes"]) != SIZES:
                raise DamagedModel
            return cls({str(word): [int(one) for one in numbers] for word, numbers in said["words"].items()})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedModel from error


def _until_cancelled(texts: Iterable[str], is_cancelled: Callable[[], bool] | None) -> Iterator[str]:
    """Yield the texts: to read thousands takes longer than anything after it."""
    for text in texts:
        if is_cancelled is not None and is_cancelled():
            raise LearningCancelled
        yield text


def _lines(texts: Iterable[str]) -> Iterable[list[str]]:
    for text in texts:
        for line in text.split("\n"):
            tokens = [token for token in words(line) if is_word(line, token)]
            if tokens:
                yield [_stem(folded(line[start:end])) for start, end in tokens]


def _stem(word: str) -> str:
    for lead in ("وال", "فال", "بال", "كال"):
        if word.startswith(lead) and len(word) > len(lead) + 1:
            return word[1:]
    return "ال" + word[2:] if word.startswith("لل") and len(word) > 3 else word


def _vectors(lines: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> "Array":
    """Return a unit vector for each word of the vocabulary, rows in its order."""
    import numpy as np

    places = {word: row for row, word in enumerate(vocabulary)}
    width = min(_CONTEXTS, len(vocabulary)) + 1  # the last is the border of a line
    rows, columns = [], []
    for line in lines:
        ids = np.array([places.get(word, -1) for word in line])
        for number, step in enumerate(_NEIGHBOURS):
            there = np.full(len(ids), width - 1)
            if abs(step) < len(ids):
                source, target = (
                    (slice(step, None), slice(None, -step))
                    if step > 0
                    else (slice(None, step), slice(-step, None))
                )
                there[target] = ids[source]
            counted = (ids >= 0) & (there >= 0) & (there < width)
            rows.append(ids[counted])
            columns.append(there[counted] + number * width)
    return _reduced(
        np.concatenate(rows), np.concatenate(columns), (len(vocabulary), width * len(_NEIGHBOURS))
    )


def _reduced(rows: "Array", columns: "Array", shape: tuple[int, int]) -> "Array":
    import numpy as np

    pairs, times = np.unique(rows.astype(np.int64) * shape[1] + columns, return_counts=True)
    row, column = pairs // shape[1], pairs % shape[1]
    of_row = np.bincount(row, weights=times, minlength=shape[0])
    of_column = np.bincount(column, weights=times, minlength=shape[1]) ** _SMOOTH
    of_column /= of_column.sum()
    information = np.log(times / (of_row[row] * of_column[column]))
    kept = information > 0
    sparse = _Sparse(row[kept], column[kept], information[kept].astype(np.float32), shape)
    random = np.random.default_rng(0)
    basis = sparse.times(random.standard_normal((shape[1], _DIMENSIONS + 10)).astype(np.float32))
    for _ in range(2):
        basis = sparse.times(np.linalg.qr(sparse.turned_times(np.linalg.qr(basis)[0]))[0])
    basis = np.linalg.qr(basis)[0]
    left, values, _right = np.linalg.svd(sparse.turned_times(basis).T, full_matrices=False)
    found = (basis @ left)[:, :_DIMENSIONS] * np.sqrt(values[:_DIMENSIONS])
    return _on_sphere(found)


class _Sparse:
    """A matrix of which most is zero; its entries are in the order of their rows."""

    def __init__(self, row: "Array", column: "Array", values: "Array", shape: tuple[int, int]) -> None:
        self._row, self._column, self._values, self._shape = row, column, values, shape

    def times(self, dense: "Array") -> "Array":
        """Return this matrix times `dense`."""
        return self._product(self._row, self._column, dense, self._shape[0])

    def turned_times(self, dense: "Array") -> "Array":
        """Return this matrix, rows and columns changed over, times `dense`."""
        return self._product(self._column, self._row, dense, self._shape[1])

    def _product(self, into: "Array", of: "Array", dense: "Array", length: int) -> "Array":
        import numpy as np

        found = np.empty((length, dense.shape[1]), dtype=np.float32)
        for number in range(dense.shape[1]):
            weights = self._values * dense[of, number]
            found[:, number] = np.bincount(into, weights=weights, minlength=length)
        return found


def _k_means(vectors: "Array", size: int) -> "Array":
    """Return for each row of unit vectors the number of its cluster; centres are unit vectors as well."""
    import numpy as np

    random = np.random.default_rng(size)
    centres = vectors[random.choice(len(vectors), size, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        is_empty = np.bincount(nearest, minlength=size) == 0
        sums[is_empty] = vectors[random.choice(len(vectors), int(is_empty.sum()))]
        centres = _on_sphere(sums)
    found: Array = (vectors @ centres.T).argmax(axis=1)
    return found


def _on_sphere(vectors: "Array") -> "Array":
    import numpy as np

    made: Array = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return made
