import random

import pytest

from annotator.errors.learning import DamagedModel, LearningCancelled
from annotator.suggest.tagger.clusters import SIZES, Clusters
from annotator.suggest.tagger.container import pack_json

LETTERS = "ابتثجحخدذرزسشصضطظعغ"


def texts():
    """Texts in which words of one half stand beside one word, those of the other beside another."""
    dice = random.Random(3)
    words = [first + second + "مل" for first in LETTERS for second in LETTERS][:300]
    made = []
    for number in range(1500):
        word = words[number % 300]
        sign = "سافر إلى مدينة" if words.index(word) % 2 else "قال الرئيس السيد"
        made.append(f"{sign} {word} {dice.choice(('أمس', 'اليوم'))}")
    return made


@pytest.fixture(scope="module")
def clusters():
    return Clusters.from_texts(texts())


def test_words_in_the_same_company_share_a_cluster(clusters):
    cities = [clusters["اتمل"][0], clusters["اجمل"][0]]
    people = [clusters["اامل"][0], clusters["اثمل"][0]]
    assert set(cities).isdisjoint(people)


def test_every_word_has_one_of_each_size(clusters):
    for names in clusters.values():
        assert [name.partition(":")[0] for name in names] == [str(size) for size in SIZES]


def test_the_same_texts_give_the_same_clusters(clusters):
    assert dict(Clusters.from_texts(texts())) == dict(clusters)


def test_bytes_and_back(clusters):
    assert dict(Clusters.from_bytes(clusters.to_bytes())) == dict(clusters)


def test_little_text_gives_none():
    assert len(Clusters.from_texts(["قال الرئيس", ""])) == 0


def test_it_can_be_stopped():
    with pytest.raises(LearningCancelled):
        Clusters.from_texts(texts(), is_cancelled=lambda: True)


@pytest.mark.parametrize("said", [[], {}, {"sizes": [2], "words": {}}, {"sizes": SIZES, "words": {"ا": [1]}}])
def test_what_is_no_clusters_is_refused(said):
    with pytest.raises(DamagedModel):
        Clusters.from_bytes(pack_json(said))


def test_it_can_be_stopped_while_it_reads():
    read = []

    def texts():
        for number in range(1000):
            read.append(number)
            yield "كلمة وكلمة"

    with pytest.raises(LearningCancelled):
        Clusters.from_texts(texts(), is_cancelled=lambda: len(read) > 10)
    assert len(read) < 20
