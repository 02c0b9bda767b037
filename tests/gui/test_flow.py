from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from annotator.gui.flow import Flow


def filled(qtbot, *, buttons=4):
    """A widget with a flow in a column, as the pages of leads have it, and its buttons."""
    widget = QWidget()
    qtbot.addWidget(widget)
    column = QVBoxLayout(widget)
    flow = Flow(spacing=4)
    made = [QPushButton(f"button {number}") for number in range(buttons)]
    for button in made:
        flow.addWidget(button)
    column.addLayout(flow)
    return widget, flow, made


def test_buttons_go_on_in_the_next_row(qtbot):
    widget, _flow, made = filled(qtbot)
    widget.resize(made[0].sizeHint().width() * 2 + 40, 300)
    widget.show()
    QApplication.processEvents()
    assert all(button.parentWidget() is widget for button in made)
    assert len({button.y() for button in made}) == 2
    assert made[0].x() < made[1].x()


def test_a_button_that_is_deleted_leaves_no_item(qtbot):
    _widget, flow, made = filled(qtbot)
    made.pop(1).deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert flow.count() == 3
    assert flow.minimumSize().height() > 0


def test_items_are_python_s_own_so_that_none_is_declared_dead_while_it_lives(qtbot):
    _widget, flow, _made = filled(qtbot)
    assert all(Shiboken.createdByPython(flow.itemAt(number)) for number in range(flow.count()))
