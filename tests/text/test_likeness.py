import random
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assets import seed
from annotator.text.cleaning import clean
from annotator.text.likeness import ALIKE, clusters, grouped, links, share, signature

# 07-10 are held out.
ARTICLES = [
    [line for line in clean(path.read_text(encoding="utf-8")).text.split("\n") if line.strip()]
    for path in sorted(seed("articles").glob("0[1-6]-*.txt"))
]
WORDS = [word for article in ARTICLES for line in article for word in line.split()]
Edit = Callable[[random.Random, int], list[str]]


def another_headline(chance: random.Random, which: int) -> list[str]:
    return [chance.choice(ARTICLES)[0], *ARTICLES[which][1:]]


def first_paragraphs_cut(_chance: random.Random, which: int) -> list[str]:
    return [ARTICLES[which][0], *ARTICLES[which][3:]]


def only_the_beginning(_chance: random.Random, which: int) -> list[str]:
    return ARTICLES[which][: len(ARTICLES[which]) // 2 + 1]


def a_paragraph_added(chance: random.Random, which: int) -> list[str]:
    return [*ARTICLES[which][:3], chance.choice(ARTICLES[which - 1][1:]), *ARTICLES[which][3:]]


def other_words(chance: random.Random, which: int) -> list[str]:
    """One word in seven is another."""
    return [
        " ".join(chance.choice(WORDS) if chance.random() < 1 / 7 else word for word in line.split())
        for line in ARTICLES[which]
    ]


def other_spelling(_chance: random.Random, which: int) -> list[str]:
    return [line.replace("ا", "أَ").replace("،", " , ").replace("ر", "رـ") for line in ARTICLES[which]]


def all_of_it(chance: random.Random, which: int) -> list[str]:
    cut = [chance.choice(ARTICLES)[0], *other_words(chance, which)[3:]]
    return [*cut, chance.choice(ARTICLES[which - 1])]


def of_article(edit: Edit, which: int, *, turn: int) -> str:
    return "\n\n".join(edit(random.Random(f"{turn} {which}"), which))


@pytest.mark.parametrize(
    "edit",
    [
        another_headline,
        first_paragraphs_cut,
        only_the_beginning,
        a_paragraph_added,
        other_words,
        other_spelling,
        all_of_it,
    ],
)
def test_what_papers_do_to_an_agency_s_news_leaves_it_alike(edit: Edit) -> None:
    for which, article in enumerate(ARTICLES):
        original = signature("\n\n".join(article))
        for turn in range(10):
            assert share(original, signature(of_article(edit, which, turn=turn))) >= ALIKE


def test_articles_of_one_kind_are_not_alike() -> None:
    signatures = [signature("\n\n".join(article)) for article in ARTICLES]
    assert max(share(one, other) for one, other in combinations(signatures, 2)) < 0.1
    assert clusters(signatures) == []


def test_a_paragraph_in_common_makes_no_copy() -> None:
    for which, article in enumerate(ARTICLES):
        mixed = [*ARTICLES[which - 1][:-1], article[-1]]
        assert share(signature("\n".join(article)), signature("\n".join(mixed))) < ALIKE


def test_copies_come_into_one_cluster_and_no_others_do() -> None:
    texts: list[str] = []
    owners: list[int] = []
    for which, article in enumerate(ARTICLES):
        texts.append("\n\n".join(article))
        texts += [
            of_article(edit, which, turn=turn) for turn in range(20) for edit in (all_of_it, other_words)
        ]
        owners += [which] * (len(texts) - len(owners))
    found = clusters([signature(text) for text in texts])
    assert found == [[at for at, owner in enumerate(owners) if owner == which] for which in range(6)]


def test_the_same_words_are_exact_copies_however_they_are_spelt() -> None:
    texts = ["قال الوزير إن بلاده", "ـ قَالَ الوزير: «إنّ بلاده»!", "قال الوزير إن بلادنا"]
    assert links([signature(text) for text in texts])[0] == (0, 1, 1.0, True)
    assert share(signature("ماء"), signature("\u0645\u0627\u0621")) == 1.0
    assert share(signature("مسؤول"), signature("مسو\u0654ول")) == 1.0


def test_what_has_no_words_is_like_nothing() -> None:
    assert clusters([signature(""), signature(""), signature(" ،\n!"), signature("…")]) == []
    assert share(signature(""), signature("")) == 0.0
    assert clusters([]) == []


def test_a_brief_that_stands_in_an_article_is_found() -> None:
    article = "\n".join(ARTICLES[0])
    brief = ARTICLES[0][2]
    assert clusters([signature(article), signature("\n".join(ARTICLES[1])), signature(brief)]) == [[0, 2]]


def test_a_trailer_that_a_site_puts_under_everything_joins_nothing() -> None:
    chance = random.Random(0)
    trailer = ARTICLES[0][2]
    texts = [" ".join(chance.choices(WORDS, k=300)) + "\n" + trailer for _ in range(100)]
    assert clusters([signature(text) for text in texts]) == []


def test_a_chain_of_copies_is_one_cluster() -> None:
    """Each is like the one before, the last no more like the first."""
    lines = [line for article in ARTICLES for line in article]
    texts = ["\n".join(lines[at : at + 6]) for at in range(0, 24, 2)]
    signatures = [signature(text) for text in texts]
    assert share(signatures[0], signatures[-1]) < ALIKE
    assert clusters(signatures) == [list(range(12))]


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))
    )
)
def test_groups_are_what_the_pairs_connect(given_: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = given_
    reach = [{place} for place in range(count)]
    for _ in range(count):
        for first, second in pairs:
            reach[first] |= reach[second]
            reach[second] |= reach[first]
    wanted = sorted({tuple(sorted(one)) for one in reach if len(one) > 1})
    assert [tuple(group) for group in grouped(count, pairs)] == wanted


@given(st.lists(st.text("ابتثجحخد ،ـَأ🙂", max_size=60), max_size=8))
def test_links_say_what_share_says(texts: list[str]) -> None:
    signatures = [signature(text) for text in texts]
    for first, second, how_much, is_exact in links(signatures):
        assert first < second
        assert how_much == share(signatures[first], signatures[second]) >= ALIKE
        assert is_exact == (signatures[first].words == signatures[second].words)
    assert grouped(len(texts), [(one.first, one.second) for one in links(signatures)]) == clusters(signatures)


def test_another_process_makes_the_same_signature() -> None:
    text = "\n".join(ARTICLES[0])
    program = (
        "import sys; from annotator.text.likeness import signature;"
        "found = signature(sys.stdin.buffer.read().decode());"
        "print(found.words.hex(), found.stretches.hex(), found.horizon)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    mine = signature(text)
    assert done.stdout.decode().split() == [mine.words.hex(), mine.stretches.hex(), str(mine.horizon)]
