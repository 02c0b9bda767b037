from annotator.charts.drawing import Mark
from annotator.gui.lead.walking import beside

RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)


def marks(*places: tuple[float, float]) -> list[Mark]:
    return [Mark("", "", x, y, 10, 10) for x, y in places]


def test_a_column_is_walked_with_every_arrow():
    column = marks((0, 0), (0, 20), (0, 40))
    assert [beside(column, 1, way) for way in (UP, DOWN, LEFT, RIGHT)] == [0, 2, 0, 2]
    assert (beside(column, 0, UP), beside(column, 2, RIGHT)) == (0, 2)


def test_a_grid_is_walked_as_it_is_seen():
    grid = marks(*((x * 20, y * 20) for y in range(3) for x in range(3)))
    assert [beside(grid, 4, way) for way in (UP, DOWN, LEFT, RIGHT)] == [1, 7, 3, 5]
    assert (beside(grid, 2, RIGHT), beside(grid, 7, DOWN)) == (2, 7)


def test_the_nearest_in_line_is_taken_before_one_that_is_nearer_aside():
    assert beside(marks((0, 0), (30, 0), (20, 25)), 0, RIGHT) == 1
