import pytest

from annotator.exchange.recognised_words import recognised_words


@pytest.mark.parametrize(
    ("recognised", "told"),
    [
        ({"scheme": "IOB1"}, [("scheme of the tags", "IOB1")]),
        ({"delimiter": ";"}, [("cells parted by", "semicolons")]),
        ({"delimiter": "|"}, [("cells parted by", "|")]),
        ({"left out": "R 1, # 12, x 2"}, [("left out", "1 relation, 12 notes, x 2")]),
        ({"left out": "المصدر"}, [("left out", "المصدر")]),
        ({"pages": "1200"}, [("pages", "1200")]),
        ({"annotator": "7"}, [("labels of", "7")]),
        # What tells nobody anything: that rows are documents, that a column is called as it should be.
        ({"rows": "documents", "column text": "Text", "column id": "رقم"}, [("columns", "id=رقم")]),
        ({"encoding": "utf-8", "unheard of": "x", "in parts": ""}, []),
    ],
)
def test_what_was_found_out_is_said_in_words(recognised: dict[str, str], told: list[tuple[str, str]]) -> None:
    assert list(recognised_words(recognised)) == told
