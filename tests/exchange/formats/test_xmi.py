"""UIMA CAS XMI: our files through dkpro-cassis, its files through ours, and what XML alone makes hard."""

import json
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.exchange.formats import xmi
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.readback.xmi import xmi as read_back
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import Schema
from tests.exchange.round_trips import comes_back

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
FACT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.MetaDataStringField"
SUBLABEL = "webanno.custom.Sublabel"

# An emoji of eight UTF-16 units, markup, tabs, CRLF, a bidi mark, NUL, a nested span, spans at the ends.
TEXT = '👨‍👩‍👧 زار <وزير> & "\tباكستان"،\r\nوفدا للرباط\u200f \x00 لجنة'
ARTICLE = Outgoing(
    "مقال/1",
    TEXT,
    "عنوان <1>",
    "هسبرس",
    {"date": "2025-05-12", "odd": "a\x01b", "annotator": "ليلى"},
    (
        Span(0, 5, "PERS"),
        Span(TEXT.index("وزير"), TEXT.index("باكستان") + 7, "OCC", "office"),
        Span(TEXT.index("باكستان"), TEXT.index("باكستان") + 7, "GPE"),
        Span(TEXT.index("لجنة"), len(TEXT), "ORG", "government"),
    ),
)


def _written(folder: Path, *documents: Outgoing) -> Path:
    xmi.WRITER.write(documents, folder, options=Options(), tally=Tally())
    return folder


def _read(path: Path, **options: object) -> Incoming:
    place = SourceFile(path, path, path.stat().st_size)
    (found,) = xmi.READER.read(place, options=ReadOptions(**options))
    return found


def _places(incoming: Incoming) -> list[tuple[object, ...]]:
    assert incoming.spans is not None
    return [span[:4] for span in incoming.spans]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_everything_comes_back(
    data: st.DataObject, documents: st.SearchStrategy[list[Outgoing]], schema: Schema
) -> None:
    assert comes_back(data.draw(documents), schema=schema, format="xmi").lost == ()


def test_a_label_of_any_map_comes_back(tmp_path: Path) -> None:
    label, sublabel = 'Name, <einer> "Person"|x=1', "# مدينة & [y]"
    _written(tmp_path, Outgoing("1", "في الرباط", spans=(Span(3, 9, label, sublabel),)))
    (found,) = read_back(tmp_path, scheme="")
    assert found.spans is not None
    assert [span[:4] for span in found.spans] == [(3, 9, label, sublabel)]
    (path,) = tmp_path.glob("1.xmi")
    assert [span[:4] for span in _read(path).spans or ()] == [(3, 9, label, sublabel)]


def test_an_article_with_every_difficulty_comes_back(schema: Schema) -> None:
    comes_back([ARTICLE, Outgoing("2", "", title="ب")], schema=schema, format="xmi")


def _dkpro() -> TypeSystem:
    # cassis's own function for it warns on newer Pythons.
    with (files("cassis.resources") / "dkpro-core-types.xml").open("rb") as handle:
        return load_typesystem(handle)


@pytest.fixture
def types() -> TypeSystem:
    """The type system of an INCEpTION project that has our layer."""
    types = _dkpro()
    layer = types.create_type(name=SUBLABEL, supertypeName="uima.tcas.Annotation")
    known = types.create_type(name=DOCUMENT, supertypeName="uima.tcas.DocumentAnnotation")
    for feature in ("label", "value"):
        types.create_feature(domainType=layer, name=feature, rangeType="uima.cas.String")
    for feature in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        types.create_feature(domainType=known, name=feature, rangeType="uima.cas.String")
    types.create_feature(domainType=known, name="isLastSegment", rangeType="uima.cas.Boolean")
    return types


