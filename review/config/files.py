"""Files by pattern: a file, a folder with all that lies in it, or a pattern with * and **."""

import os
from pathlib import Path

from review.errors import ConfigError


def survey_folder(root: Path) -> Path:
    """Return `root`, a survey folder; raises `ConfigError` where it is none."""
    if not (root / "review.yml").is_file():
        raise ConfigError(f"{root}: no review.yml here; name a survey folder")
    return root


def files_under(folder: Path) -> tuple[Path, ...]:
    """Return all files in `folder` and the folders in it, in order of name, without hidden ones.

    A link to a folder is not followed, so that no circle of links is endless; a pipe or a socket
    is no file, a link that leads nowhere is one that cannot be opened.
    """
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".")]
    return tuple(path for path in sorted(found) if path.is_file() or not path.exists())


def files_matching(root: Path, pattern: str) -> tuple[Path, ...]:
    """Return the files that `pattern` names below `root`, each once, in order of name.

    What it names that is a folder stands for all files in it. What is hidden
    is named by a pattern with such a dot only. Raises `ValueError` where it is no pattern.
    """
    if not Path(pattern).parts:
        raise ValueError("names no file")
    plain = root / pattern
    named = [plain] if plain.exists() else root.glob(pattern)
    meant = _hidden(plain)
    shown = [path for path in named if _hidden(path) <= meant]
    found: set[Path] = set()
    for path in shown:
        found.update(files_under(path) if path.is_dir() else [path] if path.is_file() else [])
    return tuple(sorted(found))


def _hidden(path: Path) -> int:
    return sum(part.startswith(".") and part.strip(".") != "" for part in path.parts)
