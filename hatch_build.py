"""Builds the front end whenever a wheel or an editable install is made, so that users need no Node.

Where npm cannot be reached the install still works, with a warning: pages then do without scripts.
STOCKROOM_STRICT_BUILD=1 makes that an error. STOCKROOM_FRONTEND=built says that our Makefile keeps
stockroom/web/static as it should be, and nothing is built here.
"""

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """The build hook that pyproject.toml names."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Name the wheel that carries Node, if this machine has none."""
        if not self._is_wanted() or self._frontend().has_system_node():
            return []
        return [self._frontend().NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build before the wheel is packed. Raises NotBuiltError only in a strict build."""
        if not self._is_wanted():
            return
        frontend = self._frontend()
        try:
            frontend.build()
        except frontend.NotBuiltError as problem:
            if frontend.is_strict():
                raise
            self.app.display_warning(f"The pages will have no scripts or styles: {problem}")

    def _is_wanted(self) -> bool:
        return self.target_name == "wheel" and os.environ.get("STOCKROOM_FRONTEND") != "built"

    def _frontend(self) -> ModuleType:
        path = Path(self.root) / "scripts" / "frontend.py"
        spec = importlib.util.spec_from_file_location("stockroom_frontend", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
