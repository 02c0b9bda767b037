from annotator.model import OwnEntry

CORPS = OwnEntry("الفيلق الأول", "ORG", "military_unit", "unit", ("الفيلق 1", "الفيلق الاول"), True, False)
REFUSED = OwnEntry("علي", "PERS", is_refused=True)


def test_entries_are_kept_as_they_are(project, window):
    numbers = [project.lexicon.put(CORPS), project.lexicon.put(REFUSED)]
    assert window.lexicon.all() == [CORPS, REFUSED]
    assert [one.id for one in window.lexicon.all()] == numbers


def test_an_entry_is_changed_under_its_id(project):
    number = project.lexicon.put(CORPS)
    changed = OwnEntry("الفيلق الثاني", "ORG", id=number)
    assert project.lexicon.put(changed) == number
    assert project.lexicon.all() == [changed]


def test_a_name_has_a_label_once(project):
    first = project.lexicon.put(CORPS)
    other = project.lexicon.put(OwnEntry("آخر", "ORG"))
    again = OwnEntry(CORPS.surface, "ORG", is_refused=True)
    assert project.lexicon.put(again) == first
    assert project.lexicon.put(OwnEntry(CORPS.surface, "ORG", id=other)) == first
    assert project.lexicon.all() == [OwnEntry(CORPS.surface, "ORG")]


def test_every_write_raises_the_version(project):
    seen = [project.lexicon.version]
    number = project.lexicon.put(CORPS)
    seen.append(project.lexicon.version)
    project.lexicon.remove(number)
    seen.append(project.lexicon.version)
    project.lexicon.replace_all([REFUSED, CORPS])
    seen.append(project.lexicon.version)
    assert seen == sorted(set(seen))
    assert project.lexicon.all() == [REFUSED, CORPS]


def test_what_is_gone_is_removed_once_more_without_a_word(project):
    project.lexicon.remove(7)
    assert project.lexicon.all() == []
