from annotator.agreement.confusion import Confusion


def test_a_matrix_has_the_first_annotator_in_rows_and_not_marked_last() -> None:
    counts = {("FAC", "ORG"): 2, ("ORG", "ORG"): 1, (None, "FAC"): 1, ("ORG", None): 1}
    found = Confusion(("FAC", "ORG", None), counts)
    assert found.matrix() == [[0, 2, 0], [0, 1, 1], [1, 0, 0]]
    assert found.count("FAC", "ORG") == 2
    assert found.count("GPE", None) == 0


def test_nothing_marked_leaves_not_marked_alone() -> None:
    assert Confusion((None,), {}).matrix() == [[0]]
