"""Builds that are killed: whether what was there stays, and the next build gives what it should.

A build that adds works to a survey is ended by SIGKILL: half of the times at a moment of its whole
duration, half of the times while it moves files to their places. What then lies in the folder,
once what was begun is finished, is the old edition or the new one, whole; and the next build gives
the bytes of a build that nobody disturbed.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from review import cache, pipeline
from review.render.journal import STAGE

ROOT = Path(__file__).parents[1]
INPUTS = ("review.yml", "taxonomy.yml", "mkdocs.yml", "seeds", "templates")
KILLS = 50
WORKS, MORE = 40, 5  # works before, and those that the build adds
_HEAD = 5  # lines of a seed file that hold its first work and what stands above
_SOON = 0.05  # seconds in which files are moved

Row = dict[str, Any]
Edition = dict[str, bytes]


def run(kills: int = KILLS, works: int = WORKS) -> list[Row]:
    """Return how many kills left what they should."""
    dice = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        _prepare(old, works)
        shutil.copytree(old, new)
        start = time.perf_counter()
        _ended(new)
        duration = time.perf_counter() - start
        found = Counter[str]()
        for i in range(kills):
            root = Path(folder, f"killed-{i}")
            shutil.copytree(old, root)
            wait = dice.uniform(0, _SOON if i % 2 else duration)
            _killed(root, wait, moving=bool(i % 2))
            found.update(_judged(root, edition(old), edition(new)))
            shutil.rmtree(root)
    return [
        _row("killed builds", kills, ""),
        _row("killed while files were moved", found["moving"], ""),
        _row("left the edition before", found["old"], ""),
        _row("left the new edition", found["new"], ""),
        _row("left anything else", found["mixed"], "0"),
        _row("next build differs from an undisturbed one", found["differs"], "0"),
    ]


def _row(figure: str, value: int, asked: str) -> Row:
    return {"name": "SIGKILL", "figure": figure, "value": value, "asked": asked}


def edition(root: Path) -> Edition:
    """Return all that a build writes, by path; what is hidden aside."""
    site = root / "site"
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    for name in ("review.lock", "mkdocs.yml"):
        found[name] = (root / name).read_bytes()
    return {name: content for name, content in found.items() if f"/{STAGE}/" not in name}


def _prepare(root: Path, works: int) -> None:
    """Make a survey of the first works of the example, built, and add the next ones to its seeds.

    An earlier build has cached some of it.
    """
    root.mkdir()
    for name in INPUTS:
        source = ROOT / name
        copy: Any = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)
    first, *others = sorted((root / "seeds").glob("*.txt"))
    for other in others:
        other.unlink()
    lines = [line for line in first.read_text("utf-8").split("\n") if line.strip()]
    for count in (works, works + MORE):
        first.write_text("\n\n".join(lines[: _HEAD + 2 * count]) + "\n", "utf-8")
        if count == works:
            _ended(root)


def _build(root: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "review", "build", str(root), "--no-html"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def _ended(root: Path) -> None:
    if _build(root).wait():
        raise SystemExit(f"the build of {root} failed")


def _killed(root: Path, wait: float, *, moving: bool) -> None:
    """Begin a build and kill it: after `wait` seconds, counted, if so, from when it writes."""
    with _build(root) as process:
        while moving and process.poll() is None and not (root / "site" / STAGE).exists():
            time.sleep(0.0005)
        time.sleep(wait)
        process.kill()


def _judged(root: Path, old: Edition, new: Edition) -> list[str]:
    """Return what a killed build left, and what the next build makes of it."""
    found = ["moving"] if pipeline.is_unfinished(root) else []
    pipeline.resume(root)
    left = edition(root)
    found.append("old" if left == old else "new" if left == new else "mixed")
    with cache.remembering(root):
        pipeline.publish(root, pipeline.draft(root, pipeline.remember(root)))
    return found if edition(root) == new else [*found, "differs"]
