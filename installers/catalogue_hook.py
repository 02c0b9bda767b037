"""What hatchling does besides collecting modules: the words on screen, and the data beside the code.

The .mo files are built for a wheel and for an editable install alike. A wheel also carries `resources/`
and `seeds/` inside the package; an editable install reads them in the checkout (annotator/assets.py).
"""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles every committed .po, and adds the data to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues under the project's root and list the data that goes with the code."""
        root = Path(self.root)
        # Loaded by path: a build runs in an environment of its own, where the checkout is not importable.
        runpy.run_path(str(root / "installers" / "catalogue.py"))["compile_all"](root)
        if self.target_name == "wheel" and version == "standard":
            for folder in ("resources", "seeds"):
                build_data["force_include"][str(root / folder)] = f"annotator/{folder}"
