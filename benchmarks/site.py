"""What the website costs as a survey grows: time and size a page, over as many empty pages.

The base is MkDocs on the same paths with two words a page: its theme, navigation and plugins.
"""

import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review.config import load_config, text_of
from review.pipeline import build
from review.render import render
from review.render.nav import nav
from review.render.write import write

LARGE = Path(__file__).parents[1] / "../shared/data/scale/papers_100k.jsonl.xz"
SIZES = (362, 1_000, 3_000)
APART = 33
PAPERS_A_TOPIC = 40
ROOT = Path(__file__).parents[1]

_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=sys.stderr)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)
sys.exit(done.returncode)
"""
"""Runs a command from a small process: a peak counts the memory of the process that began it."""


def run() -> list[dict[str, Any]]:
    """Return time and size a page for surveys of several sizes, each from the whole corpus."""
    with lzma.open(LARGE, "rt", encoding="utf-8") as stream:
        lines = [line for line in stream if '"abstract": ""' not in line][::APART]
    with tempfile.TemporaryDirectory() as folder:
        return [row for size in SIZES for row in _measure(Path(folder, str(size)), lines[:size])]


def _measure(root: Path, lines: list[str]) -> Iterator[dict[str, Any]]:
    name = f"{len(lines):,} papers"
    spent = _survey(root, lines)
    pages = list((root / "site").rglob("*.md"))
    whole, peak = _mkdocs(root)
    public = root / "public"
    html = {
        path.relative_to(public).as_posix(): path.stat().st_size for path in public.rglob("*.html")
    }
    largest = max(html, key=lambda name: html[name])
    index = (root / "public/search/search_index.json").stat().st_size
    for page in pages:
        page.write_text(f"# {page.stem}\n\nA page.\n", "utf-8")
    base, _ = _mkdocs(root)
    figures = (
        ("pages", len(pages), ""),
        ("our Markdown, CPU ms a page", 1000 * spent / len(pages), ""),
        ("MkDocs with empty pages, CPU ms a page", 1000 * base / len(pages), ""),
        ("over that, CPU ms a page", 1000 * (whole - base) / len(pages), "≤ 8"),
        ("MkDocs, peak MB", peak, ""),
        ("KB of HTML a page", sum(html.values()) / len(html) / 1000, ""),
        (f"KB of the largest page, {largest}", html[largest] / 1000, ""),
        ("search index, KB a work", index / len(lines) / 1000, "≤ 2"),
        ("search index, MB", index / 1e6, ""),
    )
    for figure, value, asked in figures:
        yield {"name": name, "figure": figure, "value": round(value, 1), "asked": asked}


def _survey(root: Path, lines: list[str]) -> float:
    """Write a survey of papers, all but its website; return the CPU seconds of its pages."""
    for part in ("seeds", "templates"):
        (root / part).mkdir(parents=True)
    shutil.copytree(ROOT / "templates/theme", root / "templates/theme")
    for part in ("mkdocs.yml", "review.yml"):
        shutil.copy(ROOT / part, root)
    text = (root / "review.yml").read_text("utf-8").split("seeds:")[0]
    (root / "review.yml").write_text(text + "seeds: [seeds/papers.jsonl]\n", "utf-8")
    (root / "seeds/papers.jsonl").write_text("".join(lines), "utf-8")
    leaves = str(len(lines) // PAPERS_A_TOPIC)
    _call(
        "review", "induce", root / "seeds/papers.jsonl", "-n", leaves, "-o", root / "taxonomy.yml"
    )
    survey = build(load_config(root))
    began = time.process_time()
    pages = render(survey, root)
    spent = time.process_time() - began
    write(pages, root)
    (root / "mkdocs.yml").write_text(nav(survey, text_of(root / "mkdocs.yml")), "utf-8")
    return spent


def _mkdocs(root: Path) -> tuple[float, float]:
    """Return the CPU seconds of the quicker of two runs of MkDocs, and its peak memory in MB."""
    runs = [_call("mkdocs", "build", "--quiet", "-f", root / "mkdocs.yml") for _ in range(2)]
    return min(cpu for cpu, _ in runs), max(peak for _, peak in runs)


def _call(*command: str | Path) -> tuple[float, float]:
    """Run a module; return its CPU seconds and its peak memory in MB."""
    arguments = [sys.executable, "-m", *map(str, command)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{arguments} failed")
    spent, peak = map(float, done.stdout.split())
    return spent, peak
