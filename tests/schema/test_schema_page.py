"""docs/schema.md says what the schemas say, and its example is a schema."""

import re
import tomllib
from pathlib import Path

import pytest

from annotator.schema import Label, load, load_map, map_names, parse, presets

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
ON_ONE_LINE = " ".join(PAGE.split())
LABELS = load("security-news").labels


@pytest.mark.parametrize("label", LABELS, ids=[label.id for label in LABELS])
def test_every_label_is_on_the_page_with_its_words_and_keys(label: Label) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{label.key}` | `{label.id}` |"))
    assert row.split(" | ")[2:5] == [label.names.ar, label.names.en, label.names.fr]
    for digit, sublabel in enumerate(label.sublabels, start=1):
        assert f"`{digit}` {sublabel.id}" in row
        assert f"`{sublabel.id}` {sublabel.names.ar}" in ON_ONE_LINE
    assert label.guideline.en in ON_ONE_LINE
    for example in label.examples:
        assert f"- {example}\n" in PAGE


def test_every_preset_is_on_the_page_with_its_number_of_labels() -> None:
    for name in presets():
        assert f"| `{name}` | {len(load(name).labels)}" in PAGE


def test_every_map_is_on_the_page() -> None:
    maps = [load_map(name) for name in map_names()]
    for label in LABELS:
        found = [re.escape(label_map[label.id] or "-") + r"( \([^|]*\))?" for label_map in maps]
        assert re.search(rf"^\| {label.id} \| {' [|] '.join(found)} \|$", PAGE, re.MULTILINE), label.id


def test_the_example_on_the_page_is_a_schema() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    schema = parse(tomllib.loads(example))
    assert schema.label_ids() == ("SHIP", "OWNER")
