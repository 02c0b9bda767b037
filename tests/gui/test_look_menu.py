from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.gui.look_menu import LookMenu
from annotator.gui.settings import Settings
from annotator.gui.theme import CONTRAST, LIGHT


def choices(menu: QMenu, title: str) -> dict[str, QAction]:
    under = next(one for one in menu.findChildren(QMenu) if one.title() == title)
    return {action.text(): action for action in under.actions()}


def test_a_theme_is_kept_and_asks_for_a_new_window(qtbot, settings: Settings) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    look = LookMenu(settings.look, menu)
    themes = choices(menu, "Theme")
    assert [words for words, action in themes.items() if action.isChecked()] == ["Light"]
    assert settings.look.theme == LIGHT
    with qtbot.waitSignal(look.theme_changed), qtbot.assertNotEmitted(look.look_changed):
        themes["High contrast"].trigger()
    assert settings.look.theme == CONTRAST


def test_typeface_and_distance_redraw_the_article_in_the_same_window(window, settings: Settings) -> None:
    menu = window.top.findChild(QMenu)
    before = window.labelling.article.verticalScrollBar().maximum()
    choices(menu, "Distance of lines")["Very wide"].trigger()
    assert settings.look.line_spacing == 1.5
    assert window.labelling.article.verticalScrollBar().maximum() >= before
    choices(menu, "Typeface for reading")["Sans serif"].trigger()
    assert settings.look.text_face == "sans"
    assert window.isVisible()


def test_the_size_is_for_the_next_start(window, settings: Settings) -> None:
    menu = window.top.findChild(QMenu)
    sizes = choices(menu, "Size of everything")
    sizes["200 %, from the next start"].trigger()
    assert settings.look.scale == 200


def test_broken_settings_fall_back(tmp_path) -> None:
    store = tmp_path / "broken.ini"
    store.write_text("[General]\nscale=banana\nline_spacing=9\ntheme=pink\ntext_face=Nowhere\n")
    broken = Settings(QSettings(str(store), QSettings.Format.IniFormat))
    assert (broken.look.scale, broken.look.line_spacing, broken.look.theme) == (100, 1.0, LIGHT)
