"""What a build of the example survey costs: CPU seconds and peak memory of whole processes."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
INPUTS = ("seeds", "templates", "review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml")


def run() -> list[dict[str, Any]]:
    """Return the cost of a build from nothing, without and with the website."""
    with tempfile.TemporaryDirectory() as folder:
        survey = Path(folder)
        for name in INPUTS:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, survey / name)
        text, text_peak = cost(["build", "--no-html", "--no-cache", str(survey)])
        html, html_peak = cost(["build", "--no-cache", str(survey)])
        start, _ = cost(["--help"])
    return [
        row("review build --no-html", "CPU s", text, "≤ 6"),
        row("review build --no-html", "peak MB", text_peak, "≤ 400"),
        row("review build", "CPU s", html, "≤ 15"),
        row("review build", "peak MB", html_peak, ""),
        row("review --help", "CPU s", start, ""),
    ]


def row(name: str, figure: str, value: float, asked: str) -> dict[str, Any]:
    return {"name": name, "figure": figure, "value": round(value, 2), "asked": asked}


def cost(arguments: Sequence[str]) -> tuple[float, float]:
    """Return the median CPU seconds of three runs of `review`, and the largest peak in MB."""
    runs = sorted(once(arguments) for _ in range(3))
    return runs[1][0], max(peak for _, peak in runs)


def once(arguments: Sequence[str]) -> tuple[float, float]:
    """Return the CPU seconds of one process and its children, and its peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "review", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, usage.ru_maxrss / 1024
