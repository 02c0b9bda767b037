"""What is refused is said with the fields of the window, and with names that tear no sentence."""

import json

import pytest

from annotator import errors, words
from annotator.gui.exchange.refusal_words import refusal_words
from tests.gui.exchange.conftest import LONG, choose

LONG_PATH = "/home/amina/news/2024/old.txt"
REFUSED = [
    (errors.UnknownEncoding(path=LONG_PATH), "Encoding"),
    (errors.WrongEncoding(path=LONG_PATH, encoding="cp1256"), "Encoding"),
    (errors.SeveralAnnotators(path=LONG_PATH, names="amina, youssef"), "Whose work"),
    (errors.NoWorkOf(path=LONG_PATH, name="x", names="amina, youssef"), "Whose work"),
    (errors.UnknownFormat(path=LONG_PATH, formats="label-studio, prodigy"), "Format"),
    (errors.TableWithoutText(path=LONG_PATH, columns="a, b"), "Columns of the table"),
    (errors.EmptyFolder(path=LONG_PATH, formats=".txt, .jsonl"), ""),
    (errors.ArchiveEmpty(path=LONG_PATH, formats=".txt, .jsonl"), ""),
]


@pytest.mark.parametrize(("error", "field"), REFUSED)
def test_the_window_names_its_field_and_the_file_by_its_name(error, field):
    said = refusal_words(error)
    assert "\u2068old.txt\u2069" in said
    assert "/home" not in said
    assert "--" not in said
    assert "label-studio" not in said
    assert f"«{field}»" in said if field else "«" not in said


def test_what_has_no_sentence_of_its_own_here_keeps_the_error_s():
    assert refusal_words(errors.BlankFile(path=LONG_PATH)) == (
        "\u2068old.txt\u2069 is blank: there is no text to label."
    )
    assert refusal_words(errors.CannotWrite(path=LONG_PATH, why="no")) == (
        f"\u2068{LONG_PATH}\u2069 cannot be written: no."
    )


@pytest.mark.parametrize("locale", ["en", "ar_EG", "fr"])
def test_a_field_is_named_in_the_language_of_the_window(qtbot, application, settings, locale):
    settings.locale = locale
    application.restyle()
    said = [refusal_words(error) for error, field in REFUSED if field]
    named = {words._(field) for _error, field in REFUSED if field}
    assert all(any(f"«{field}»" in one.replace("\xa0", "") for field in named) for one in said)


def test_a_file_in_an_encoding_that_nobody_can_tell_leads_to_the_field(qtbot, offer, window, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("خبر قديم\nزار الوزير مدينة الرباط.".encode("cp1256"))
    shown = offer(path)
    how = shown.choices.preview.how
    choose(how.encoding, "utf-8")
    qtbot.waitUntil(lambda: shown.choices.preview.refusal.isVisible(), timeout=LONG)
    assert shown.choices.preview.refusal.text() == (
        "\u2068old.txt\u2069 is not in the encoding \u2068UTF-8\u2069. Choose another one under «Encoding»."
    )
    assert how.encoding.accessibleName() == "Encoding"


def test_a_file_with_the_work_of_several_leads_to_the_field(offer, window, tmp_path):
    path = tmp_path / "tasks.json"
    made = [
        {
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": 0, "end": 3, "text": "خبر", "labels": ["ORG"]},
        }
    ]
    annotations = [{"id": who, "completed_by": who, "result": made} for who in (1, 2)]
    path.write_text(json.dumps([{"id": 1, "data": {"text": "خبر قديم"}, "annotations": annotations}]))
    shown = offer(path)
    refusal = shown.choices.preview.refusal.text()
    assert refusal.endswith("Choose whose to take under «Whose work».")
    assert shown.choices.preview.how.by.isVisible()
    assert shown.focusWidget() is shown.choices.preview.how.by


def test_a_file_of_no_known_format_leads_to_the_field(offer, window, tmp_path):
    path = tmp_path / "strange.json"
    path.write_text('{"neither": "this nor that"}')
    shown = offer(path)
    assert shown.choices.preview.refusal.text().startswith("The format of \u2068strange.json\u2069 cannot")
    assert shown.choices.preview.how.format.isEnabled()
