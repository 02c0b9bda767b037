"""Every way in which a schema can contradict itself is one sentence that names the field."""

import contextlib
import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.schema import KEYS, Label, Names, Schema, Sublabel, dump, load, parse

NAMES = {"ar": "اسم", "en": "name", "fr": "nom"}
_SMALL: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "version": 3,
    "names": NAMES,
    "labels": [
        {"id": "SHIP", "key": "1", "light": "#aa0000", "dark": "#FFAAAA", "names": NAMES, "holds": ["PORT"]},
        {
            "id": "PORT",
            "key": "P",
            "light": "#0000aa",
            "dark": "#aaaaff",
            "names": NAMES,
            "clitics": "inside",
            "examples": ["رست السفينة في [ميناء طنجة المتوسط]."],
            "sublabels": [{"id": "military", "names": NAMES}, {"id": "fishing", "names": NAMES}],
        },
    ],
}
SMALL: dict[str, Any] = json.loads(json.dumps(_SMALL))  # no table twice


def test_a_small_schema_is_read_whole() -> None:
    schema = parse(SMALL)
    ship, port = schema.labels
    assert (schema.id, schema.version, schema.may_cross) == ("small", 3, False)
    assert (ship.key, ship.light, ship.dark) == ("1", "#aa0000", "#ffaaaa")
    assert ship.clitics == "outside"
    assert port.clitics == "inside"
    assert [one.id for one in port.sublabels] == ["military", "fishing"]
    assert schema.label("PORT") is port
    assert schema.sublabel("PORT", "fishing") is port.sublabels[1]
    assert schema.by_key("P") is port
    assert schema.by_key("X") is None
    assert "PORT" in schema
    assert "port" not in schema
    assert ship.may_hold("PORT")
    assert not ship.may_hold("SHIP")
    assert port.may_hold("SHIP")


def test_what_is_not_there_is_a_key_error() -> None:
    schema = parse(SMALL)
    with pytest.raises(KeyError):
        schema.label("NONE")
    with pytest.raises(KeyError):
        schema.sublabel("PORT", "none")


def test_a_label_without_a_key_is_reached_by_none() -> None:
    data = copy.deepcopy(SMALL)
    for label in data["labels"]:
        del label["key"]
    schema = parse(data)
    assert [label.key for label in schema.labels] == ["", ""]
    assert schema.by_key("") is None


