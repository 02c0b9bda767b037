"""The look: three palettes, and the style sheet made of one.

Quiet: no gradients, no shadows but the current ring, 8 px radii and spacing, one accent kept for
what is current and for the one main action.
"""

from dataclasses import dataclass
from string import Template
from typing import Final

from annotator.gui.colours import lightened
from annotator.schema import Label


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. `paper` lies behind the article, `panel` behind everything else."""

    id: str
    is_dark: bool
    paper: str
    panel: str
    raised: str
    border: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_wash: str
    selection: str
    good: str
    warning: str
    bad: str
    label_contrast: float = 4.5
    """What the colour of a label on the paper must reach at least."""

    def colour_of(self, label: Label) -> str:
        """Return the colour in which a label is drawn."""
        if not self.is_dark:
            return label.light
        return lightened(label.dark, on=self.paper, ratio=self.label_contrast)


LIGHT: Final = Theme(
    id="light",
    is_dark=False,
    paper="#f6f5f1",
    panel="#ffffff",
    raised="#f1f0ec",
    border="#e2e0da",
    ink="#171a21",
    muted="#5f6672",
    accent="#1f5fc4",
    on_accent="#ffffff",
    accent_wash="#e8effb",
    selection="#bcd3f7",
    good="#15703a",
    warning="#8a5300",
    bad="#b3261e",
)
DARK: Final = Theme(
    id="dark",
    is_dark=True,
    paper="#16181d",
    panel="#1f2229",
    raised="#2a2e37",
    border="#343945",
    ink="#e8e9ed",
    muted="#a2a8b4",
    accent="#7fabff",
    on_accent="#11151d",
    accent_wash="#24344f",
    selection="#33507f",
    good="#6ed69a",
    warning="#f0b35a",
    bad="#ff8a80",
)
CONTRAST: Final = Theme(
    id="contrast",
    is_dark=True,
    paper="#000000",
    panel="#000000",
    raised="#1a1a1a",
    border="#9a9a9a",
    ink="#ffffff",
    muted="#e0e0e0",
    accent="#ffe24d",
    on_accent="#000000",
    accent_wash="#3a3300",
    selection="#00569e",
    good="#7dffa6",
    warning="#ffc53d",
    bad="#ffb3ab",
    label_contrast=9.0,
)
THEMES: Final = {theme.id: theme for theme in (LIGHT, DARK, CONTRAST)}

_SHEET: Final = Template(
    """
* { font-size: ${ui}px; }
QWidget { background: $panel; color: $ink; }
QLabel, QCheckBox, QRadioButton, #clear { background: transparent; }
#topBar { border-bottom: 1px solid $border; }
#statusLine, #findBar { border-top: 1px solid $border; }
#bar { border-bottom: 1px solid $border; }
#muted, #statusLine QLabel { color: $muted; }
#project { font-size: ${large}px; font-weight: 700; }
#heading { color: $muted; }
#paper { background: $paper; }
#card { background: $panel; border: 1px solid $border; border-radius: 8px; }
#card QLabel { background: transparent; }
#big { font-size: ${huge}px; font-weight: 700; }
#statusLine QLabel#saved { color: $good; }
#statusLine QLabel#problem, #problem { color: $bad; }
#askingLine { background: $panel; border: none; border-top: 2px solid $accent; }
QLabel#key { background: $raised; color: $ink; border: 1px solid $border; border-radius: 4px;
       padding: 1px 6px; font-size: ${small}px; font-weight: 600; }
QPushButton { background: $panel; border: 1px solid $border; border-radius: 8px; padding: 7px 12px; }
QPushButton:hover { background: $raised; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; }
QPushButton#main { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton#main:focus { border: 2px solid $ink; padding: 6px 11px; }
QPushButton#main:disabled { background: $raised; color: $muted; border-color: $border; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton#tab { border: none; border-radius: 8px; color: $muted; padding: 6px 12px; }
QPushButton#tab:checked { background: $accent_wash; color: $ink; font-weight: 600; }
QPushButton#tab:focus { background: $raised; }
QPushButton#chip { background: $accent_wash; border: 1px solid $border; border-radius: 10px;
                   padding: 1px 9px; }
