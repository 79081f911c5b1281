"""A new survey folder: what it begins with, and the papers it is begun for."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from review.errors import ConfigError
from review.render.start import render_start

_SAMPLE = "seeds/example.md"


def start(root: Path, title: str, seeds: Sequence[Path] = ()) -> tuple[str, ...]:
    """Write a new survey folder and return its files, relative to it.

    `seeds` are copied into `seeds/`; without any a sample lies there. Raises `ConfigError`, with
    nothing written, where something stands in the way or a seed is missing.
    """
    pages = [page for page in render_start(title) if not (seeds and page.path == _SAMPLE)]
    names = [f"seeds/{path.name}" for path in seeds]
    for path in seeds:
        if not path.is_file():
            raise ConfigError(f"{path}: there is no such file")
        if names.count(f"seeds/{path.name}") > 1:
            raise ConfigError(f"{path}: two seeds are called {path.name}; rename one")
    paths = [*(page.path for page in pages), *names]
    if taken := [name for name in paths if (root / name).exists()]:
        raise ConfigError(f"{root / taken[0]}: is there already; nothing was written")
    for page in pages:
        target = root / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.text, encoding="utf-8", newline="\n")
    for path, name in zip(seeds, names, strict=True):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, root / name)
    return tuple(sorted(paths))
