"""Whether a project is the sample, on which everything may be tried."""

from annotator.assets import seed
from annotator.project.file import Project


def is_sample(project: Project) -> bool:
    """Tell whether a project holds the articles that ship with the program, and no others."""
    folder = seed("articles")
    shipped = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    ids = project.documents.ids()
    return bool(ids) and shipped.issuperset(ids)
