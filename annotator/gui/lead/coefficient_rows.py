"""The coefficients that are corrected for chance: each with its figure, or why it has none."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from annotator.agreement.coefficients import Figure
from annotator.agreement.results import Coefficient
from annotator.gui.blocks import heading
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.reports.figures import coefficient_means, coefficient_words, interval, remark, said
from annotator.words import _


class CoefficientRows(QWidget):
    """One row for each coefficient that was asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._rows = {coefficient: _Row(coefficient, theme) for coefficient in Coefficient}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(_("Agreement less what chance would give")))
        for row in self._rows.values():
            column.addWidget(row)

    def show_figures(self, figures: Mapping[Coefficient, Figure]) -> None:
        """Show these, and no row for what is not among them."""
        for coefficient, row in self._rows.items():
            figure = figures.get(coefficient)
            row.setVisible(figure is not None)
            if figure is not None:
                row.show_figure(figure)

    def words(self) -> list[str]:
        """Return what stands in each row that is shown."""
        return [row.accessibleName() for row in self._rows.values() if not row.isHidden()]


class _Row(QWidget):
    def __init__(self, coefficient: Coefficient, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._name = coefficient_words(coefficient)
        self._figure = QLabel()
        self._figure.setStyleSheet("font-weight: 700;")
        self._about = Paragraph("", theme.muted, px=13)
        self._means = coefficient_means(coefficient)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(QLabel(self._name), 0, 0)
        grid.addWidget(self._figure, 0, 1, Qt.AlignmentFlag.AlignTrailing)
        grid.addWidget(self._about, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_figure(self, figure: Figure) -> None:
        ends = interval(figure)
        self._figure.setText(said(figure) + (f"  [{ends}]" if ends else ""))
        notes = [remark(figure), self._means] if figure.value is not None else [remark(figure)]
        about = " ".join(note for note in notes if note)
        self._about.say(about)
        words = _("{what}: {text}").format(what=self._name, text=said(figure))
        self.setAccessibleName(f"{words} {ends} {about}")
