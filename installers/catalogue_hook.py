"""Builds the .mo files whenever hatchling builds: for the wheel, the sdist and an editable install."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles every committed .po before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's name
        """Compile the catalogues under the project's root."""
        # Loaded by path: a build runs in an environment of its own, where the checkout is not importable.
        tool = runpy.run_path(str(Path(self.root, "installers", "catalogue.py")))
        tool["compile_all"](Path(self.root))
