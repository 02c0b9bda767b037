"""A tiny random model laid out as CAMeL's data is, written without torch; and a tiny morphology."""

import hashlib
import json
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءؤئ،؛.0123456789"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{one}" for one in LETTERS)]
WIDTH, LAYERS, INNER, PLACES = 32, 2, 64, 512
PLACE = "ner/arabert"

# Every analysis of كتب is a verb's here, محمد is a name, and حسن is a verb as often as a name.
MORPHOLOGY = """###DEFINES###
DEFINE pos pos:verb pos:noun_prop pos:noun pos:digit pos:punc pos:foreign
DEFINE diac diac:*open*
DEFINE lex lex:*open*
DEFINE gloss gloss:*open*
DEFINE bw bw:*open*
DEFINE pos_lex_logprob pos_lex_logprob:*open*
###DEFAULTS###
DEFAULT pos:verb
DEFAULT pos:noun_prop
DEFAULT pos:noun
DEFAULT pos:digit
DEFAULT pos:punc
###ORDER###
ORDER diac lex pos gloss bw pos_lex_logprob
###TOKENIZATIONS###
TOKENIZATION diac
###STEMBACKOFF###
STEMBACKOFF NOAN N
###PREFIXES###
\tPref-0\tdiac: bw:
و\tPref-Wa\tdiac:وَ bw:wa/CONJ
###SUFFIXES###
\tSuff-0\tdiac: bw:
###STEMS###
كتب\tPV\tdiac:كَتَبَ lex:كَتَب_1 pos:verb gloss:write bw:PV pos_lex_logprob:-3.0
محمد\tN\tdiac:مُحَمَّد lex:مُحَمَّد_1 pos:noun_prop gloss:Muhammad bw:PROP pos_lex_logprob:-2.0
حسن\tPV\tdiac:حَسُنَ lex:حَسُن_1 pos:verb gloss:be_good bw:PV pos_lex_logprob:-4.0
حسن\tN\tdiac:حَسَن lex:حَسَن_1 pos:noun_prop gloss:Hassan bw:PROP pos_lex_logprob:-4.0
###TABLE AB###
Pref-0 PV
Pref-0 N
Pref-Wa PV
Pref-Wa N
###TABLE BC###
PV Suff-0
N Suff-0
###TABLE AC###
Pref-0 Suff-0
Pref-Wa Suff-0
"""


def write_model(folder: Path) -> None:
    """Write the files of a recogniser into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    signs = {"unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "cls": "[CLS]", "mask": "[MASK]"}
    _write_json(folder / "special_tokens_map.json", {f"{key}_token": value for key, value in signs.items()})
    _write_json(folder / "tokenizer_config.json", {"do_lower_case": False, "model_max_length": PLACES})
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertForTokenClassification"],
            "model_type": "bert",
            "vocab_size": len(VOCABULARY),
            "hidden_size": WIDTH,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": 2,
            "intermediate_size": INNER,
            "max_position_embeddings": PLACES,
            "id2label": dict(enumerate(LABELS)),
            "label2id": {label: number for number, label in enumerate(LABELS)},
        },
    )
    (folder / "model.safetensors").write_bytes(_tensors())


def write_data(root: Path, *, says_sha256: bool = True, has_morphology: bool = False) -> Path:
    """Write a whole folder of CAMeL's data with its catalogue, and return it."""
    write_model(root / "data" / PLACE)
    packages: dict[str, object] = {}
    components: dict[str, object] = {
        "NamedEntityRecognition": {"default": "arabert", "datasets": {"arabert": {"path": PLACE}}}
    }
    if says_sha256:
        packages["ner-arabert"] = package(root, PLACE)
    if has_morphology:
        place = "morphology_db/calima-msa-r13"
        (root / "data" / place).mkdir(parents=True)
        (root / "data" / place / "morphology.db").write_text(MORPHOLOGY, encoding="utf-8")
        packages["morphology-db-msa-r13"] = package(root, place)
        components["MorphologyDB"] = {
            "default": "calima-msa-r13",
            "datasets": {"calima-msa-r13": {"path": place}},
        }
    _write_json(root / "catalogue.json", {"version": "1.6.0", "packages": packages, "components": components})
    return root


def package(root: Path, place: str) -> dict[str, object]:
    """What a catalogue says of the files in `place`, as they are."""
    files = [
        {
            "path": path.name,
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted((root / "data" / place).iterdir())
    ]
    return {"package_type": "http", "private": False, "destination": place, "files": files, "license": "x"}


def change_catalogue(root: Path, **parts: object) -> None:
    """Write parts of the catalogue anew."""
    path = root / "catalogue.json"
    _write_json(path, {**json.loads(path.read_text(encoding="utf-8")), **parts})


def _tensors() -> bytes:
    numbers = np.random.default_rng(1)
    head: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, shape in _shapes():
        if name.endswith("LayerNorm.weight"):
            values = np.ones(shape, np.float32)
        else:
            # Words weigh more than their places, so that labels differ from word to word.
            scale = 2.0 if "word_embeddings" in name else 0.2
            values = numbers.normal(scale=scale, size=shape).astype(np.float32)
        head[name] = {
            "dtype": "F32",
            "shape": list(shape),
            "data_offsets": [len(body), len(body) + values.nbytes],
        }
        body += values.tobytes()
    told = json.dumps(head).encode()
    told += b" " * (-len(told) % 8)
    return struct.pack("<Q", len(told)) + told + body


def _shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    """The weights of a BertForTokenClassification, by name."""
    for name, rows in (("word", len(VOCABULARY)), ("position", PLACES), ("token_type", 2)):
        yield f"bert.embeddings.{name}_embeddings.weight", (rows, WIDTH)
    yield from _norm("bert.embeddings.LayerNorm")
    for layer in range(LAYERS):
        place = f"bert.encoder.layer.{layer}"
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            yield from _linear(f"{place}.attention.{part}", WIDTH, WIDTH)
        yield from _norm(f"{place}.attention.output.LayerNorm")
        yield from _linear(f"{place}.intermediate.dense", WIDTH, INNER)
        yield from _linear(f"{place}.output.dense", INNER, WIDTH)
        yield from _norm(f"{place}.output.LayerNorm")
    yield from _linear("classifier", WIDTH, len(LABELS))


def _linear(name: str, width: int, height: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (height, width)
    yield f"{name}.bias", (height,)


def _norm(name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (WIDTH,)
    yield f"{name}.bias", (WIDTH,)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
