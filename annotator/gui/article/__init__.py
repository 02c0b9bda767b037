"""The article view: right-to-left text with marks, drawn by our own hand on Qt's shaping."""

from annotator.gui.article.look import Look
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.view import ArticleView

__all__ = ["ArticleView", "Key", "Look", "Mark"]
