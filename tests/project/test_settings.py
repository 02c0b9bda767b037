import pytest

from annotator.project.file import Project


def test_a_value_is_kept_for_every_window(project, window):
    assert project.settings.get("sources.off") is None
    assert project.settings.get("sources.off", []) == []
    project.settings.put("sources.off", ["تاغر", "camel"])
    project.settings.put("order.random", 0.2)
    project.settings.put("order.random", 0.5)
    assert window.settings.get("sources.off", []) == ["تاغر", "camel"]
    assert window.settings.get("order.random") == 0.5


@pytest.mark.parametrize("default", [[], 0.2, "off", {}, 3])
def test_what_is_of_another_kind_than_is_asked_for_counts_as_none(project, default):
    for value in ([1], "x", 7, 0.5, {"a": 1}, True, None):
        project.settings.put("key", value)
        got = project.settings.get("key", default)
        assert isinstance(got, type(default)) or {type(got), type(default)} == {int, float}
        assert got in (default, value)
    project.settings.put("key", 7)
    assert project.settings.get("key", 0.2) == 7


def test_every_project_has_a_seed_of_its_own_that_stays(tmp_path, schema):
    paths = [tmp_path / f"{number}.annot" for number in range(3)]
    seeds = []
    for path in paths:
        with Project.create(path, schema=schema) as made:
            seeds.append(made.settings.get("seed"))
    assert len(set(seeds)) > 1
    assert all(isinstance(seed, int) and seed >= 0 for seed in seeds)
    with Project.open(paths[0]) as opened:
        assert opened.settings.get("seed") == seeds[0]
