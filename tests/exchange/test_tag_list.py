from annotator.exchange.renaming import Renaming
from annotator.exchange.tag_list import tags_of
from annotator.schema import load

SCHEMA = load("security-news")


def test_every_label_has_a_tag_in_the_order_of_the_schema() -> None:
    assert tags_of(SCHEMA, has_sublabels=False) == tuple(label.id for label in SCHEMA.labels)


def test_sublabels_follow_their_label() -> None:
    tags = tags_of(SCHEMA, has_sublabels=True)
    place = tags.index("ORG")
    sublabels = [sublabel.id for sublabel in SCHEMA.label("ORG").sublabels]
    assert list(tags[place + 1 : place + 1 + len(sublabels)]) == [f"ORG.{one}" for one in sublabels]
    assert len(set(tags)) == len(tags)


def test_a_label_map_names_them_each_once() -> None:
    labels = Renaming({"GPE": "LOC", "LOC": "LOC", "WEA": None}, drops_sublabels=True)
    tags = tags_of(SCHEMA, has_sublabels=True, labels=labels)
    assert "GPE" not in tags
    assert "WEA" not in tags
    assert tags.count("LOC") == 1
    assert "ORG.military_unit" in tags  # of which the map says nothing