QPushButton#chip:hover, QPushButton#chip:focus { border-color: $accent; }
QPushButton#searchField { color: $muted; text-align: left; padding: 6px 12px; }
QPushButton#fold { border: 1px solid transparent; background: transparent; text-align: left;
                   padding: 6px 4px; }
QPushButton#fold:hover { background: $raised; }
QPushButton#fold:focus { border-color: $accent; }
QPushButton#link { border: none; background: transparent; color: $accent; padding: 0 4px;
                   font-size: ${small}px; }
QPushButton#link:hover, QPushButton#link:focus { background: $raised; border-radius: 4px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: 1px solid transparent; border-radius: 8px; color: $muted;
               padding: 6px 12px; margin: 0 4px; }
QTabBar::tab:hover { background: $raised; }
QTabBar::tab:selected { background: $accent_wash; color: $ink; font-weight: 600; }
QTabBar:focus::tab:selected { border-color: $accent; }
QListView { border: none; outline: none; background: $panel; }
QListView#places::item { padding: 8px 10px; border-radius: 6px; }
QListView#places::item:selected { background: $accent_wash; color: $ink; }
QListView#ticks::item { padding: 4px 6px; border-radius: 6px; }
QListView#ticks::item:selected { background: $accent_wash; color: $ink; }
QListView#ticks::indicator { width: 14px; height: 14px; border: 2px solid $muted; border-radius: 4px;
                             background: $panel; }
QListView#ticks::indicator:checked { border-color: $accent; background: $accent; }
#palette { background: $panel; border: 1px solid $accent; border-radius: 10px; }
#coach { background: $panel; border: 2px solid $accent; border-radius: 10px; }
QScrollArea { border: none; }
QProgressBar { background: $raised; border: none; border-radius: 3px; height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $good; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 32px; margin: 1px; }
QScrollBar::handle:vertical:hover { background: $muted; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $border; border-radius: 4px; min-width: 32px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter#clear::handle { background: transparent; }
QMenu { background: $panel; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 18px; border-radius: 6px; }
QMenu::item:selected { background: $accent_wash; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QTreeView { border: 1px solid $border; border-radius: 8px; background: $panel; outline: none; }
QTreeView::item { padding: 3px 4px; }
QTreeView::item:selected { background: $accent_wash; color: $ink; }
QTableView, QTableWidget { border: none; outline: none; gridline-color: $border; background: $panel; }
QTableView::item { padding: 0 6px; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $accent_wash; color: $ink; }
QTableView:focus { border: 1px solid $accent; }
QHeaderView::section { background: $panel; color: $muted; border: none; padding: 6px; }
QTableCornerButton::section { background: $panel; border: none; }
QToolTip { background: $raised; color: $ink; border: 1px solid $border; padding: 4px; }
QComboBox, QLineEdit, QSpinBox { background: $panel; border: 1px solid $border; border-radius: 8px;
                                padding: 6px 10px; }
QSpinBox:disabled { color: $muted; }
QRadioButton { spacing: 8px; padding: 3px 0; }
QRadioButton::indicator { width: 14px; height: 14px; border: 2px solid $muted; border-radius: 9px;
                          background: $panel; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QRadioButton:focus { color: $accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox:focus, QLineEdit:focus, QSpinBox:focus { border-color: $accent; }
QComboBox QAbstractItemView { background: $panel; selection-background-color: $accent_wash;
                              selection-color: $ink; border: 1px solid $border; }
"""
)


def style_sheet(theme: Theme, *, ui_px: int = 14) -> str:
    """Return the application's style sheet; `ui_px` is the interface's text size in pixels."""
    sizes = {"ui": ui_px, "small": ui_px - 2, "large": ui_px + 3, "huge": ui_px + 12}
    colours = {name: getattr(theme, name) for name in theme.__dataclass_fields__}
    return _SHEET.substitute({**colours, **{name: str(size) for name, size in sizes.items()}})
