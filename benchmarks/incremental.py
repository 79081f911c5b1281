"""What a build costs after little changed: CPU and wall seconds before the website, imports apart.

Imports are measured by a second process that imports the same modules and does nothing else.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
INPUTS = ("seeds", "templates", "review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml")
TIMES = 3
_BUILD = """
import sys
from pathlib import Path
from review.cli import main
try:
    main(["build", sys.argv[1], "--no-html"])
finally:
    Path(sys.argv[2]).write_text("\\n".join(sys.modules))
"""
_IMPORT = """
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
for name in Path(sys.argv[1]).read_text().split():
    with suppress(ImportError):
        import_module(name)
"""
_NEW = """

Sparse Mixture Distillation for Tiny Language Models at the Edge

Large language models are costly to deploy on edge devices. We propose SMDT, a method that distills\
 sparse mixtures of experts into tiny dense students by matching router distributions. Experiments\
 on GLUE show that SMDT reaches 97.3% of the teacher's accuracy with 4 times fewer parameters. A\
 limitation is that only English text was evaluated.
"""

Row = dict[str, Any]
Edit = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a build without its imports, those of its imports, and wall seconds."""

    work: float
    imports: float
    wall: float


def run() -> list[Row]:
    """Return the costs of a build from nothing, and after little or nothing changed."""
    cases: dict[str, tuple[Edit, str]] = {
        "nothing cached": (lambda root: shutil.rmtree(root / ".cache"), ""),
        "nothing to do": (lambda _: None, ""),
        "1 paper more": (_add_paper, "≤ 1"),
        "a topic described anew": (_edit_taxonomy, ""),
    }
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder, "built")
        _copied(built)
        _once(built, Path(folder))
        rows = []
        for name, (edit, asked) in cases.items():
            costs = [_after(edit, built, Path(folder)) for _ in range(TIMES)]
            rows += [
                _row(name, "CPU s, imports apart", [c.work for c in costs], asked),
                _row(name, "CPU s of imports", [c.imports for c in costs]),
                _row(name, "wall s", [c.wall for c in costs], "≤ 0.6" if "to do" in name else ""),
            ]
    return rows


def _row(name: str, figure: str, values: list[float], asked: str = "") -> Row:
    return {"name": name, "figure": figure, "value": round(median(values), 2), "asked": asked}


def _copied(root: Path) -> None:
    root.mkdir()
    for name in INPUTS:
        source = ROOT / name
        copy: Any = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)


def _add_paper(root: Path) -> None:
    last = sorted((root / "seeds").glob("*.txt"))[-1]
    last.write_text(last.read_text("utf-8").rstrip("\n") + _NEW, "utf-8")


def _edit_taxonomy(root: Path) -> None:
    path = root / "taxonomy.yml"
    path.write_text(path.read_text("utf-8").replace("language", "natural language", 1), "utf-8")


def _after(edit: Edit, built: Path, folder: Path) -> Cost:
    """Return what the next build of a built survey costs once it was edited."""
    root = folder / "edited"
    shutil.copytree(built, root)
    try:
        _child(_BUILD, root, folder / "modules")  # what a copy needs to know that it is built
        edit(root)
        return _once(root, folder)
    finally:
        shutil.rmtree(root)


def _once(root: Path, folder: Path) -> Cost:
    begun = time.perf_counter()
    whole = _child(_BUILD, root, folder / "modules")
    wall = time.perf_counter() - begun
    imports = _child(_IMPORT, folder / "modules")
    return Cost(whole - imports, imports, wall)


def _child(code: str, *arguments: Path) -> float:
    """Return the CPU seconds of a process of Python."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
