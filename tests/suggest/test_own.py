"""A project's own entries: over the shipped lexicon, and as CSV."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import errors, schema
from annotator.model import OwnEntry
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge.lexicon import key_of, shipped
from annotator.suggest.knowledge.own import check, from_csv, lexicon_with, to_csv
from annotator.suggest.knowledge.passage import read
from annotator.suggest.patterns.source import PatternSource

SCHEMA = schema.load("security-news")


def found(text: str, *entries: OwnEntry) -> set[tuple[str, str, str]]:
    source = LexiconSource(lexicon_with(entries))
    return {(text[one.start : one.end], one.label, one.sublabel) for one in source.suggest(text)}


def test_an_added_name_is_found_behind_proclitics_and_in_its_variants() -> None:
    own = OwnEntry("كتيبة الرمال", "ORG", "armed_group", variants=("كتيبة الرمل",))
    assert found("هجوم لكتيبة الرمال", own) == {("كتيبة الرمال", "ORG", "armed_group")}
    assert found("وكتيبة الرمل", own) == {("كتيبة الرمل", "ORG", "armed_group")}
    assert found("هجوم لكتيبة الرمال") == set()


def test_an_added_name_stands_for_what_is_shipped_under_its_spelling() -> None:
    assert found("زار باكستان") == {("باكستان", "GPE", "")}
    assert found("زار باكستان", OwnEntry("باكستان", "ORG", "media")) == {("باكستان", "ORG", "media")}


def test_a_refused_name_is_not_found_with_that_label_or_with_any() -> None:
    assert found("زار باكستان", OwnEntry("بَاكستان", "GPE", is_refused=True)) == set()
    assert found("زار باكستان", OwnEntry("باكستان", "", is_refused=True)) == set()
    assert found("زار باكستان", OwnEntry("باكستان", "ORG", is_refused=True)) == {("باكستان", "GPE", "")}


def test_a_refusal_leaves_what_only_helps_the_rules() -> None:
    text = "قال محمد شقير"
    mine = lexicon_with([OwnEntry("محمد", "", is_refused=True)])
    found = {text[one.start : one.end] for one in PatternSource(mine).suggest(text) if one.label == "PERS"}
    assert found == {"محمد شقير"}


def test_an_added_name_that_needs_context_waits_for_a_marker() -> None:
    own = OwnEntry("الرمال", "GPE", needs_context=True)
    assert found("تتحرك الرمال", own) == set()
    assert found("وصل إلى الرمال", own) == {("الرمال", "GPE", "")}


def test_an_added_word_of_names_helps_the_rules() -> None:
    text = "قال زرزوف العمراني"
    mine = lexicon_with([OwnEntry("زرزوف", "", kind="given")])
    labels = {text[one.start : one.end]: one.label for one in PatternSource(mine).suggest(text)}
    assert labels == {"زرزوف العمراني": "PERS"}


def test_the_shipped_lexicon_stays_as_it_is() -> None:
    before = len(shipped())
    mine = lexicon_with([OwnEntry("كتيبة الرمال", "ORG"), OwnEntry("باكستان", "", is_refused=True)])
    assert (len(mine), len(shipped())) == (before, before)
    assert lexicon_with([]) is shipped()


def test_one_text_is_read_once_under_each_lexicon() -> None:
    mine = lexicon_with([OwnEntry("كتيبة الرمال", "ORG")])
    assert read("زار المغرب", mine) is read("زار المغرب", mine)
    assert read("زار المغرب", mine) is not read("زار المغرب")


def test_the_csv_has_a_head_line_and_neutralised_cells() -> None:
    entries = [
        OwnEntry("=SUM(A1)", "ORG", variants=("-1", "أ,ب")),
        OwnEntry("@x", "", is_refused=True),
        OwnEntry("'=قلعة", "FAC", "base", needs_context=True),
    ]
    written = to_csv(entries)
    assert written == (
        "surface,label,sublabel,kind,variants,needs_context,is_refused\r\n"
        "'=SUM(A1),ORG,,,\"'-1|أ,ب\",,\r\n"
        "'@x,,,,,,yes\r\n"
        "''=قلعة,FAC,base,,,yes,\r\n"
    )
    assert from_csv(written.encode(), path="t") == entries


@given(
    st.lists(
        st.builds(
            OwnEntry,
            st.from_regex(r"[='@+\-,;\"]{0,3}[ء-ي]{2,6}( [a-z\"',=]{1,4}[ء-ي]{1,3})?", fullmatch=True),
            st.sampled_from(["ORG", "GPE"]),
            needs_context=st.booleans(),
            is_refused=st.booleans(),
        ),
        unique_by=lambda entry: (entry.label, key_of(entry.surface)),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(entries: list[OwnEntry]) -> None:
    assert from_csv(to_csv(entries).encode(), path="t") == entries


@pytest.mark.parametrize(
    "text",
    [
        "surface;label;is_refused\nقلعة الرمل;FAC;oui\n",
        "\ufeffSurface\tLabel\tis_refused\r\nقلعة  الرمل\tFAC\t1\r\n\r\n",
        'label,surface,is_refused\n"FAC","قلعة الرمل",نعم',
    ],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert from_csv(text.encode(), path="t") == [OwnEntry("قلعة الرمل", "FAC", is_refused=True)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("surface,label\nقلعة,FAC\n,FAC\n", "t, line 3: an entry needs a name."),
        ("surface,label\n،,FAC\n", "t, line 2: an entry needs a name."),
        ("surface,label\nقلعة,\n", "t, line 2: «قلعة» needs a label, or a kind that needs none."),
        ("surface,label\nقلعة,FOO\n", "t, line 2: «قلعة»: the schema has no label «FOO»."),
        (
            "surface,label,sublabel\nقلعة,FAC,tower\n",
            "t, line 2: «قلعة»: the label FAC has no sublabel «tower».",
        ),
        ("surface,label,kind\nقلعة,FAC,tower\n", "t, line 2: «قلعة»: the lexicons have no kind «tower»."),
        (
            "surface,label,is_refused\nقلعة,FAC,perhaps\n",
            "t, line 2: «is_refused» must be yes or no, it says «perhaps».",
        ),
        (
            "surface,label\nقلعة,FAC\nقلعه,FAC\n",
            "t, line 3: «قلعه» stands there twice with the same label.",
        ),
        ("surface,label\nقلعة,FAC,base\n", "t, line 2: the line has more cells than the table has columns."),
        ('surface,label\n"قلعة,FAC\n', "t, line 2: this is not CSV, perhaps a quotation mark is not closed."),
        (
            "name,label\nقلعة,FAC\n",
            "t: the head line must name the column «surface»; it may name surface, label, sublabel, kind, "
            "variants, needs_context, is_refused.",
        ),
        (
            "surface,colour\nقلعة,FAC\n",
            "t: there is no column «colour»; there may be surface, label, sublabel, kind, variants, "
            "needs_context, is_refused.",
        ),
        (
            "",
            "t: the head line must name the column «surface»; it may name surface, label, sublabel, kind, "
            "variants, needs_context, is_refused.",
        ),
    ],
)
def test_a_bad_table_is_one_sentence_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(errors.InputError) as raised:
        from_csv(text.encode(), path="t", schema=SCHEMA)
    assert str(raised.value) == sentence


def test_a_table_that_is_no_utf8_is_one_sentence() -> None:
    with pytest.raises(errors.WrongEncoding):
        from_csv("surface\nقلعة".encode("cp1256"), path="t")


def test_an_entry_is_checked_as_a_line_is() -> None:
    assert check(OwnEntry("  قلعة   الرمل ", "FAC", variants=("", "قلعة الرمال"))) == OwnEntry(
        "قلعة الرمل", "FAC", variants=("قلعة الرمال",)
    )
    for nothing in ("  ", "،", "\u200f", "ـــ"):
        with pytest.raises(errors.EntryWithoutName):
            check(OwnEntry(nothing, "FAC"))


def test_a_table_of_a_spreadsheet_may_name_labels_as_people_do() -> None:
    news = schema.load("security-news")
    rows = "فرقة الظل;هيئة;وحدة عسكرية\r\nتنغير;political ENTITY;\r\n"
    data = f"sep=;\r\nsurface;label;sublabel\r\n{rows}".encode()
    assert from_csv(data, path="t", schema=news) == [
        OwnEntry("فرقة الظل", "ORG", "military_unit"),
        OwnEntry("تنغير", "GPE"),
    ]
    with pytest.raises(errors.BrokenLine) as refused:
        from_csv(b"sep=;\nsurface;label\nx;CITY\n", path="t", schema=news)
    assert "line 3" in str(refused.value)
