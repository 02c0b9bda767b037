"""Whatever bytes a reader is given, it reads them or refuses them with one sentence."""

import json
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange import registry
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from tests.exchange.formats.valid import write_valid

FORMATS = list(registry.readers())
LINES_OF_JSON = ["jsonl", "prodigy", "doccano", "spacy-jsonl"]
QUICK = settings(
    deadline=None,
    max_examples=12,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What readers trip over: ends of lines, marks of the byte order, halves of characters, numbers.
SCRAPS = st.sampled_from(
    [
        b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\t", b'"', b"'", b"\\ud83d",
        b"\\u0000", b"&#xD83D;", b"&#0;", b"<!--", b"]]>", b"<", b"{", b"}", b"[", b"]", b",", b"-1",
        b"99999999999999999999", b"1.5", b"1e999", b"NaN", b"null", b"true", b"[]", b"{}", b'""', b"O", b"B-",
        b"I-PERS", b"-DOCSTART-", "\u2028".encode(), "\x85".encode(), "٣".encode(), "😀".encode(),
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just("\ud83d"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def valid(tmp_path_factory, schema):
    return write_valid(tmp_path_factory.mktemp("valid"), schema=schema)


def read(name: str, path: Path) -> list[Incoming]:
    """Read a file as a format, and hold what comes of it to what the project can store."""
    file = SourceFile(path, PurePosixPath(path.name), path.stat().st_size)
    head = path.read_bytes()[:4096]
    for reader in registry.readers().values():
        reader.recognises(file, head)
    found: list[Incoming] = []
    refusal = ""
    try:
        for one in registry.reader_named(name).read(file, options=ReadOptions()):
            found.append(one)
            storable(one)
    except errors.AnnotatorError as error:
        refusal = str(error)
    assert refusal.count("\n") == 0
    assert len(refusal) < 1000
    return found


def storable(one: Incoming) -> None:
    if one.cleaned is not None:
        assert one.raw.decode(one.encoding) == one.cleaned.raw
        one.cleaned.text.encode()
    words = [one.id, one.title, one.outlet, *one.meta, *one.meta.values(), *one.recognised.values()]
    words += [word for span in one.spans or () for word in (span.label, span.sublabel)]
    for word in words:
        word.encode()
    for span in one.spans or ():
        assert type(span.start) is int
        assert type(span.end) is int


@pytest.mark.parametrize("name", FORMATS)
def test_the_valid_files_are_valid(name, valid):
    assert read(name, valid[name])


@pytest.mark.parametrize("name", FORMATS)
@QUICK
@given(content=st.binary(max_size=300))
def test_any_bytes(name, valid, content):
    path = valid[name].with_name(f"any{valid[name].suffix}")
    path.write_bytes(content)
    path.with_suffix(".txt").write_text("قال") if name == "brat" else None
    read(name, path)


@pytest.mark.parametrize("name", FORMATS)
@QUICK
@given(data=st.data())
def test_valid_files_with_a_few_changes(name, valid, data):
    content = bytearray(valid[name].read_bytes())
    for _each in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.sampled_from((0, 0, 1, 2, 8, 60, len(content))))
        content[start:end] = data.draw(SCRAPS)
    path = valid[name].with_name(f"changed{valid[name].suffix}")
    path.write_bytes(content)
    if name == "brat":
        path.with_suffix(".txt").write_bytes(valid[name].with_suffix(".txt").read_bytes())
    read(name, path)


@pytest.mark.parametrize("name", LINES_OF_JSON)
@QUICK
@given(data=st.data())
def test_objects_with_other_values(name, valid, data):
    record = json.loads(valid[name].read_text().splitlines()[0])
    place = record
    while data.draw(st.booleans()) and isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        inner = place[data.draw(st.sampled_from(keys))]
        place = inner if isinstance(inner, dict | list) and inner else place
    keys = list(place) if isinstance(place, dict) else range(len(place))
    place[data.draw(st.sampled_from(keys))] = data.draw(VALUES)
    path = valid[name].with_name("values.jsonl")
    path.write_text(json.dumps(record) + "\n")
    read(name, path)


def test_a_cell_of_parquet_that_no_text_is_as_long_as_is_refused(tmp_path):
    path = parquet(tmp_path, ["a" * 65_000_000])
    with pytest.raises(errors.TooLarge):
        list(registry.reader_named("parquet").read(path, options=ReadOptions()))


def test_a_parquet_file_that_unpacks_without_end_is_refused(tmp_path):
    import pyarrow

    texts = pyarrow.DictionaryArray.from_arrays([0] * 60, ["a" * 2_000_000])  # once in the file
    path = parquet(tmp_path, texts)
    with pytest.raises(errors.PaperUnpacksTooLarge, match="unpacks to more than 100 MB"):
        list(registry.reader_named("parquet").read(path, options=ReadOptions()))


def parquet(folder, texts):
    import pyarrow
    from pyarrow import parquet as files

    path = folder / "a.parquet"
    files.write_table(pyarrow.table({"id": [str(one) for one in range(len(texts))], "text": texts}), path)
    assert path.stat().st_size < 5_000_000
    return SourceFile(path, PurePosixPath(path.name), path.stat().st_size)
