"""Several style sheets as one file: a phone far from its mast pays for each file, and people read a subject a file."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage


class BundleFinder(BaseFinder):
    """Finds the files that `settings.STYLE_BUNDLES` names: each is made of its parts, in their order.

    A part is a path below static/css/; one that ends in "print.css" holds for paper only.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR / "bundles")

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The path of the bundle in the file system, made anew. Empty if `path` names none."""
        if path not in settings.STYLE_BUNDLES:
            return []
        written = self._write(path)
        return [written] if find_all else written

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for path in settings.STYLE_BUNDLES:
            self._write(path)
            yield path, self.storage

    def _write(self, path: str) -> str:
        """Whole or not at all, for several processes may do so at once."""
        target = Path(self.storage.path(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(_part(name) for name in settings.STYLE_BUNDLES[path]))
        Path(new).replace(target)
        return str(target)


def _part(name: str) -> str:
    text = (settings.BASE_DIR / "static" / "css" / name).read_text(encoding="utf-8")
    return f"@media print {{\n{text}}}\n" if name.endswith("print.css") else text
