"""Who leads a project: names that anybody may add to, for a file cannot tell who sits before it."""

from typing import Final

from annotator.project.settings import Settings

_LEADS: Final = "leads"


def leads_of(settings: Settings) -> tuple[str, ...]:
    """Return the names of those who declared that they lead the project, the first one first."""
    return tuple(name for name in settings.get(_LEADS, []) if isinstance(name, str))


def declare_lead(settings: Settings, name: str) -> None:
    """Add a name to those who lead the project; raises ProjectBusy, NoSpace or ProjectMoved."""
    known = leads_of(settings)
    if name not in known:
        settings.put(_LEADS, [*known, name])