def test_our_types_are_those_of_dkpro(tmp_path: Path, types: TypeSystem) -> None:
    _written(tmp_path, ARTICLE)
    with (tmp_path / "TypeSystem.xml").open("rb") as handle:
        ours = load_typesystem(handle)
    for name in (ENTITY, DOCUMENT, FACT, SUBLABEL):
        mine, theirs = ours.get_type(name), types.get_type(name)
        assert mine.supertype.name == theirs.supertype.name
        assert {(one.name, one.rangeType.name) for one in mine.features} == {
            (one.name, one.rangeType.name) for one in theirs.features
        }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_dkpro_cassis_reads_what_we_write(
    data: st.DataObject,
    documents: st.SearchStrategy[list[Outgoing]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("out")
    meant = data.draw(documents)
    _written(folder, *meant)
    with (folder / "TypeSystem.xml").open("rb") as handle:
        described = load_typesystem(handle)
    for document in meant:
        with (folder / f"{document.id}.xmi").open("rb") as handle:
            cas = load_cas_from_xmi(handle, typesystem=described)
        _has(cas, document)


def test_dkpro_cassis_reads_every_difficulty(tmp_path: Path) -> None:
    _written(tmp_path, ARTICLE)
    with (tmp_path / "TypeSystem.xml").open("rb") as handle:
        described = load_typesystem(handle)
    with (tmp_path / "مقال=2F1.xmi").open("rb") as handle:
        cas = load_cas_from_xmi(handle, typesystem=described)
    _has(cas, ARTICLE)
    (known,) = cas.select(DOCUMENT)
    assert (known.documentId, known.documentTitle) == ("مقال/1", "عنوان <1>")
    facts = {fact.key: fact.value for fact in cas.select(FACT)}
    assert (facts["title"], facts["outlet"], facts["date"]) == ("عنوان <1>", "هسبرس", "2025-05-12")
    assert json.loads(facts["annotator"]) == {
        "version": 1,
        "id": "مقال/1",
        "meta": {"odd": "a\x01b", "annotator": "ليلى"},
        "replaced": [[len(TEXT[: TEXT.index("\x00")].encode("utf-16-le")) // 2, 0]],
    }


def _has(cas: Cas, document: Outgoing) -> None:
    """Assert that a CAS has the text and the spans of a document; cassis counts in code points."""
    impossible = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
    text = document.text.translate(impossible)
    assert cas.sofa_string == text
    entities = [(one.begin, one.end, one.value) for one in cas.select(ENTITY)]
    assert sorted(entities) == sorted((span.start, span.end, span.label) for span in document.spans)
    assert all(one.get_covered_text() == text[one.begin : one.end] for one in cas.select(ENTITY))
    sublabels = [(one.begin, one.end, one.label, one.value) for one in cas.select(SUBLABEL)]
    assert sorted(sublabels) == sorted(
        (span.start, span.end, span.label, span.sublabel) for span in document.spans if span.sublabel
    )


def test_we_read_what_dkpro_cassis_writes(tmp_path: Path, types: TypeSystem) -> None:
    text = '👨‍👩‍👧 زار\r\n\tوزير "باكستان" <الرباط> &'
    cas = Cas(typesystem=types)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    entity, layer = types.get_type(ENTITY), types.get_type(SUBLABEL)
    start = text.index("باكستان")
    cas.add(entity(begin=0, end=5, value="PERS"))
    cas.add(entity(begin=start, end=start + 7, value="GPE", identifier="Q843"))
    cas.add(entity(begin=text.index("وزير"), end=start + 7, value="OCC"))
    cas.add(entity(begin=start, end=start + 7))
    cas.add(layer(begin=start, end=start + 7, label="GPE", value="country"))
    cas.add(layer(begin=0, end=5, label="GPE", value="lost"))
    cas.to_xmi(tmp_path / "1.xmi")
    incoming = _read(tmp_path / "1.xmi")
    assert incoming.cleaned is not None
    assert (incoming.id, incoming.has_own_id, incoming.cleaned.text) == ("1", False, text)
    assert sorted(_places(incoming)) == sorted(
        [
            (0, 5, "PERS", ""),
            (text.index("وزير"), start + 7, "OCC", ""),
            (start, start + 7, "GPE", "country"),
            (start, start + 7, "NamedEntity", ""),
        ]
    )
    assert incoming.recognised == {"left out": "identifier 1, Sublabel 1"}


def test_what_inception_did_to_our_file_is_read(tmp_path: Path, types: TypeSystem) -> None:
    """It sets the facts of the document anew: the title is the file's name, the id the annotator's."""
    _written(tmp_path, ARTICLE)
    with (tmp_path / "مقال=2F1.xmi").open("rb") as handle:
        cas = load_cas_from_xmi(handle, typesystem=types)
    (known,) = cas.select(DOCUMENT)
    known.documentTitle, known.documentId = "مقال=2F1.xmi", "layla"
    known.collectionId, known.documentUri = "news", "news/مقال=2F1.xmi"
    cas.to_xmi(tmp_path / "layla.xmi")
    incoming = _read(tmp_path / "layla.xmi")
    assert incoming.cleaned is not None
    assert (incoming.id, incoming.title, incoming.cleaned.text) == ("مقال/1", "عنوان <1>", TEXT)
    for fact in cas.select(FACT):
        cas.remove(fact)
    cas.to_xmi(tmp_path / "layla.xmi")
    incoming = _read(tmp_path / "layla.xmi")
    assert (incoming.id, incoming.has_own_id, incoming.title) == ("مقال/1", True, TEXT.split("\r")[0])


def test_a_zip_of_inception_is_imported(project: Project, tmp_path: Path, types: TypeSystem) -> None:
    _written(tmp_path, ARTICLE)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(tmp_path / "مقال=2F1.xmi", "layla.xmi")
        archive.write(tmp_path / "TypeSystem.xml", "TypeSystem.xml")
    report = import_paths(project, [tmp_path / "export.zip"], annotator="gold")
    assert [str(refusal) for refusal in report.refused] == []
    assert project.documents.ids() == ["مقال/1"]
    assert project.annotations.get("مقال/1", "gold").spans == ARTICLE.spans


def test_a_layer_of_ones_own_is_read_when_it_is_named(tmp_path: Path, types: TypeSystem) -> None:
    layer = types.create_type(name="webanno.custom.Place", supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=layer, name="kind", rangeType="uima.cas.String")
    cas = Cas(typesystem=types)
    cas.sofa_string = "في الرباط"
    cas.add(layer(begin=3, end=9, kind="GPE"))
    cas.add(layer(begin=0, end=2))
    cas.to_xmi(tmp_path / "1.xmi")
    incoming = _read(tmp_path / "1.xmi")
    assert (_places(incoming), incoming.recognised) == ([], {"left out": "Place 2"})
    incoming = _read(tmp_path / "1.xmi", columns={"label": "Place:kind"})
    assert sorted(_places(incoming)) == [(0, 2, "Place", ""), (3, 9, "GPE", "")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DTD = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
    'xmlns:cas="http:///uima/cas.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" '
    'xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">'
)
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="في 😀 الرباط"/>'


def _entity(begin: object, end: object) -> str:
    entity = f'<ner:NamedEntity xmi:id="2" sofa="1" begin="{begin}" end="{end}" value="GPE"/>'
    return f"{HEAD.format('')}{entity}{SOFA}</xmi:XMI>"


def _fact(ours: str) -> str:
    fact = f'<m:MetaDataStringField xmi:id="2" sofa="1" key="annotator" value="{ours}"/>'
    return f"{HEAD.format('')}{fact}{SOFA}</xmi:XMI>"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEAD.format(BOMB) + SOFA + "</xmi:XMI>", "declares a document type or entities"),
        (HEAD.format(OUTSIDE) + SOFA + "</xmi:XMI>", "declares a document type or entities"),
        (HEAD.format(DTD) + SOFA + "</xmi:XMI>", "declares a document type or entities"),
        ('<?xml version="1.1"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>', "is XML 1.1"),
        (HEAD.format("") + SOFA, "is not well-formed XML"),
        ('<?xml version="1.0" encoding="x-y"?><a/>', "is not well-formed XML"),
        ("", "is not well-formed XML"),
        ("\x00\x00", "is not well-formed XML"),
        ("<a/>", "is no UIMA CAS XMI"),
        (HEAD.format("") + "</xmi:XMI>", "is no UIMA CAS XMI"),
        (HEAD.format("") + SOFA.replace("sofaString", "sofaURI") + "</xmi:XMI>", "is no UIMA CAS XMI"),
        (_entity(6, 99), "has 12 UTF-16 units"),
        (_entity(4, 12), "has 12 UTF-16 units"),  # half an emoji
        (_entity(12, 6), "has 12 UTF-16 units"),
        (_entity(6, 6), "holds nothing"),
        (_entity("x", 6), "cannot be what"),
        (_entity(-1, 6), "cannot be what"),
        (_entity(6, "9" * 5000), "cannot be what"),
        (_entity("٦", 12), "cannot be what"),
        *(
            (_fact(ours), "cannot be what")
            for ours in (
                "{",
                "[]",
                "{}",
                "{&quot;id&quot;: 1}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;meta&quot;: [1]}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;meta&quot;: {&quot;a&quot;: 1}}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;replaced&quot;: [[0, 1]]}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;replaced&quot;: [[-1, 1]]}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;replaced&quot;: [[99, 1]]}",
                "{&quot;id&quot;: &quot;1&quot;, &quot;replaced&quot;: [1]}",
                "[" * 99_999,
            )
        ),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_one_sentence(
    project: Project, tmp_path: Path, content: str, sentence: str
) -> None:
    (tmp_path / "1.xmi").write_bytes(content.encode())
    report = import_paths(project, [tmp_path / "1.xmi"], annotator="gold")
    (refusal,) = report.refused
    assert sentence in str(refusal)
    assert "\n" not in str(refusal)
    assert project.documents.ids() == []


def test_a_million_elements_in_one_another_are_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "1.xmi").write_text("<a>" * 300_000 + "</a>" * 300_000, "utf-8")
    with pytest.raises(InputError, match="is no UIMA CAS XMI"):
        _read(tmp_path / "1.xmi")


@pytest.mark.parametrize(
    ("head", "is_ours"),
    [
        (b'<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"', True),
        (b"<html><body>xmi", False),
        (b"", False),
    ],
)
def test_a_cas_is_recognised_by_its_first_element(head: bytes, is_ours: bool) -> None:
    path = Path("a.xml")
    assert xmi.READER.recognises(SourceFile(path, path), head) is is_ours


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("1.xmi", lambda text: text.replace('begin="3"', 'begin="4"')),  # half an emoji
        ("1.xmi", lambda text: text.replace('end="12"', 'end="13"')),
        ("1.xmi", lambda text: text.replace("ner:NamedEntity", "ner:Person")),
        ("1.xmi", lambda text: text.replace('label="GPE"', 'label="LOC"')),
        ("1.xmi", lambda text: text.replace('members="2 ', 'members="')),
        ("1.xmi", lambda text: text.replace(' sofa="1" begin', ' sofa="7" begin', 1)),
        ("1.xmi", lambda text: text.replace('documentId="1"', 'documentId="2"')),
        ("1.xmi", lambda text: text.replace("value=", "kind=")),
        ("1.xmi", lambda text: text.replace("<cas:NULL", "<!-- <cas:NULL").replace("0&quot;", "")),
        ("1.xmi", lambda text: text.replace("<xmi:XMI", "<!DOCTYPE x><xmi:XMI")),
        ("1.xmi", lambda text: text.replace("sofaString", "sofaText")),
        ("1.xmi", lambda text: text.replace('key="date"', 'key="outlet"')),
        ("TypeSystem.xml", lambda text: text.replace("ner.type.NamedEntity", "ner.type.Entity")),
        ("TypeSystem.xml", lambda text: text.replace("<name>value</name>", "<name/>")),
        ("TypeSystem.xml", lambda _text: "<a/>"),
        ("documents.list", lambda text: text.replace('"id": "1"', '"id": "2"')),
        ("documents.list", lambda text: text.replace('"file": "1"', '"file": "../1"')),
        ("documents.list", lambda text: text + text),
    ],
)
def test_a_folder_that_was_changed_is_not_proved(
    tmp_path: Path, name: str, change: Callable[[str], str]
) -> None:
    facts = {"date": "2025", "odd": "\x01"}
    spans = (Span(3, 11, "ORG"), Span(5, 11, "GPE", "city"))
    _written(tmp_path, Outgoing("1", "في 😀 الرباط", "ع", "هسبرس", facts, spans))
    (before,) = read_back(tmp_path, scheme="")
    assert before.meta == {"title": "ع", "outlet": "هسبرس", **facts}
    assert [span[:4] for span in before.spans or ()] == [(3, 11, "ORG", ""), (5, 11, "GPE", "city")]
    content = (tmp_path / name).read_bytes().decode()
    assert change(content) != content
    (tmp_path / name).write_bytes(change(content).encode())
    with pytest.raises(NotProvenError):
        list(read_back(tmp_path, scheme=""))
