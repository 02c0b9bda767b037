from annotator.suggest.knowledge.looking_up import shipped_rows


def test_a_whole_name_comes_first_and_longer_ones_after_it():
    found = [one.surface for one in shipped_rows("مراكش", limit=50)]
    assert found[0] == "مراكش"
    assert all("مراكش" in one for one in found)
    assert [len(one) for one in found[1:]] == sorted(len(one) for one in found[1:])


def test_letters_that_are_folded_alike_are_alike():
    assert [one.surface for one in shipped_rows("الأغواط", limit=1)] == [
        one.surface for one in shipped_rows("الاغواط", limit=1)
    ]
    assert shipped_rows("الاغواط", limit=1)


def test_a_name_is_found_by_another_spelling_and_stands_once():
    found = [one for one in shipped_rows("الدارالبيضاء", limit=50) if one.label == "GPE"]
    assert "الدار البيضاء" in [one.surface for one in found]
    assert len({(one.surface, one.label) for one in found}) == len(found)


def test_only_what_gives_a_label_and_no_more_than_is_asked_for():
    assert len(shipped_rows("ال", limit=7)) == 7
    assert all(one.label for one in shipped_rows("ال", limit=2_000))
    assert shipped_rows("  ", limit=7) == []