def at(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def without(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


TEN = [{"id": f"kind{number}", "names": NAMES} for number in range(10)]
TWICE = [{"id": "same", "names": NAMES}, {"id": "same", "names": NAMES}]

WRONG = [
    (at("colour", value="red"), errors.UnknownSchemaField, ["colour", "may_cross"]),
    (at("labels", 0, "color", value="red"), errors.UnknownSchemaField, ["SHIP.color", "light"]),
    (at("labels", 1, "sublabels", 0, "key", value="1"), errors.UnknownSchemaField, ["PORT.military.key"]),
    (at("names", "de", value="Name"), errors.UnknownSchemaField, ["names.de"]),
    (at("format", value=2), errors.NewerSchema, ["2", "1"]),
    (at("format", value="1"), errors.SchemaWantsCount, ["format", "'1'"]),
    (without("id"), errors.MissingSchemaField, ["id"]),
    (at("id", value=" "), errors.SchemaWantsText, ["id"]),
    (without("version"), errors.MissingSchemaField, ["version"]),
    (at("version", value=0), errors.SchemaWantsCount, ["version", "0"]),
    (at("version", value=True), errors.SchemaWantsCount, ["version", "True"]),
    (at("version", value=1.5), errors.SchemaWantsCount, ["version", "1.5"]),
    (at("may_cross", value="no"), errors.SchemaWantsFlag, ["may_cross", "no"]),
    (at("names", value="name"), errors.SchemaWantsTable, ["names"]),
    (without("names", "fr"), errors.MissingLanguage, ["names", "fr"]),
    (at("labels", 0, "names", "ar", value="  "), errors.MissingLanguage, ["SHIP.names", "ar"]),
    (at("labels", 0, "guideline", value={"en": "What sails."}), errors.MissingLanguage, ["SHIP.guideline"]),
    (at("labels", value=[]), errors.NoLabels, []),
    (without("labels"), errors.NoLabels, []),
    (at("labels", value={"SHIP": {}}), errors.SchemaWantsList, ["labels"]),
    (at("labels", 1, value="PORT"), errors.SchemaWantsTable, ["labels[2]"]),
    (without("labels", 1, "id"), errors.MissingSchemaField, ["labels[2].id"]),
    (at("labels", 0, "id", value="Ship"), errors.BadLabelId, ["Ship"]),
    (at("labels", 0, "id", value="ORG.media"), errors.BadLabelId, ["ORG.media"]),
    (at("labels", 0, "id", value="سفينة"), errors.BadLabelId, ["سفينة"]),
    (at("labels", 0, "id", value="PORT"), errors.RepeatedLabel, ["PORT"]),
    (at("labels", 1, "sublabels", 0, "id", value="Military"), errors.BadSublabelId, ["PORT", "Military"]),
    (at("labels", 1, "sublabels", value=TWICE), errors.RepeatedSublabel, ["PORT", "same"]),
    (at("labels", 1, "sublabels", value=TEN), errors.TooManySublabels, ["PORT", "10"]),
    (at("labels", 1, "key", value="1"), errors.RepeatedKey, ["SHIP", "PORT", "1"]),
    (at("labels", 1, "key", value="p"), errors.NotAKey, ["PORT", "p"]),
    (at("labels", 1, "key", value="ح"), errors.NotAKey, ["PORT", "ح"]),
    (at("labels", 1, "key", value="10"), errors.NotAKey, ["PORT", "10"]),
    (at("labels", 1, "key", value=1), errors.SchemaWantsText, ["PORT.key", "1"]),
    (without("labels", 0, "dark"), errors.MissingSchemaField, ["SHIP.dark"]),
    (at("labels", 0, "light", value="red"), errors.BadColour, ["SHIP.light", "red"]),
    (at("labels", 0, "dark", value="#fff"), errors.BadColour, ["SHIP.dark", "#fff"]),
    (at("labels", 0, "light", value="#aa0000\n"), errors.BadColour, ["SHIP.light", "\\n"]),
    (at("labels", 1, "examples", value="[x]"), errors.SchemaWantsList, ["PORT.examples"]),
    (at("labels", 1, "examples", value=[7]), errors.SchemaWantsText, ["PORT.examples", "7"]),
    (at("labels", 1, "examples", value=["بلا أقواس"]), errors.BadExample, ["PORT", "بلا أقواس"]),
    (at("labels", 1, "examples", value=["[واحد] و[اثنان]"]), errors.BadExample, ["PORT"]),
    (at("labels", 1, "examples", value=["فارغ [ ]"]), errors.BadExample, ["PORT"]),
    (at("labels", 1, "clitics", value="both"), errors.UnknownCliticRule, ["PORT.clitics", "inside", "both"]),
    (at("labels", 0, "holds", value=["PORT", "CREW"]), errors.UnknownHeldLabel, ["SHIP", "CREW"]),
    (at("labels", 0, "holds", value="PORT"), errors.SchemaWantsList, ["SHIP.holds"]),
    (at("labels", 0, "names", "en", value="\ud800"), errors.SchemaWantsText, ["SHIP.names.en"]),
]


@pytest.mark.parametrize(("change", "error", "said"), WRONG)
def test_what_is_wrong_is_said(
    change: Callable[[dict[str, Any]], None], error: type[errors.SchemaError], said: list[str]
) -> None:
    data = copy.deepcopy(SMALL)
    change(data)
    with pytest.raises(errors.SchemaError) as caught:
        parse(data, origin="mine.toml")
    assert type(caught.value) is error
    sentence = str(caught.value)
    assert sentence.startswith("mine.toml")
    assert "\n" not in sentence
    for words in said:
        assert words in sentence


@pytest.mark.parametrize("data", [None, [], "schema", 7])
def test_what_is_no_table_is_no_schema(data: Any) -> None:
    with pytest.raises(errors.NotASchema):
        parse(data)


def test_without_an_origin_an_error_names_the_schema_by_its_id() -> None:
    data = copy.deepcopy(SMALL)
    data["version"] = -1
    with pytest.raises(errors.SchemaWantsCount, match=r"^small: version"):
        parse(data)


def test_a_newer_format_is_said_before_its_unknown_fields() -> None:
    with pytest.raises(errors.NewerSchema):
        parse(SMALL | {"format": 9, "shapes": []})


# --- there and back ---------------------------------------------------------------------------

words = st.text(min_size=1, max_size=12).filter(str.strip)
names = st.builds(Names, ar=words, en=words, fr=words)
label_ids = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
sublabel_ids = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
plain = st.text(max_size=10).map(lambda text: text.replace("[", "").replace("]", ""))
examples = st.builds(lambda before, span, after: f"{before}[{span}ا]{after}", plain, plain, plain)
sublabels = st.lists(st.builds(Sublabel, id=sublabel_ids, names=names), max_size=9, unique_by=lambda s: s.id)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    ids = draw(st.lists(label_ids, min_size=1, max_size=6, unique=True))
    keys = draw(st.permutations(KEYS))
    labels = [
        Label(
            id=label_id,
            names=draw(names),
            light=draw(colours),
            dark=draw(colours),
            key=draw(st.sampled_from(["", key])),
            guideline=draw(st.one_of(st.just(Names("", "", "")), names)),
            examples=tuple(draw(st.lists(examples, max_size=2))),
            sublabels=tuple(draw(sublabels)),
            clitics=draw(st.sampled_from(["outside", "inside"])),
            holds=draw(st.one_of(st.none(), st.frozensets(st.sampled_from(ids)))),
        )
        for label_id, key in zip(ids, keys, strict=False)
    ]
    return Schema(
        id=draw(words),
        version=draw(st.integers(min_value=1)),
        names=draw(names),
        labels=tuple(labels),
        may_cross=draw(st.booleans()),
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(schemas())
def test_a_schema_comes_back_from_json_as_it_was(schema: Schema) -> None:
    again = parse(json.loads(json.dumps(dump(schema))))
    assert again == schema
    assert hash(again) == hash(schema)
    assert again.fingerprint == schema.fingerprint


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(schemas(), schemas())
def test_different_schemas_have_different_fingerprints(one: Schema, other: Schema) -> None:
    assert (one.fingerprint == other.fingerprint) == (one == other)


def test_the_order_of_fields_does_not_change_the_fingerprint() -> None:
    data = dump(load("security-news"))
    turned = dict(reversed(list(data.items())))
    assert parse(turned).fingerprint == parse(data).fingerprint


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else []
    return [path, *(place for key, value in inside for place in places(value, (*path, key)))]


@settings(max_examples=150)
@given(st.sampled_from([place for place in places(SMALL) if place]), json_values)
def test_any_value_anywhere_is_read_or_refused_with_a_sentence(place: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(SMALL)
    at(*place, value=value)(data)
    with contextlib.suppress(errors.SchemaError):
        schema = parse(data)
        assert parse(json.loads(json.dumps(dump(schema)))) == schema
