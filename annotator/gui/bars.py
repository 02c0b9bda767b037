"""The bar at the top and the line at the bottom of the window."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QTabBar, QWidget

from annotator.gui.actions import ACTIONS, BY_ID
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.keymap import KeyMap
from annotator.gui.look_menu import LookMenu
from annotator.gui.message_line import MessageLine
from annotator.gui.pace import PaceLine
from annotator.gui.settings import Settings
from annotator.gui.shortened import ShortenedLabel
from annotator.gui.theme import Theme
from annotator.words import LOCALES, _, locale, number

HINTS = ("next_suggestion", "accept_rest", "keys")


class TopBar(QWidget):
    """Project, annotator, progress, the pages and the menu."""

    page_requested = Signal(str)
    action_requested = Signal(str)
    settings_changed = Signal()
    """The language or the theme is another: the window has to be made anew."""
    look_changed = Signal()
    """Articles are to be drawn otherwise."""
    menu_opening = Signal()
    """The menu is about to show; what it says of undo must be true now."""

    def __init__(self, project: str, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = ShortenedLabel(project)
        name.setObjectName("project")
        who = ShortenedLabel(annotator)
        who.setObjectName("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(60)
        self._bar.setMaximumWidth(200)
        self._bar.setAccessibleName(_("Finished documents"))
        self._progress = QLabel()
        self._progress.setObjectName("muted")
        self._tabs = _Tabs(
            {
                "labelling": _("Labelling"),
                "suggestions": _("Suggestions"),
                "agreement": _("Agreement"),
                "adjudication": _("Adjudication"),
                "progress": _("Progress"),
            }
        )
        self._tabs.page_requested.connect(self.page_requested)
        self._menu_button = QPushButton("☰")
        self._menu_button.setObjectName("tab")
        # A click must not take the keys away from the article.
        self._menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu_button.setAccessibleName(_("Menu"))
        self._menu_button.setToolTip(_("Menu"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(14)
        for shown in (name, who, self._bar, self._progress):
            row.addWidget(shown)
        row.addStretch(1)
        row.addWidget(self._search_button())
        row.addWidget(self._tabs)
        row.addWidget(self._menu_button)
        self._items: dict[str, QAction] = {}
        self.show_page("labelling")

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: the bar gives up how far the work is before it is too wide."""
        least = super().minimumSizeHint()
        spared = [one for one in (self._bar, self._progress) if not one.isHidden()]
        return QSize(least.width() - sum(map(self._needed, spared)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show of the progress what there is room for: figures and bar, the bar, or nothing."""
        super().resizeEvent(event)
        room = event.size().width() - self.minimumSizeHint().width()
        for spared in (self._bar, self._progress):
            wanted = self._needed(spared)
            spared.setHidden(room < wanted)
            room -= wanted

    def _needed(self, widget: QWidget) -> int:
        return max(widget.minimumWidth(), widget.minimumSizeHint().width()) + self._row.spacing()

    def show_progress(self, finished: int, documents: int) -> None:
        """Show how many documents are finished."""
        self._bar.setRange(0, max(1, documents))
        self._bar.setValue(finished)
        words = _("Finished: {finished} of {documents}")
        self._progress.setText(words.format(finished=number(finished), documents=number(documents)))

    def show_page(self, name: str) -> None:
        """Show which page is open."""
        self._tabs.show_page(name)

    def show_undo(self, undo: str, redo: str) -> None:
        """Say in the menu what undo and redo would do."""
        for id_, name, words in (
            ("undo", undo, _("Undo: {name}")),
            ("redo", redo, _("Redo: {name}")),
        ):
            item = self._items.get(id_)
            if item is not None:
                # In a menu a single & underlines the next letter.
                text = words.format(name=name.replace("&", "&&")) if name else _(BY_ID[id_].text)
                item.setText(f"{text}\t{self._keys.shown(id_)}")
                item.setEnabled(bool(name))

    def fill_menu(self, settings: Settings, keys: KeyMap) -> None:
        """Draw the menu from the table of actions, the settings below it."""
        self._keys = keys
        keys.changed.connect(self._show_keys)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.menu_opening)
        under: dict[str, QMenu] = {}
        for action in ACTIONS:
            if action.menu not in under:
                under[action.menu] = menu.addMenu(_(action.menu))
            item = under[action.menu].addAction(f"{_(action.text)}\t{keys.shown(action.id)}")
            item.triggered.connect(lambda _on=False, id_=action.id: self.action_requested.emit(id_))
            self._items[action.id] = item
        menu.addSeparator()
        self._add_languages(menu.addMenu(_("Language")), settings)
        look = LookMenu(settings.look, menu)
        look.theme_changed.connect(self.settings_changed)
        look.look_changed.connect(self.look_changed)
        spreads = menu.addAction(_("Suggest my labels in other articles"))
        spreads.setCheckable(True)
        spreads.setChecked(settings.spreads)
        spreads.toggled.connect(lambda on: setattr(settings, "spreads", on))
        self._menu_button.setMenu(menu)

    def _show_keys(self) -> None:
        for id_, item in self._items.items():
            words, _tab, _key = item.text().partition("\t")
            item.setText(f"{words}\t{self._keys.shown(id_)}")

    def _search_button(self) -> QPushButton:
        """Return what looks like the field of the search in the project, and leads to it."""
        button = QPushButton(_("Search the project…"))
        button.setObjectName("searchField")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.action_requested.emit("find_project"))
        return button

    def _add_languages(self, menu: QMenu, settings: Settings) -> None:
        group = QActionGroup(menu)
        for code, name in LOCALES.items():
            item = menu.addAction(name)
            item.setCheckable(True)
            item.setChecked(code == locale())
            item.triggered.connect(lambda _on=False, code=code: self._set_locale(settings, code))
            group.addAction(item)

    def _set_locale(self, settings: Settings, locale: str) -> None:
        settings.locale = locale
        self.settings_changed.emit()


class _Tabs(QTabBar):
    """The pages of the window."""

    page_requested = Signal(str)

    def __init__(self, pages: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = list(pages)
        self.setAccessibleName(_("Pages"))
        # A click must not take the keys away from the article.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep_keys(self, *BUTTON)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for words in pages.values():
            self.addTab(words)
        self.currentChanged.connect(lambda place: self.page_requested.emit(self._pages[place]))

    def show_page(self, name: str) -> None:
        """Show which page is open."""
        self.setCurrentIndex(self._pages.index(name))


class StatusLine(QWidget):
    """That every decision is saved, what just happened, and the keys that matter now."""

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved = QLabel()
        self._theme = theme
        self._is_saved = False
        self._show_saved(is_saved=True)
        self.pace = PaceLine(theme)
        self._line = MessageLine(HINTS, keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(18)
        row.addWidget(self._saved)
        row.addWidget(self.pace)
        row.addWidget(self._line, 1)

    def tell(self, sentence: str) -> None:
        """Say what happened."""
        self._line.say(sentence, self._theme.muted)

    def complain(self, sentence: str) -> None:
        """Say why something was refused."""
        self._line.say(sentence, self._theme.bad)

    def confirm(self) -> None:
        """Take back the last complaint: a decision went through."""
        self._line.say("", self._theme.muted)
        self._show_saved(is_saved=True)

    def turn_page(self) -> None:
        """Take back what was said of another page; why the last decision is not saved stays."""
        if self._is_saved:
            self._line.say("", self._theme.muted)

    def warn_unsaved(self) -> None:
        """Say that the disk refused the last decision; nothing of it is shown, either."""
        self._show_saved(is_saved=False)

    def _show_saved(self, *, is_saved: bool) -> None:
        if is_saved != self._is_saved:
            self._is_saved = is_saved
            self._saved.setObjectName("saved" if is_saved else "problem")
            words = _("Every decision is saved") if is_saved else _("The last decision is not saved")
            self._saved.setText(f"● {words}")
            self._saved.style().polish(self._saved)  # its colour goes by its name

    def message(self) -> str:
        """Return what is said now."""
        return self._line.message()

    def show_hints(self, *, is_labelling: bool) -> None:
        """Show the keys of the labelling page, or none."""
        self._line.set_hinting(is_hinting=is_labelling)
